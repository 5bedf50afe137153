package dev.fasti.caldav.content;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarParameter;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.expansion.Instance;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimePoint.Form;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A calendar object with its instances written out, each a component by itself (RFC 4791 section 9.6.5).
 *
 * <p>Times with a zone become times in UTC; a DATE stays a DATE, a floating time stays floating, and so does one whose
 * TZID nobody knows. Every instance of what recurs has its RECURRENCE-ID, the first one too.
 */
final class Expansion {
    private static final Set<String> RECURRENCE = Set.of("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID");
    private static final Set<String> EXPANDED = Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY");
    private static final Set<String> ZONE_PARAMETERS = Set.of("TZID", "VALUE");

    private final CalendarDocument document;
    private final Expander expander;

    Expansion(CalendarDocument document, Expander expander) {
        this.document = document;
        this.expander = expander;
    }

    /** The VCALENDAR with the instances that overlap a range, and without its time zones. */
    CalendarComponent within(TimeRange range) {
        CalendarComponent calendar = document.calendar();
        List<CalendarComponent> components = new ArrayList<>();
        expander.instances(document, range).forEach(instance -> components.add(component(instance)));
        for (CalendarComponent other : calendar.components()) {
            if (!EXPANDED.contains(other.name()) && !other.name().equals("VTIMEZONE")) {
                components.add(inUtc(other));
            }
        }
        return new CalendarComponent(calendar.name(), calendar.properties(), components);
    }

    private CalendarComponent component(Instance instance) {
        List<CalendarProperty> properties = new ArrayList<>();
        for (CalendarProperty property : instance.component().properties()) {
            if (!RECURRENCE.contains(property.name())) {
                properties.add(property(property, instance));
            }
        }
        TimePoint id = instance.recurrenceId();
        if (id != null) {
            properties.add(at(new CalendarProperty("RECURRENCE-ID", List.of(), ""), id));
        }
        return new CalendarComponent(
                instance.component().name(),
                properties,
                instance.component().components().stream().map(this::inUtc).toList());
    }

    private CalendarProperty property(CalendarProperty property, Instance instance) {
        return switch (property.name()) {
            case "DTSTART" -> at(property, instance.start());
            case "DTEND", "DUE" -> at(property, instance.end());
            case "DURATION" -> lasting(property, instance);
            default -> inUtc(property);
        };
    }

    /** A nominal day may last 23 hours where the zone is known, but 24 in UTC: what is written is exact. */
    private static CalendarProperty lasting(CalendarProperty duration, Instance instance) {
        TimePoint start = instance.start();
        TimePoint end = instance.end();
        if (start == null || end == null || start.isDate()) {
            return duration;
        }
        Duration exact = Duration.between(start.instant(), end.instant());
        return new CalendarProperty(duration.name(), duration.parameters(), exact.toString());
    }

    private CalendarComponent inUtc(CalendarComponent component) {
        return new CalendarComponent(
                component.name(),
                component.properties().stream().map(this::inUtc).toList(),
                component.components().stream().map(this::inUtc).toList());
    }

    private CalendarProperty inUtc(CalendarProperty property) {
        return property.parameter("TZID").isEmpty()
                ? property
                : at(property, expander.time(document, property).orElse(null));
    }

    private static CalendarProperty at(CalendarProperty property, @Nullable TimePoint time) {
        List<CalendarParameter> parameters = new ArrayList<>(property.parameters());
        parameters.removeIf(parameter -> ZONE_PARAMETERS.contains(parameter.name()));
        if (time == null) {
            return new CalendarProperty(property.name(), parameters, property.value());
        }
        if (time.isDate()) {
            parameters.add(new CalendarParameter("VALUE", List.of("DATE")));
        }
        String value = time.form() == Form.FLOATING ? time.toLocal() : time.toUtc();
        return new CalendarProperty(property.name(), parameters, value);
    }
}
