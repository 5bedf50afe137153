package dev.fasti.icalendar.component;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A property of a component (RFC 5545 section 3.1).
 *
 * @param name in upper case
 * @param parameters in the order of the file, those of one name together
 * @param value as it stands in the file: unfolded, decoded from quoted-printable, escapes as they are. Ends with NUL
 *     where it was too long and was cut: {@link CalendarText} does not write such a one
 */
public record CalendarProperty(String name, List<CalendarParameter> parameters, String value) {
    public CalendarProperty {
        name = name.strip().toUpperCase(Locale.ROOT);
        parameters = List.copyOf(parameters);
    }

    /** The parameter of that name, in any case; empty if there is none. */
    public Optional<CalendarParameter> parameter(String parameter) {
        for (CalendarParameter each : parameters) {
            if (each.name().equalsIgnoreCase(parameter)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The first value of the parameter of that name, in any case; empty if there is none. */
    public Optional<String> parameterValue(String parameter) {
        return parameter(parameter).map(CalendarParameter::value);
    }
}
