package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.recurrence.InstanceKeys;
import dev.fasti.icalendar.recurrence.Occurrences;
import dev.fasti.icalendar.recurrence.Occurrences.Occurrence;
import dev.fasti.icalendar.recurrence.Steps;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What recurs, and the overrides of its instances: the components of one name and UID (RFC 5545 section 3.8.4.4). */
final class RecurrenceSet {
    private final Times times;
    private final Steps steps;
    private final List<CalendarComponent> masters = new ArrayList<>();
    private final List<CalendarComponent> overrides = new ArrayList<>();

    /** An override for its instance and all after it. */
    private record Range(TimePoint from, Placement placement) {
        /** How much later than they would be, or earlier, the instances are. */
        Duration shift() {
            TimePoint anchor = placement.anchor();
            return anchor == null ? Duration.ZERO : Duration.between(from.local(), anchor.local());
        }

        Instance at(TimePoint start) {
            TimePoint anchor = placement.anchor();
            if (anchor == null) {
                return placement.at(start, start);
            }
            LocalDateTime moved = anchor.local().plus(Duration.between(from.local(), start.local()));
            return placement.at(TimePoint.of(moved, anchor.form(), anchor.rules()), start);
        }
    }

    RecurrenceSet(Times times, Steps steps) {
        this.times = times;
        this.steps = steps;
    }

    void add(CalendarComponent component) {
        (component.property("RECURRENCE-ID").isPresent() ? overrides : masters).add(component);
    }

    /**
     * Visits every instance that may overlap {@code range}, and some others.
     *
     * @return false if the visitor ended the walk
     */
    boolean visit(TimeRange range, Predicate<Instance> visitor) {
        List<CalendarComponent> orphans = overrides;
        for (CalendarComponent master : masters) {
            Placement placement = Placement.of(master, times);
            TimePoint anchor = placement.anchor();
            if (anchor == null || !Occurrences.isRecurring(master) && orphans.isEmpty()) {
                if (!visitor.test(placement.instance(null))) {
                    return false;
                }
            } else if (!visitRecurring(placement, anchor, orphans, range, visitor)) {
                return false;
            }
            orphans = anchor == null ? orphans : List.of();
        }
        for (CalendarComponent orphan : orphans) {
            TimePoint id = times.of(orphan, "RECURRENCE-ID");
            if (!visitor.test(placed(orphan, id).instance(id))) {
                return false;
            }
        }
        return true;
    }

    private boolean visitRecurring(
            Placement master,
            TimePoint anchor,
            List<CalendarComponent> changes,
            TimeRange range,
            Predicate<Instance> visitor) {
        Occurrences occurrences = new Occurrences(master.component(), anchor, times, steps);
        InstanceKeys<Boolean> overridden = new InstanceKeys<>(anchor);
        List<Range> ranges = new ArrayList<>();
        for (CalendarComponent change : changes) {
            TimePoint written = times.of(change, "RECURRENCE-ID");
            TimePoint id = written == null ? null : overridden.adapt(written);
            Placement placement = placed(change, id);
            if (written != null && id != null) {
                overridden.put(written, true);
                if (isRange(change)) {
                    ranges.add(new Range(id, placement));
                }
            }
            if ((id == null || !occurrences.excludes(id)) && !visitor.test(placement.instance(id))) {
                return false;
            }
        }
        ranges.sort(Comparator.comparing(each -> each.from().instant()));
        Duration reach = reach(master, ranges);
        LocalDateTime from = TimePoint.local(range.start(), anchor.rules()).minus(reach);
        LocalDateTime to = TimePoint.local(range.end(), anchor.rules()).plus(reach);
        return occurrences.visit(
                from, to, each -> overridden.get(each.start()) != null || visitor.test(instance(master, ranges, each)));
    }

    /** An override without a DTSTART is where its instance is. */
    private Placement placed(CalendarComponent override, @Nullable TimePoint id) {
        Placement written = Placement.of(override, times);
        return written.anchor() == null && id != null ? Placement.of(override, id, times) : written;
    }

    private static boolean isRange(CalendarComponent override) {
        return override.property("RECURRENCE-ID")
                .flatMap(id -> id.parameterValue("RANGE"))
                .filter(range -> range.strip().equalsIgnoreCase("THISANDFUTURE"))
                .isPresent();
    }

    /** How far from a range the occurrences may be whose instances overlap it. */
    private static Duration reach(Placement master, List<Range> ranges) {
        Duration reach = master.reach();
        for (Range range : ranges) {
            // another zone may be a day away
            Duration further =
                    range.placement().reach().plus(range.shift().abs()).plusDays(1);
            reach = reach.compareTo(further) < 0 ? further : reach;
        }
        return reach.plusHours(25); // the largest change that a zone's offset ever had, Samoa's in 2011, and one more
    }

    private static Instance instance(Placement master, List<Range> ranges, Occurrence occurrence) {
        TimePoint start = occurrence.start();
        Range last = null;
        for (Range range : ranges) {
            last = range.from().instant().isAfter(start.instant()) ? last : range;
        }
        Instance instance = last == null ? master.at(start, start) : last.at(start);
        TimePoint end = occurrence.end();
        if (end == null || instance.start() == null || end.instant().isBefore(start.instant())) {
            return instance;
        }
        return new Instance(instance.component(), instance.start(), end, start);
    }
}
