package dev.fasti.icalendar.time;

import java.time.Instant;

/**
 * A half-open interval of time, {@code [start, end)}, in UTC (RFC 4791 section 9.9).
 *
 * @param start inclusive; {@link Instant#MIN} when the attribute is absent
 * @param end exclusive; {@link Instant#MAX} when the attribute is absent
 */
public record TimeRange(Instant start, Instant end) {
    /** All of time. */
    public static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

    public TimeRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("start " + start + " is not before end " + end);
        }
    }

    /** Tells whether an instant lies within. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
