package dev.fasti.carddav;

import dev.fasti.carddav.query.AddressBookQuery;
import dev.fasti.dav.Extension;
import dev.fasti.dav.Names;
import dev.fasti.dav.report.Multiget;
import dev.fasti.store.CollectionKind;
import java.util.List;

/** What address books bring to the engine (RFC 6352). */
public final class CardDav {
    private CardDav() {}

    public static Extension extension(CardDavSettings settings) {
        return new Extension(
                List.of("addressbook"),
                AddressBookProperties.all(settings),
                List.of(
                        new AddressBookQuery(),
                        new Multiget(
                                Names.carddav("addressbook-multiget"),
                                CollectionKind.ADDRESSBOOK,
                                settings.maxMultigetHrefs())),
                List.of(new AddressBookCollection()));
    }
}
