package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.time.TimePoint;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The recurrence set of a component: DTSTART, RRULE and RDATE without EXDATE and EXRULE (RFC 5545 section 3.8.5), before
 * overrides.
 */
public final class Occurrences {
    private static final int MOST_RULES = 64;

    private final TimePoint anchor;
    private final Steps steps;
    private final List<BoundedRule> rules;
    private final List<BoundedRule> exclusions;
    private final List<Occurrence> dates = new ArrayList<>();
    private final InstanceKeys<Boolean> excluded;

    /**
     * One of the set.
     *
     * @param start in the form of DTSTART
     * @param end where an RDATE is a period; else null
     */
    public record Occurrence(TimePoint start, @Nullable TimePoint end) {}

    public Occurrences(CalendarComponent component, TimePoint anchor, Times times, Steps steps) {
        this.anchor = anchor;
        this.steps = steps;
        this.rules = rules(component, "RRULE", times);
        this.exclusions = rules(component, "EXRULE", times);
        this.excluded = new InstanceKeys<>(anchor);
        for (CalendarProperty property : component.properties("EXDATE")) {
            times.list(property).forEach(listed -> excluded.put(listed.start(), true));
        }
        for (CalendarProperty property : component.properties("RDATE")) {
            for (Times.Listed listed : times.list(property)) {
                steps.spend();
                dates.add(new Occurrence(excluded.adapt(listed.start()), listed.end()));
            }
        }
    }

    private List<BoundedRule> rules(CalendarComponent component, String name, Times times) {
        List<CalendarProperty> values = component.properties(name);
        if (values.size() > MOST_RULES) {
            throw new TooManyInstances("more than " + MOST_RULES + " recurrence rules");
        }
        List<BoundedRule> read = new ArrayList<>();
        for (CalendarProperty value : values) {
            times.rules().read(value.value()).ifPresent(parts -> read.add(new BoundedRule(anchor, parts)));
        }
        return read;
    }

    /** Tells whether a component says that it recurs, even if only once. */
    public static boolean isRecurring(CalendarComponent component) {
        return component.property("RRULE").isPresent()
                || component.property("RDATE").isPresent();
    }

    /** Tells whether EXDATE or EXRULE takes out the instance that starts at {@code start}. */
    public boolean excludes(TimePoint start) {
        if (excluded.get(start) != null) {
            return true;
        }
        for (BoundedRule rule : exclusions) {
            if (rule.contains(start, steps)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Visits every occurrence whose local start is from {@code from} to {@code to}, and some others; each once, those of a
     * rule in order.
     *
     * @return false if the visitor ended the walk
     */
    public boolean visit(LocalDateTime from, LocalDateTime to, Predicate<Occurrence> visitor) {
        Set<Instant> seen = new HashSet<>();
        Predicate<Occurrence> once =
                each -> !seen.add(each.start().instant()) || excludes(each.start()) || visitor.test(each);
        for (Occurrence date : dates) { // first, as a period says more than a rule that gives the same start
            if (!once.test(date)) {
                return false;
            }
        }
        if (!once.test(new Occurrence(anchor, null))) {
            return false;
        }
        for (BoundedRule rule : rules) {
            if (!rule.visit(from, to, steps, point -> once.test(new Occurrence(point, null)))) {
                return false;
            }
        }
        return true;
    }
}
