package dev.fasti.icalendar;

import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Moment;
import dev.fasti.icalendar.time.TimePoint.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of RFC 4791 section 9.9 that say when a component takes place, as bounds of its first or only instance.
 *
 * <p>The tables compare now with "before", now with "not after": bounds are a second wider where that matters.
 */
final class TimeTables {
    private final String component;
    private final Map<String, Moment> moments;
    private final @Nullable Duration duration;
    private final RecurrenceDates busy;

    TimeTables(String component, Map<String, Moment> moments, @Nullable Duration duration, RecurrenceDates busy) {
        this.component = component;
        this.moments = moments;
        this.duration = duration;
        this.busy = busy;
    }

    Bounds bounds() {
        return switch (component) {
            case "VEVENT" -> event();
            case "VTODO" -> toDo();
            case "VJOURNAL" -> journal();
            case "VFREEBUSY" -> freeBusy();
            default -> Bounds.NONE;
        };
    }

    private Bounds event() {
        Moment start = moments.get("DTSTART");
        if (start == null) {
            return Bounds.NONE;
        }
        Moment end = end("DTEND", start);
        Instant earliest = start.earliest();
        Instant latest = start.over();
        if (end != null) { // some write an end before the start
            earliest = Bounds.min(earliest, end.earliest());
            latest = Bounds.max(latest, end.latest());
        }
        if (duration != null) { // Thunderbird writes PT0S beside DTEND
            earliest = Bounds.min(earliest, start.earliest().plus(duration));
            latest = Bounds.max(latest, start.latest().plus(duration));
        }
        return new Bounds(earliest, latest);
    }

    /** The end, which is by the clock of the start where that alone has no zone. */
    private @Nullable Moment end(String name, @Nullable Moment start) {
        Moment end = moments.get(name);
        if (start == null || start.form() != Form.FLOATING || end == null || end.form() != Form.ZONED) {
            return end;
        }
        return new Moment(end.local(), Form.FLOATING, null);
    }

    private Bounds toDo() {
        Moment start = moments.get("DTSTART");
        Moment due = end("DUE", start);
        if (start == null && due == null) {
            Moment created = moments.get("CREATED");
            Moment completed = moments.get("COMPLETED");
            Bounds done = around(created, completed);
            return completed == null ? new Bounds(done.earliest(), null) : done;
        }
        Bounds bounds = around(start, due);
        if (start == null || duration == null) {
            return bounds;
        }
        Instant end = start.over().plus(duration);
        return bounds.union(new Bounds(end.minus(Duration.ofSeconds(2)), end));
    }

    private static Bounds around(@Nullable Moment one, @Nullable Moment other) {
        return Stream.of(bounds(one), bounds(other))
                .filter(bounds -> bounds != Bounds.NONE)
                .reduce(Bounds::union)
                .orElse(Bounds.NONE);
    }

    private static Bounds bounds(@Nullable Moment moment) {
        return moment == null ? Bounds.NONE : new Bounds(moment.earliest().minusSeconds(1), moment.over());
    }

    private Bounds journal() {
        Moment start = moments.get("DTSTART");
        return start == null ? Bounds.NONE : new Bounds(start.earliest(), start.over());
    }

    private Bounds freeBusy() {
        Moment start = moments.get("DTSTART");
        Moment end = moments.get("DTEND");
        Bounds whole = start == null || end == null ? Bounds.NONE : around(start, end);
        Instant firstBusy = busy.firstStart();
        Instant lastBusy = busy.lastEnd();
        if (firstBusy == null || lastBusy == null) {
            return whole;
        }
        Bounds periods = new Bounds(firstBusy, lastBusy.plusSeconds(1));
        return whole == Bounds.NONE ? periods : whole.union(periods);
    }
}
