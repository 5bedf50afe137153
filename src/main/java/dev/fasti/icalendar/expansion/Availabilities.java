package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.recurrence.Steps;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.recurrence.TooManyInstances;
import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the VAVAILABILITY components of one calendar object (RFC 7953 section 3.1).
 *
 * @param limits the most work for one call
 */
record Availabilities(Times times, ExpansionLimits limits) {
    /** As {@link Expander#availabilities}. */
    List<Availability> of(CalendarDocument document, TimeRange range) {
        List<Availability> found = new ArrayList<>();
        Steps steps = new Steps(limits.maxSteps());
        for (CalendarComponent component : document.calendar().components("VAVAILABILITY")) {
            Optional<TimeRange> span = span(component, range);
            if (span.isPresent()) {
                found.add(new Availability(component, span.get(), available(component, span.get(), steps)));
            }
        }
        return found;
    }

    /** Whether a VAVAILABILITY speaks of any of {@code range} (RFC 7953 section 7.2.2). */
    boolean overlaps(CalendarComponent availability, TimeRange range) {
        return span(availability, range).isPresent();
    }

    /** Without a DTSTART it has always been so, without an end it will be for ever. */
    private Optional<TimeRange> span(CalendarComponent component, TimeRange range) {
        TimePoint start = times.of(component, "DTSTART");
        TimePoint end = times.of(component, "DTEND");
        if (end == null && start != null) {
            end = component
                    .value("DURATION")
                    .flatMap(Durations::span)
                    .map(length -> length.from(start))
                    .orElse(null);
        }
        return within(range, start == null ? Instant.MIN : start.instant(), end == null ? Instant.MAX : end.instant());
    }

    private List<TimeRange> available(CalendarComponent component, TimeRange span, Steps steps) {
        Map<String, RecurrenceSet> sets = new LinkedHashMap<>();
        for (CalendarComponent available : component.components("AVAILABLE")) {
            sets.computeIfAbsent(available.value("UID").orElse("").strip(), uid -> new RecurrenceSet(times, steps))
                    .add(available);
        }
        List<TimeRange> periods = new ArrayList<>();
        for (RecurrenceSet set : sets.values()) {
            set.visit(span, instance -> {
                of(instance, span).ifPresent(periods::add);
                if (periods.size() > limits.maxInstances()) {
                    throw new TooManyInstances("more than " + limits.maxInstances() + " available times");
                }
                return true;
            });
        }
        return periods;
    }

    private static Optional<TimeRange> of(Instance instance, TimeRange span) {
        @Nullable TimePoint start = instance.start();
        @Nullable TimePoint end = instance.end();
        return start == null || end == null ? Optional.empty() : within(span, start.instant(), end.instant());
    }

    private static Optional<TimeRange> within(TimeRange range, Instant start, Instant end) {
        Instant from = Bounds.max(range.start(), start);
        Instant to = Bounds.min(range.end(), end);
        return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
    }
}
