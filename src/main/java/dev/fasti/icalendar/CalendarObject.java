package dev.fasti.icalendar;

import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.Facts;
import dev.fasti.vobject.ContentLines;
import dev.fasti.vobject.Dialect;

/**
 * What RFC 4791 section 4.1 asks of a calendar object resource, checked on octets.
 *
 * <p>Real data is sloppy, and what a server refuses is lost to its user. Refused is what breaks other clients or cannot
 * be found again: what is not iCalendar, a truncated object, dates, durations, rules and alarm triggers that say
 * nothing, several objects in one. Taken is what every client copes with: blank lines, control characters, missing UID,
 * VTIMEZONE, PRODID or VERSION, repeated properties that say the same, unknown components and properties, overrides
 * without a master. The octets are never changed.
 *
 * <p>A missing UID is against RFC 5545 section 3.8.4.7 but usual in files that people import: it is taken where the
 * object is one single component. {@link Facts#uid()} is null then, so that it conflicts with no other object.
 *
 * <p>{@link Facts#earliest()} and {@link Facts#latest()} surely hold every instance, overrides included, as the tables
 * of RFC 4791 section 9.9 define them, and may be wider: by 18 hours for a DATE, a floating time and an unknown TZID, by
 * 3 hours for a known TZID, by days where a rule ends by COUNT or UNTIL. They say nothing of alarms.
 */
public final class CalendarObject {
    private CalendarObject() {}

    /**
     * Checks a calendar object that a client wants to store.
     *
     * @param octets the object; not changed, not kept
     * @return its facts, never {@link Facts.Trait#UNREADABLE}
     * @throws InvalidCalendar if it is not to be stored
     */
    public static Facts validate(byte[] octets) {
        ObjectReader reader = new ObjectReader();
        Facts facts = read(octets, reader);
        reader.problems().check();
        return facts;
    }

    /**
     * Finds the facts of what is stored already, whether or not it would be taken today; never fails.
     *
     * @param octets the object; not changed, not kept
     * @return its facts; with {@link Facts.Trait#UNREADABLE} and without bounds where they cannot be relied on
     */
    public static Facts index(byte[] octets) {
        return read(octets, new ObjectReader());
    }

    /** How many octets of memory reading takes at most, besides the object itself. */
    public static long reading(byte[] octets) {
        return ContentLines.memory(octets);
    }

    private static Facts read(byte[] octets, ObjectReader reader) {
        ContentLines.read(octets, Dialect.ICALENDAR, reader);
        return reader.finish();
    }
}
