package dev.fasti.icalendar;

import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the instances of calendar objects (RFC 5545 section 3.8.5, RFC 4791 section 9.9). Immutable.
 *
 * <p>Values that say nothing (a broken date, a broken rule) are passed over: validation has refused them, and of what
 * was stored before, the rest still counts.
 */
public final class Expander {
    private final ZoneRules floating;
    private final ExpansionLimits limits;

    /**
     * @param floatingZone where a DATE and a floating time are: the collection's or the request's time zone
     * @param limits the most work for one call
     */
    public Expander(ZoneId floatingZone, ExpansionLimits limits) {
        this(floatingZone.getRules(), limits);
    }

    /** As the other one, for a zone that only a VTIMEZONE explains: {@link CalendarTimezone#rules}. */
    public Expander(ZoneRules floatingZone, ExpansionLimits limits) {
        this.floating = floatingZone;
        this.limits = limits;
    }

    /**
     * The instances that overlap {@code range} by the tables of RFC 4791 section 9.9, in the order of their starts;
     * those without a start come first. An override counts by its own times, wherever its RECURRENCE-ID is.
     *
     * @throws TooManyInstances if there are more than {@link ExpansionLimits#maxInstances()}, or finding them takes too
     *     many steps
     */
    public List<Instance> instances(CalendarDocument document, TimeRange range) {
        throw new UnsupportedOperationException();
    }

    /**
     * Some instance that overlaps {@code range} and passes {@code test}; empty if none does. Looks at no more instances
     * than it needs, so that a range without an end is no trouble.
     *
     * @throws TooManyInstances if finding one takes too many steps
     */
    public Optional<Instance> find(CalendarDocument document, TimeRange range, Predicate<Instance> test) {
        throw new UnsupportedOperationException();
    }

    /** Tells whether an instance of this document overlaps a range, by the table of its component (RFC 4791 section 9.9). */
    public boolean overlaps(CalendarDocument document, Instance instance, TimeRange range) {
        throw new UnsupportedOperationException();
    }

    /** The time of a DATE or DATE-TIME property such as COMPLETED or DTSTAMP; empty if its value is neither. */
    public Optional<TimePoint> time(CalendarDocument document, CalendarProperty property) {
        throw new UnsupportedOperationException();
    }

    /** The periods of a FREEBUSY or RDATE property; what is no period, or an empty one, is passed over. */
    public List<TimeRange> periods(CalendarDocument document, CalendarProperty property) {
        throw new UnsupportedOperationException();
    }

    /** The alarms of an object (RFC 4791 section 9.9). */
    public AlarmTimes alarms(CalendarDocument document) {
        return new AlarmTimes(document, this);
    }
}
