package dev.fasti.icalendar.component;

import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.vobject.Folding;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Components as text (RFC 5545 section 3.1): lines end with CRLF and are folded at 75 octets. */
public final class CalendarText {
    private static final byte[] CRLF = {'\r', '\n'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);

    private CalendarText() {}

    /**
     * A component and all that is in it, in UTF-8.
     *
     * @throws InvalidCalendar if a value in it has been cut and so cannot be written again; the document
     *     that it is of tells beforehand
     */
    public static byte[] of(CalendarComponent component) {
        CalendarText text = new CalendarText();
        text.write(component);
        return text.out.toByteArray();
    }

    private void write(CalendarComponent component) {
        line("BEGIN:" + component.name());
        for (CalendarProperty property : component.properties()) {
            if (property.value().endsWith("\0")) {
                throw new InvalidCalendar(Reason.DATA, "a value that is too long to be written again");
            }
            StringBuilder line = new StringBuilder(property.name());
            property.parameters().forEach(parameter -> append(parameter, line));
            line(line.append(':').append(property.value()).toString());
        }
        component.components().forEach(this::write);
        line("END:" + component.name());
    }

    private static void append(CalendarParameter parameter, StringBuilder line) {
        line.append(';').append(parameter.name());
        String separator = parameter.name().isEmpty() ? "" : "=";
        List<String> values = parameter.values();
        for (String value : values) {
            line.append(separator).append(quoted(value));
            separator = ",";
        }
    }

    /** Quoted where it has to be, and with the marks of RFC 6868 for what quotes cannot hold. */
    private static String quoted(String value) {
        String encoded = value.replace("^", "^^").replace("\"", "^'").replace("\n", "^n");
        boolean isPlain = encoded.chars().noneMatch(c -> c == ':' || c == ';' || c == ',');
        return isPlain ? encoded : '"' + encoded + '"';
    }

    private void line(String line) {
        out.writeBytes(Folding.of(line));
        out.writeBytes(CRLF);
    }
}
