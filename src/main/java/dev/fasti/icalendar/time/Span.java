package dev.fasti.icalendar.time;

import java.time.Duration;

/**
 * A duration as iCalendar has it: days of whatever length they are, then an exact time (RFC 5545 section 3.3.6). Both have
 * the same sign.
 */
public record Span(long days, Duration exact) {
    public static final Span ZERO = new Span(0, Duration.ZERO);
    public static final Span DAY = new Span(1, Duration.ZERO);

    Span negated() {
        return new Span(-days, exact.negated());
    }

    public boolean isPositive() {
        return days > 0 || exact.compareTo(Duration.ZERO) > 0;
    }

    /** The exact time where every day has 24 hours. */
    public Duration exactly() {
        return exact.plusDays(days);
    }

    /** The point that far from another: by days at the same time of day, then by the exact time. */
    public TimePoint from(TimePoint start) {
        TimePoint moved = days == 0 ? start : TimePoint.of(start.local().plusDays(days), start.form(), start.rules());
        return exact.isZero() ? moved : moved.plus(exact);
    }
}
