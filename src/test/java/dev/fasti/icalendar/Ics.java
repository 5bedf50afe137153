package dev.fasti.icalendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes iCalendar for tests, with LF in the source and CRLF in the octets. */
public final class Ics {
    private Ics() {}

    /** The octets of a text block, line ends as RFC 5545 section 3.1 wants them. */
    public static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A calendar of the lines given. */
    public static byte[] calendar(String lines) {
        return octets(
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Fasti//Test//EN\n" + lines.strip() + "\nEND:VCALENDAR\n");
    }

    /** A calendar of one VEVENT with a UID and the lines given. */
    public static byte[] event(String lines) {
        return component("VEVENT", lines);
    }

    /** A calendar of one component with a UID and the lines given. */
    public static byte[] component(String name, String lines) {
        return calendar("BEGIN:" + name + "\nUID:one@example.com\nDTSTAMP:20240101T000000Z\n" + lines.strip() + "\nEND:"
                + name);
    }

    public static Instant at(String text) {
        return Instant.parse(text);
    }
}
