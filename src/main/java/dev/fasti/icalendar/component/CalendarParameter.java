package dev.fasti.icalendar.component;

import java.util.List;
import java.util.Locale;

/**
 * A parameter of a property (RFC 5545 section 3.2).
 *
 * @param name in upper case; empty for the nameless ones of vCalendar 1.0
 * @param values at least one, without quotes, decoded as RFC 6868 says
 */
public record CalendarParameter(String name, List<String> values) {
    public CalendarParameter {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " without a value");
        }
        name = name.strip().toUpperCase(Locale.ROOT);
        values = List.copyOf(values);
    }

    /** The first value. */
    public String value() {
        return values.get(0);
    }
}
