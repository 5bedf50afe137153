package dev.fasti.icalendar;

import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The extent of lists of dates and periods, as RDATE, EXDATE and FREEBUSY hold them, without keeping the lists. */
final class RecurrenceDates {
    private @Nullable Instant firstStart;
    private @Nullable Instant lastStart;
    private @Nullable Instant lastEnd;
    private int count;

    /**
     * Adds the values of a list. Empty values are passed over, as sloppy exporters write them.
     *
     * @return false if one of them is neither a date, a date-time nor a period (RFC 5545 section 3.3.9)
     */
    boolean add(String list, @Nullable String tzid) {
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String value = list.substring(from, to).strip();
            if (!value.isEmpty() && !addOne(value, tzid)) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    private boolean addOne(String value, @Nullable String tzid) {
        int slash = value.indexOf('/');
        Optional<Moment> start = Moment.parse(slash < 0 ? value : value.substring(0, slash), tzid);
        if (start.isEmpty()) {
            return false;
        }
        Instant end = slash < 0 ? start.get().latest() : periodEnd(start.get(), value.substring(slash + 1), tzid);
        if (end == null) {
            return false;
        }
        Instant earliest = start.get().earliest();
        Instant latest = start.get().latest();
        firstStart = firstStart == null ? earliest : Bounds.min(firstStart, earliest);
        lastStart = lastStart == null ? latest : Bounds.max(lastStart, latest);
        lastEnd = lastEnd == null ? end : Bounds.max(lastEnd, end);
        count++;
        return true;
    }

    private static @Nullable Instant periodEnd(Moment start, String end, @Nullable String tzid) {
        Optional<Duration> duration = Durations.parse(end);
        return duration.isPresent()
                ? start.latest().plus(duration.get())
                : Moment.parse(end, tzid).map(Moment::latest).orElse(null);
    }

    /** How many values there were. */
    int count() {
        return count;
    }

    /** The earliest start; null if there were no values. */
    @Nullable
    Instant firstStart() {
        return firstStart;
    }

    /** The latest start; null if there were no values. */
    @Nullable
    Instant lastStart() {
        return lastStart;
    }

    /** The latest end of a period, or start of something else; null if there were no values. */
    @Nullable
    Instant lastEnd() {
        return lastEnd;
    }
}
