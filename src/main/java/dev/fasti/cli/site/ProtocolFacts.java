package dev.fasti.cli.site;

import dev.fasti.icalendar.CalendarObject;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.vcard.AddressObject;

/** Reads facts by the protocol that a collection's kind belongs to. */
public final class ProtocolFacts implements FactsReader {
    @Override
    public Facts read(CollectionKind kind, byte[] octets) {
        return switch (kind) {
            case CALENDAR -> CalendarObject.index(octets);
            case ADDRESSBOOK -> AddressObject.index(octets);
            case PLAIN, SUBSCRIBED -> Facts.NONE;
        };
    }
}
