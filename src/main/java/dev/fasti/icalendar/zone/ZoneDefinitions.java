package dev.fasti.icalendar.zone;

import dev.fasti.icalendar.component.CalendarText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The VTIMEZONEs of a calendar object on its way out: without those that everybody has, or with all that it needs (RFC
 * 7809 section 3.1.3). Every other octet stays as it is.
 */
public final class ZoneDefinitions {
    private static final Pattern USE =
            Pattern.compile("(?i)^[^:\\r\\n]*?;TZID=(?:\"([^\"\\r\\n]*)\"|([^;:,\"\\r\\n]*))", Pattern.MULTILINE);
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");

    /** One character an octet, so that nothing is decoded and encoded again. */
    private final String text;

    private final ByteArrayOutputStream out;
    private final Set<String> defined = new LinkedHashSet<>();
    /** Where the first component inside the calendar begins; -1 if there is none. */
    private int inside = -1;

    private ZoneDefinitions(byte[] octets) {
        this.text = new String(octets, StandardCharsets.ISO_8859_1);
        this.out = new ByteArrayOutputStream(octets.length + 1024);
    }

    /** The object without the VTIMEZONEs that are named as in the IANA database. */
    public static byte[] withoutStandard(byte[] octets) {
        ZoneDefinitions zones = new ZoneDefinitions(octets);
        return zones.text.contains("VTIMEZONE") ? zones.copyWithoutStandard() : octets;
    }

    /** The object with a VTIMEZONE for every TZID that it uses without defining it, where the IANA database has one. */
    public static byte[] complete(byte[] octets) {
        ZoneDefinitions zones = new ZoneDefinitions(octets);
        return zones.copyComplete(octets);
    }

    private byte[] copyWithoutStandard() {
        int kept = 0;
        int at = 0;
        int begin = -1;
        while (at < text.length()) {
            int next = lineEnd(at);
            String line = line(at, next);
            if (line.equals("BEGIN:VTIMEZONE")) {
                begin = at;
            } else if (line.equals("END:VTIMEZONE") && begin >= 0) {
                if (StandardZone.isName(tzid(begin, next))) {
                    write(kept, begin);
                    kept = next;
                }
                begin = -1;
            }
            at = next;
        }
        write(kept, text.length());
        return out.toByteArray();
    }

    private byte[] copyComplete(byte[] octets) {
        survey();
        Set<String> missing = new LinkedHashSet<>();
        Matcher use = USE.matcher(unfolded(0, text.length()));
        while (use.find()) {
            String id = decoded(use.group(1) == null ? use.group(2) : use.group(1));
            if (!defined.contains(id) && StandardZone.isName(id)) {
                missing.add(id);
            }
        }
        if (missing.isEmpty() || inside < 0) {
            return octets;
        }
        write(0, inside);
        missing.forEach(id ->
                out.writeBytes(StandardZone.component(id).map(CalendarText::of).orElseThrow()));
        write(inside, text.length());
        return out.toByteArray();
    }

    /** Finds what is defined, and where definitions may go. */
    private void survey() {
        int at = 0;
        int begin = -1;
        while (at < text.length()) {
            int next = lineEnd(at);
            String line = line(at, next);
            if (line.startsWith("BEGIN:") && !line.equals("BEGIN:VCALENDAR") && inside < 0) {
                inside = at;
            }
            if (line.equals("BEGIN:VTIMEZONE")) {
                begin = at;
            } else if (line.equals("END:VTIMEZONE") && begin >= 0) {
                defined.add(tzid(begin, next));
                begin = -1;
            }
            at = next;
        }
    }

    private String tzid(int from, int to) {
        for (String line : unfolded(from, to).split("\\r?\\n")) {
            if (line.regionMatches(true, 0, "TZID", 0, 4) && line.indexOf(':') >= 4) {
                return decoded(line.substring(line.indexOf(':') + 1));
            }
        }
        return "";
    }

    private String unfolded(int from, int to) {
        return FOLD.matcher(text.substring(from, to)).replaceAll("");
    }

    private static String decoded(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    /** Where the line that starts here ends, its line end included. */
    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private String line(int from, int to) {
        boolean isShort = to - from < 64;
        return isShort ? text.substring(from, to).strip().toUpperCase(Locale.ROOT) : "";
    }

    private void write(int from, int to) {
        out.writeBytes(text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
