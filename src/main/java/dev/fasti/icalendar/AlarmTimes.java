package dev.fasti.icalendar;

import java.time.Instant;
import java.util.List;

/** When the alarms of a calendar object trigger (RFC 5545 section 3.6.6, RFC 4791 section 9.9). */
public final class AlarmTimes {
    AlarmTimes(CalendarDocument document, Expander expander) {}

    /**
     * The triggers of one VALARM of an instance, repetitions included, in order; none where the instance has nothing
     * that the trigger is relative to.
     *
     * @param alarm a VALARM of {@link Instance#component()}
     * @throws TooManyInstances if it repeats more than {@link ExpansionLimits#maxInstances()} times
     */
    public List<Instant> triggers(Instance instance, CalendarComponent alarm) {
        throw new UnsupportedOperationException();
    }

    /** Tells whether one of the triggers lies within {@code range}, however many there are. */
    public boolean overlaps(Instance instance, CalendarComponent alarm, TimeRange range) {
        throw new UnsupportedOperationException();
    }

    /**
     * A range such that only instances that overlap it have alarms in {@code range}: wider by as much as the object's
     * alarms are before or after what they belong to, or {@link TimeRange#ALWAYS} where that is not bounded.
     */
    public TimeRange reach(TimeRange range) {
        throw new UnsupportedOperationException();
    }
}
