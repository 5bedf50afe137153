package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.recurrence.Steps;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the instances of calendar objects (RFC 5545 section 3.8.5, RFC 4791 section 9.9). Immutable.
 *
 * <p>Values that say nothing (a broken date, a broken rule) are passed over: validation has refused them, and of what
 * was stored before, the rest still counts.
 */
public final class Expander {
    private static final Set<String> TIMED = Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY");
    private static final Comparator<Instance> BY_START = Comparator.comparing(instance ->
            Optional.ofNullable(instance.start()).map(TimePoint::instant).orElse(Instant.MIN));

    private final ZoneRules floating;
    private final ExpansionLimits limits;

    /**
     * @param floatingZone where a DATE and a floating time are: the collection's or the request's time zone, which may be
     *     one that only a VTIMEZONE explains
     * @param limits the most work for one call
     */
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
        List<Instance> found = new ArrayList<>();
        visit(document, range, instance -> {
            if (found.size() == limits.maxInstances()) {
                throw new TooManyInstances("more than " + limits.maxInstances() + " instances");
            }
            return found.add(instance);
        });
        found.sort(BY_START);
        return found;
    }

    /**
     * Some instance that overlaps {@code range} and passes {@code test}; empty if none does. Looks at no more instances
     * than it needs, so that a range without an end is no trouble.
     *
     * @throws TooManyInstances if finding one takes too many steps
     */
    public Optional<Instance> find(CalendarDocument document, TimeRange range, Predicate<Instance> test) {
        List<Instance> found = new ArrayList<>(1);
        visit(document, range, instance -> !test.test(instance) || !found.add(instance));
        return found.stream().findFirst();
    }

    /** Visits the instances that overlap, until the visitor returns false. */
    private void visit(CalendarDocument document, TimeRange range, Predicate<Instance> visitor) {
        Times times = times(document);
        Steps steps = new Steps(limits.maxSteps());
        Overlap overlap = new Overlap(times, range);
        Map<String, RecurrenceSet> sets = new LinkedHashMap<>();
        for (CalendarComponent component : document.calendar().components()) {
            if (TIMED.contains(component.name())) {
                String key = component.name() + ":"
                        + component.value("UID").orElse("").strip();
                sets.computeIfAbsent(key, name -> new RecurrenceSet(times, steps))
                        .add(component);
            }
        }
        for (RecurrenceSet set : sets.values()) {
            if (!set.visit(range, instance -> !overlap.test(instance) || visitor.test(instance))) {
                return;
            }
        }
    }

    /**
     * Tells whether a component may have instances in {@code range} that are not found here: those of a rule by another
     * calendar than the Gregorian, and those in place of days that a month does not have (RFC 7529).
     */
    public boolean mayHaveOthers(CalendarDocument document, CalendarComponent component, TimeRange range) {
        Times times = times(document);
        TimePoint start = times.of(component, "DTSTART");
        return start != null
                && start.instant().isBefore(range.end())
                && component.properties("RRULE").stream()
                        .anyMatch(rule -> !times.rules().isWhole(rule.value()));
    }

    /** Tells whether an instance of this document overlaps a range, by the table of its component (RFC 4791 section 9.9). */
    public boolean overlaps(CalendarDocument document, Instance instance, TimeRange range) {
        return new Overlap(times(document), range).test(instance);
    }

    /** The time of a DATE or DATE-TIME property such as COMPLETED or DTSTAMP; empty if its value is neither. */
    public Optional<TimePoint> time(CalendarDocument document, CalendarProperty property) {
        return times(document).of(property);
    }

    /** The periods of a FREEBUSY or RDATE property; what is no period, or an empty one, is passed over. */
    public List<TimeRange> periods(CalendarDocument document, CalendarProperty property) {
        List<TimeRange> periods = new ArrayList<>();
        for (Times.Listed listed : times(document).list(property)) {
            TimePoint end = listed.end();
            if (end != null && end.instant().isAfter(listed.start().instant())) {
                periods.add(new TimeRange(listed.start().instant(), end.instant()));
            }
        }
        return periods;
    }

    /**
     * The times that the VAVAILABILITY components of an object speak of, within {@code range}; those that do not overlap it
     * are left out.
     *
     * @throws TooManyInstances if more times are available than can be counted
     */
    public List<Availability> availabilities(CalendarDocument document, TimeRange range) {
        return new Availabilities(times(document), limits).of(document, range);
    }

    /** Tells whether a VAVAILABILITY of this document overlaps a range (RFC 7953 section 7.2.2). */
    public boolean overlaps(CalendarDocument document, CalendarComponent availability, TimeRange range) {
        return new Availabilities(times(document), limits).overlaps(availability, range);
    }

    /** The alarms of an object (RFC 4791 section 9.9). */
    public AlarmTimes alarms(CalendarDocument document) {
        return new AlarmTimes(document, times(document));
    }

    private Times times(CalendarDocument document) {
        return document.times(floating);
    }
}
