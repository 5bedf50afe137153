package dev.fasti.caldav.query;

import dev.fasti.icalendar.component.CalendarProperty;

/**
 * What a property says, as texts are searched: with the escapes of TEXT undone (RFC 5545 section 3.3.11).
 *
 * <p>Several values, as CATEGORIES has them, are one text with commas between: whatever is in one of them is in it,
 * too. Values of other types have no backslashes, or mean by them what TEXT does.
 */
final class TextValue {
    private TextValue() {}

    static String of(CalendarProperty property) {
        String value = property.value();
        int escape = value.indexOf('\\');
        if (escape < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        int from = 0;
        while (escape >= 0 && escape + 1 < value.length()) {
            text.append(value, from, escape);
            char escaped = value.charAt(escape + 1);
            switch (escaped) {
                case 'n', 'N' -> text.append('\n');
                case '\\', ';', ',' -> text.append(escaped);
                default -> text.append('\\').append(escaped);
            }
            from = escape + 2;
            escape = value.indexOf('\\', from);
        }
        return text.append(value, from, value.length()).toString();
    }
}
