package dev.fasti.caldav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether one calendar object is what a filter asks for (RFC 4791 section 9.7).
 *
 * <p>Everything that is asked of a component is asked of one and the same: of a series with overridden instances, the
 * override has its own properties and its own time, and the series no longer has the instance that it overrides.
 */
final class Matcher {
    private final CalendarDocument document;
    private final Instances instances;

    /** @param expander finds the instances, in the time zone of this request */
    Matcher(CalendarDocument document, Expander expander) {
        this.document = document;
        this.instances = new Instances(document, expander);
    }

    /** @param filter of the VCALENDAR */
    boolean matches(CompFilter filter) {
        return matches(filter, List.of(document.calendar()), null);
    }

    /** @param parent what holds the components; null for the VCALENDAR */
    private boolean matches(CompFilter filter, List<CalendarComponent> scope, @Nullable CalendarComponent parent) {
        boolean isThere = false;
        for (CalendarComponent component : scope) {
            if (component.name().equals(filter.name())) {
                isThere = true;
                if (filter.presence() == Presence.DEFINED && isAsAsked(filter, component, parent)) {
                    return true;
                }
            }
        }
        return filter.presence() == Presence.ABSENT && !isThere;
    }

    /** Time comes last: it costs most. */
    private boolean isAsAsked(CompFilter filter, CalendarComponent component, @Nullable CalendarComponent parent) {
        for (PropFilter prop : filter.props()) {
            if (!matches(prop, component)) {
                return false;
            }
        }
        for (CompFilter inner : filter.comps()) {
            if (!matches(inner, component.components(), component)) {
                return false;
            }
        }
        return filter.range() == null || isWithin(filter.range(), component, parent);
    }

    private boolean isWithin(TimeRange range, CalendarComponent component, @Nullable CalendarComponent parent) {
        if (parent == null) { // the VCALENDAR, which has no time but that of what is in it
            return component.components().stream()
                    .anyMatch(each -> Candidates.OBJECTS.contains(each.name()) && instances.anyOverlap(each, range));
        }
        return component.name().equals("VALARM")
                ? instances.anyTrigger(parent, component, range)
                : instances.anyOverlap(component, range);
    }

    private boolean matches(PropFilter filter, CalendarComponent component) {
        TimeRange range = filter.range();
        if (range != null && instances.isEffective(component, filter.name())) {
            return instances.anyTime(component, filter.name(), range)
                    && component
                            .property(filter.name())
                            .map(property -> hasParams(filter, property))
                            .orElse(filter.params().isEmpty());
        }
        boolean isThere = false;
        for (CalendarProperty property : component.properties()) {
            if (property.name().equals(filter.name())) {
                isThere = true;
                if (filter.presence() == Presence.DEFINED && isAsAsked(filter, property)) {
                    return true;
                }
            }
        }
        return filter.presence() == Presence.ABSENT && !isThere;
    }

    private boolean isAsAsked(PropFilter filter, CalendarProperty property) {
        TextMatch text = filter.text();
        TimeRange range = filter.range();
        return (text == null || text.matches(TextValue.of(property)))
                && (range == null || instances.isWithin(property, range))
                && hasParams(filter, property);
    }

    private static boolean hasParams(PropFilter filter, CalendarProperty property) {
        return filter.params().stream().allMatch(param -> matches(param, property));
    }

    /** Of several values, as MEMBER and DELEGATED-TO have them, one has to hold the text, or none. */
    private static boolean matches(ParamFilter filter, CalendarProperty property) {
        return property.parameter(filter.name())
                .map(parameter -> {
                    TextMatch text = filter.text();
                    return filter.presence() == Presence.DEFINED
                            && (text == null
                                    || parameter.values().stream().anyMatch(text::isIn)
                                            == (text.condition() == TextMatch.Condition.CONTAINS));
                })
                .orElse(filter.presence() == Presence.ABSENT);
    }
}
