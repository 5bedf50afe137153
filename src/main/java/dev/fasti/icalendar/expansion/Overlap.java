package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tables of RFC 4791 section 9.9: does an instance overlap a range? */
final class Overlap {
    private final Times times;
    private final Instant from;
    private final Instant to;

    Overlap(Times times, TimeRange range) {
        this.times = times;
        this.from = range.start();
        this.to = range.end();
    }

    boolean test(Instance instance) {
        TimePoint start = instance.start();
        TimePoint end = instance.end();
        return switch (instance.component().name()) {
            case "VEVENT", "VJOURNAL" -> start != null && end != null && event(start.instant(), end.instant());
            case "VTODO" -> toDo(instance.component(), start, end);
            case "VFREEBUSY" -> freeBusy(instance.component(), start, end);
            default -> false;
        };
    }

    private boolean event(Instant start, Instant end) {
        boolean lasts = end.isAfter(start);
        return (lasts ? from.isBefore(end) : !from.isAfter(start)) && to.isAfter(start);
    }

    private boolean toDo(CalendarComponent toDo, @Nullable TimePoint start, @Nullable TimePoint end) {
        if (start == null) {
            return end == null ? undated(toDo) : from.isBefore(end.instant()) && !to.isBefore(end.instant());
        }
        Instant begin = start.instant();
        if (end == null) {
            return !from.isAfter(begin) && to.isAfter(begin);
        }
        Instant due = end.instant();
        boolean byDue = toDo.property("DUE").isPresent();
        boolean early = byDue ? from.isBefore(due) || !from.isAfter(begin) : !from.isAfter(due);
        return early && (to.isAfter(begin) || !to.isBefore(due));
    }

    /** The rows without DTSTART and DUE. */
    private boolean undated(CalendarComponent toDo) {
        TimePoint created = times.of(toDo, "CREATED");
        TimePoint completed = times.of(toDo, "COMPLETED");
        if (completed == null) {
            return created == null || to.isAfter(created.instant());
        }
        Instant done = completed.instant();
        Instant made = created == null ? done : created.instant();
        return (!from.isAfter(made) || !from.isAfter(done)) && (!to.isBefore(made) || !to.isBefore(done));
    }

    private boolean freeBusy(CalendarComponent freeBusy, @Nullable TimePoint start, @Nullable TimePoint end) {
        if (start != null && end != null) {
            return !from.isAfter(end.instant()) && to.isAfter(start.instant());
        }
        for (CalendarProperty property : freeBusy.properties("FREEBUSY")) {
            for (Times.Listed period : times.list(property)) {
                TimePoint last = period.end();
                if (last != null
                        && from.isBefore(last.instant())
                        && to.isAfter(period.start().instant())) {
                    return true;
                }
            }
        }
        return false;
    }
}
