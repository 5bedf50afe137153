package dev.fasti.icalendar.component;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component of a calendar with all that stands in it (RFC 5545 section 3.6).
 *
 * @param name in upper case, such as {@code VEVENT}
 * @param properties in the order of the file
 * @param components in the order of the file
 */
public record CalendarComponent(String name, List<CalendarProperty> properties, List<CalendarComponent> components) {
    public CalendarComponent {
        name = name.toUpperCase(Locale.ROOT);
        properties = List.copyOf(properties);
        components = List.copyOf(components);
    }

    /** The first property of that name, in any case; empty if there is none. */
    public Optional<CalendarProperty> property(String property) {
        for (CalendarProperty each : properties) {
            if (each.name().equalsIgnoreCase(property)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The value of the first property of that name, as it stands in the file; empty if there is none. */
    public Optional<String> value(String property) {
        return property(property).map(CalendarProperty::value);
    }

    /** The properties of that name, in any case. */
    public List<CalendarProperty> properties(String property) {
        return properties.stream()
                .filter(each -> each.name().equalsIgnoreCase(property))
                .toList();
    }

    /** The components of that name, in any case. */
    public List<CalendarComponent> components(String component) {
        return components.stream()
                .filter(each -> each.name().equalsIgnoreCase(component))
                .toList();
    }
}
