package dev.fasti.vobject.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A content line (RFC 5545 section 3.1, RFC 6350 section 3.2), unfolded.
 *
 * @param start where its first octet is in the file
 * @param end where the octet after its last line end is
 * @param text its octets as ISO-8859-1, without folds and line end; cut where the reader was told to cut
 */
public record Line(long start, long end, String text) {
    /** The property's name in upper case, without a vCard's group. */
    public String name() {
        int stop = 0;
        while (stop < text.length() && text.charAt(stop) != ':' && text.charAt(stop) != ';') {
            stop++;
        }
        int from = text.lastIndexOf('.', Math.max(0, stop - 1)) + 1;
        return text.substring(Math.min(from, stop), stop).strip().toUpperCase(Locale.ROOT);
    }

    /** What stands behind the first colon outside of quotes, as UTF-8; empty if there is none. */
    public String value() {
        int colon = colon();
        return colon < 0 ? "" : utf8(text.substring(colon + 1)).strip();
    }

    /** The value of a parameter, without quotes, as UTF-8; empty if there is none. */
    public String parameter(String wanted) {
        int colon = colon();
        String header = colon < 0 ? text : text.substring(0, colon);
        int from = startOf(wanted);
        if (from < 0) {
            return "";
        }
        boolean isQuoted = from < header.length() && header.charAt(from) == '"';
        int start = isQuoted ? from + 1 : from;
        int stop = header.indexOf(isQuoted ? '"' : ';', start);
        return utf8(header.substring(start, stop < 0 ? header.length() : stop));
    }

    /** Where in the text the value of a parameter begins, its quote included; -1 if there is none. */
    int startOf(String wanted) {
        String mark = ";" + wanted + "=";
        int colon = colon();
        int last = (colon < 0 ? text.length() : colon) - mark.length();
        for (int at = text.indexOf(';'); at >= 0 && at <= last; at = text.indexOf(';', at + 1)) {
            if (text.regionMatches(true, at, mark, 0, mark.length())) {
                return at + mark.length();
            }
        }
        return -1;
    }

    private int colon() {
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (c == ':' && !inQuotes) {
                return i;
            }
        }
        return text.indexOf(':');
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
