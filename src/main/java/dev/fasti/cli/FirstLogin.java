package dev.fasti.cli;

import dev.fasti.dav.Names;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionPath;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Principal;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import dev.fasti.store.StoreException;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives somebody who has no home yet one, with a calendar and an address book in it, so that a client finds where to
 * put things. Whoever has a home, from Radicale say, keeps it as it is.
 */
final class FirstLogin implements Consumer<Principal> {
    private static final Logger log = LoggerFactory.getLogger(FirstLogin.class);
    private static final PropertyName DISPLAY_NAME = new PropertyName(Names.DAV, "displayname");
    private static final PropertyName COMPONENTS = new PropertyName(Names.CALDAV, "supported-calendar-component-set");

    private final CollectionStore store;

    FirstLogin(CollectionStore store) {
        this.store = store;
    }

    @Override
    public void accept(Principal principal) {
        CollectionPath home = principal.home();
        if (store.find(home).isPresent()) {
            return;
        }
        make(home, CollectionKind.PLAIN, Map.of());
        make(
                home.child("calendar"),
                CollectionKind.CALENDAR,
                Map.of(
                        DISPLAY_NAME,
                        new PropertyValue.Text("Calendar"),
                        COMPONENTS,
                        new PropertyValue.Text("VEVENT,VTODO")));
        make(
                home.child("contacts"),
                CollectionKind.ADDRESSBOOK,
                Map.of(DISPLAY_NAME, new PropertyValue.Text("Contacts")));
        log.info("Made a home for {}", principal.name());
    }

    /** Another request of the same new user may be a moment ahead. */
    private void make(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        try {
            store.create(path, kind, properties);
        } catch (StoreException.NameTaken e) {
            log.debug("{} is there already", path);
        }
    }
}
