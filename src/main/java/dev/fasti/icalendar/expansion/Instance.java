package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.time.TimePoint;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a component: the only one, one of a recurrence set, or an override (RFC 4791 section 9.9).
 *
 * @param component what gives its properties: the component that recurs, or the override. For an instance of a RANGE it
 *     is the override that began the range
 * @param start DTSTART of the instance; null only where the component has none: a VTODO, a VJOURNAL or a VFREEBUSY
 * @param end its effective end, exclusive and never before {@code start}. VEVENT: DTEND, or DTSTART with DURATION, or a
 *     day later for a DATE, else {@code start}. VTODO: DUE, or DTSTART with DURATION, else null. VJOURNAL: a day later
 *     for a DATE, else {@code start}. VFREEBUSY: DTEND, else null
 * @param recurrenceId which instance it is, in the form of the DTSTART of what recurs; null for what does not recur
 */
public record Instance(
        CalendarComponent component,
        @Nullable TimePoint start,
        @Nullable TimePoint end,
        @Nullable TimePoint recurrenceId) {}
