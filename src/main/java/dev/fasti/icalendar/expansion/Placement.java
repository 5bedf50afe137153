package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Span;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimePoint.Form;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a component takes place as it is written, recurrence aside (RFC 4791 section 9.9).
 *
 * @param start DTSTART; null where there is none
 * @param end the effective end, as {@link Instance#end()} defines it
 * @param length how far the end of each instance is from its start: exactly as far as DTEND or DUE is, or by the DURATION
 *     (RFC 5545 section 3.8.5.3); null where there is no such end
 */
record Placement(
        CalendarComponent component,
        @Nullable TimePoint start,
        @Nullable TimePoint end,
        @Nullable Span length) {
    static Placement of(CalendarComponent component, Times times) {
        TimePoint start = times.of(component, "DTSTART");
        return of(component, start, times);
    }

    /** As if {@code start} were the DTSTART. */
    static Placement of(CalendarComponent component, @Nullable TimePoint start, Times times) {
        return switch (component.name()) {
            case "VTODO" -> toDo(component, start, byOneClock(start, times.of(component, "DUE")));
            case "VFREEBUSY" -> new Placement(component, start, times.of(component, "DTEND"), null);
            case "VJOURNAL" -> lasting(component, start, null);
            default -> event(component, start, byOneClock(start, times.of(component, "DTEND")));
        };
    }

    /** The end as it is meant where somebody wrote a zone beside only one of the two (against RFC 5545 section 3.8.2.2). */
    private static @Nullable TimePoint byOneClock(@Nullable TimePoint start, @Nullable TimePoint end) {
        if (start == null || end == null) {
            return end;
        }
        boolean isMixed = start.form() == Form.FLOATING && end.form() == Form.ZONED
                || start.form() == Form.ZONED && end.form() == Form.FLOATING;
        return isMixed ? TimePoint.of(end.local(), start.form(), start.rules()) : end;
    }

    private static Placement event(CalendarComponent component, @Nullable TimePoint start, @Nullable TimePoint end) {
        if (start == null || end == null) {
            return lasting(component, start, duration(component));
        }
        if (start.isDate()) {
            TimePoint last = end.atDate();
            long days = ChronoUnit.DAYS.between(start.local(), last.local());
            boolean more = !end.local().toLocalTime().equals(LocalTime.MIDNIGHT);
            return lasting(component, start, new Span(Math.max(1, more ? days + 1 : days), Duration.ZERO));
        }
        TimePoint last = end.isDate() ? TimePoint.of(end.local(), start.form(), start.rules()) : end;
        if (!last.instant().isAfter(start.instant())) {
            return lasting(component, start, Span.ZERO); // some write an end before the start
        }
        Span length = new Span(0, Duration.between(start.instant(), last.instant()));
        return new Placement(component, start, last, length);
    }

    private static Placement toDo(CalendarComponent component, @Nullable TimePoint start, @Nullable TimePoint due) {
        Span duration = duration(component);
        if (start == null || due == null) {
            return start == null || duration == null
                    ? new Placement(component, start, due, null)
                    : lasting(component, start, duration);
        }
        Span length = start.isDate() && due.isDate()
                ? new Span(ChronoUnit.DAYS.between(start.local(), due.local()), Duration.ZERO)
                : new Span(0, Duration.between(start.instant(), due.instant()));
        return new Placement(component, start, due, length);
    }

    private static @Nullable Span duration(CalendarComponent component) {
        return component.value("DURATION").flatMap(Durations::span).orElse(null);
    }

    private static Placement lasting(CalendarComponent component, @Nullable TimePoint start, @Nullable Span given) {
        if (start == null) {
            return new Placement(component, null, null, null);
        }
        Span length = given;
        if (length == null) {
            length = start.isDate() ? Span.DAY : Span.ZERO;
        } else if (!length.isPositive()) {
            length = Span.ZERO;
        } else if (start.isDate()) { // whole days, where someone writes PT24H
            length = new Span(length.exactly().plusDays(1).minusNanos(1).toDays(), Duration.ZERO);
        }
        return new Placement(component, start, length.from(start), length);
    }

    /** What recurrence counts from: the start, or the DUE of a to-do without one; null where there is neither. */
    @Nullable
    TimePoint anchor() {
        return start == null ? end : start;
    }

    /** The instance that this is. */
    Instance instance(@Nullable TimePoint recurrenceId) {
        return new Instance(component, start, end, recurrenceId);
    }

    /** The instance of the same component whose {@link #anchor()} is at {@code point}. */
    Instance at(TimePoint point, TimePoint recurrenceId) {
        if (start == null) {
            return new Instance(component, null, point, recurrenceId);
        }
        boolean same = point.equals(start);
        TimePoint moved = same || length == null ? end : length.from(point);
        return new Instance(component, point, moved, recurrenceId);
    }

    /** How far an end may be from its start, either way, a day more or less. */
    Duration reach() {
        return length == null ? Duration.ZERO : length.exactly().abs();
    }
}
