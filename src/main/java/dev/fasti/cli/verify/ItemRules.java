package dev.fasti.cli.verify;

import dev.fasti.cli.site.ProtocolFacts;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.FactsReader;
import dev.fasti.vcard.AddressObject;
import dev.fasti.vcard.InvalidCard;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges what is stored already by the rules of the kind of collection that holds it. */
final class ItemRules {
    private static final Facts NOTHING_KNOWN = new Facts(null, null, null, null, Set.of(Trait.UNREADABLE), List.of());

    private final FactsReader index;

    ItemRules() {
        this(new ProtocolFacts());
    }

    /** @param index reads facts as the server does for its index */
    ItemRules(FactsReader index) {
        this.index = index;
    }

    /**
     * What is to be said of an item.
     *
     * @param facts what the server's index holds of it
     * @param fault why it would not be taken today or is left out of queries, without anything of its content; empty
     *     if nothing is wrong
     */
    record Verdict(Facts facts, Optional<String> fault) {}

    /**
     * Judges an item; never fails.
     *
     * @param octets not changed, not kept
     */
    Verdict judge(CollectionKind kind, byte[] octets) {
        try {
            Facts facts = index.read(kind, octets);
            Optional<String> fault = fault(kind, octets);
            if (fault.isEmpty() && facts.traits().contains(Trait.UNREADABLE)) {
                fault = Optional.of("left out of queries, though it breaks no rule");
            }
            return new Verdict(facts, fault);
        } catch (RuntimeException | StackOverflowError e) {
            // Which the store takes for unreadable as well.
            return new Verdict(
                    NOTHING_KNOWN,
                    Optional.of("reading it fails with " + e.getClass().getSimpleName()));
        }
    }

    private static Optional<String> fault(CollectionKind kind, byte[] octets) {
        try {
            switch (kind) {
                case CALENDAR -> CalendarObject.validate(octets);
                case ADDRESSBOOK -> AddressObject.validate(octets);
                case PLAIN, SUBSCRIBED -> {} // no rule
            }
            return Optional.empty();
        } catch (InvalidCalendar | InvalidCard e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
