package dev.fasti.cli.site;

import dev.fasti.dav.Names;
import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives somebody who has no home yet one, with a calendar and an address book in it, so that a client finds where to
 * put things. Whoever has a home, from Radicale say, keeps it as it is.
 *
 * <p>The home bears a mark until it is complete. A crash half-way is mended by the next login, nobody sees a home
 * that another request is still making, and one that its owner has emptied is not taken for unfinished.
 */
final class FirstLogin implements Consumer<Principal> {
    private static final Logger log = LoggerFactory.getLogger(FirstLogin.class);
    private static final PropertyName DISPLAY_NAME = new PropertyName(Names.DAV, "displayname");
    private static final PropertyName COMPONENTS = new PropertyName(Names.CALDAV, "supported-calendar-component-set");
    private static final PropertyName UNFINISHED = new PropertyName("https://fasti.dev/ns/", "unfinished-home");

    private static final long OFTEN = TimeUnit.SECONDS.toNanos(1);

    private final CollectionStore store;
    private final Lock making = new ReentrantLock();
    /** Whose homes bore no mark when they were last looked at, in nanoseconds; as many as there are homes. */
    private final Map<Principal, Long> complete = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;

    FirstLogin(CollectionStore store) {
        this(store, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    FirstLogin(CollectionStore store, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.store = store.by(new Author("", "", "first login"));
    }

    @Override
    public void accept(Principal principal) {
        if (isComplete(principal)) {
            return;
        }
        // One at a time: who waited must look again, or would bring back what the owner has deleted meanwhile.
        making.lock();
        try {
            complete(principal);
            complete.put(principal, nanoTime.getAsLong());
        } finally {
            making.unlock();
        }
    }

    /** What was deleted through the store is missed at once, what went behind its back within a second. */
    private boolean isComplete(Principal principal) {
        Long looked = complete.get(principal);
        if (looked == null) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - looked < OFTEN) {
            return store.lastSeen(principal.home()).isPresent();
        }
        complete.replace(principal, now);
        return store.find(principal.home()).isPresent();
    }

    private void complete(Principal principal) {
        CollectionPath home = principal.home();
        Optional<Collection> found = store.find(home);
        if (found.isEmpty()) {
            make(home, CollectionKind.PLAIN, Map.of(UNFINISHED, new PropertyValue.Text("")));
            found = store.find(home);
        }
        if (found.isPresent() && found.get().snapshot().properties().containsKey(UNFINISHED)) {
            fill(home);
            found.get().patch(new PropertyPatch(Map.of(UNFINISHED, Optional.empty())));
            log.info("Made a home for {}", principal.name());
        }
    }

    private void fill(CollectionPath home) {
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
    }

    /** What a login that was broken off has made is there already. */
    private void make(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        try {
            store.create(path, kind, properties);
        } catch (StoreException.NameTaken e) {
            log.debug("{} is there already", path);
        }
    }
}
