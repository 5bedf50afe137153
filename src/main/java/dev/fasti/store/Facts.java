package dev.fasti.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a member without reading it again: found once, at the write, and kept in the store's index.
 *
 * @param uid the UID of the calendar object or the contact; null where there is none
 * @param component the calendar component's type, {@code VEVENT} or {@code VTODO} and so on; null outside calendars,
 *     and where somebody put several objects into one file behind the server's back
 * @param earliest the earliest start of any instance; null when the object has no start or is not bounded below
 * @param latest the latest end of any instance, exclusive; null when it is not bounded above
 * @param traits what else holds of the object
 * @param values what a search of contacts compares, in the order of the card; empty for everything else
 */
public record Facts(
        @Nullable String uid,
        @Nullable String component,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        Set<Trait> traits,
        SearchedValues values) {
    /** Nothing is known: a member of a plain collection. */
    public static final Facts NONE = new Facts(null, null, null, null, Set.of(), SearchedValues.NONE);

    public Facts {
        traits = Set.copyOf(traits);
    }

    /** As above, with the values one by one. */
    public Facts(
            @Nullable String uid,
            @Nullable String component,
            @Nullable Instant earliest,
            @Nullable Instant latest,
            Set<Trait> traits,
            List<Value> values) {
        this(uid, component, earliest, latest, traits, SearchedValues.of(values));
    }

    /**
     * Whether a component of a type may have anything to do with an interval of time.
     *
     * <p>True for everything that does by RFC 4791 section 9.9, and for more: both ends count, though the bounds of
     * facts are wide and the tables of that section are half-open for the most part. Alarms are not considered.
     * What is not known is no reason to say no: a missing bound, or no component.
     *
     * @param wanted the component's type in upper case; null for any
     * @param start {@link Instant#MIN} where the interval has no start
     * @param end {@link Instant#MAX} where the interval has no end
     */
    public boolean mayOverlap(@Nullable String wanted, Instant start, Instant end) {
        return (wanted == null || component == null || component.equals(wanted))
                && (earliest == null || !earliest.isAfter(end))
                && (latest == null || !latest.isBefore(start));
    }

    /** A yes-or-no fact. */
    public enum Trait {
        /** Has a recurrence rule, recurrence dates or overridden instances. */
        RECURRING,
        /** Holds an alarm. */
        ALARM,
        /** A to-do that is completed or cancelled, as a whole. */
        COMPLETED,
        /** Cannot be parsed: served as it is, left out of filters. */
        UNREADABLE
    }

    /**
     * One searched value of a contact.
     *
     * @param property the vCard property's name in upper case, such as {@code FN}
     * @param text the unescaped value as it stands in the card
     */
    public record Value(String property, String text) {}
}
