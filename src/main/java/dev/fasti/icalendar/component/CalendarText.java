package dev.fasti.icalendar.component;

import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Components as text (RFC 5545 section 3.1): lines end with CRLF and are folded at 75 octets. */
public final class CalendarText {
    private static final int MOST_OCTETS = 75;
    private static final byte[] FOLD = {'\r', '\n', ' '};

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

    /** Folds between characters, never within one. */
    private void line(String line) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int room = MOST_OCTETS;
        while (octets.length - from > room) {
            int to = from + room;
            while (isContinuation(octets[to])) {
                to--;
            }
            out.write(octets, from, to - from);
            out.write(FOLD, 0, FOLD.length);
            from = to;
            room = MOST_OCTETS - 1; // the space of the fold counts
        }
        out.write(octets, from, octets.length - from);
        out.write(FOLD, 0, 2);
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xC0) == 0x80;
    }
}
