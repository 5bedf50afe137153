package dev.fasti.cli.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A content line (RFC 5545 section 3.1, RFC 6350 section 3.2), unfolded.
 *
 * @param start where its first octet is in the file
 * @param end where the octet after its last line end is
 * @param text its octets as ISO-8859-1, without folds and line end; cut where the reader was told to cut
 */
record Line(long start, long end, String text) {
    /** The property's name in upper case, without a vCard's group. */
    String name() {
        int stop = 0;
        while (stop < text.length() && text.charAt(stop) != ':' && text.charAt(stop) != ';') {
            stop++;
        }
        int from = text.lastIndexOf('.', Math.max(0, stop - 1)) + 1;
        return text.substring(Math.min(from, stop), stop).strip().toUpperCase(Locale.ROOT);
    }

    /** What stands behind the first colon outside of quotes, as UTF-8; empty if there is none. */
    String value() {
        int colon = colon();
        return colon < 0 ? "" : utf8(text.substring(colon + 1)).strip();
    }

    /** The value of a parameter, without quotes, as UTF-8; empty if there is none. */
    String parameter(String wanted) {
        int colon = colon();
        String header = colon < 0 ? text : text.substring(0, colon);
        int at = header.toUpperCase(Locale.ROOT).indexOf(";" + wanted + "=");
        if (at < 0) {
            return "";
        }
        int from = at + wanted.length() + 2;
        boolean isQuoted = from < header.length() && header.charAt(from) == '"';
        int start = isQuoted ? from + 1 : from;
        int stop = header.indexOf(isQuoted ? '"' : ';', start);
        return utf8(header.substring(start, stop < 0 ? header.length() : stop));
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
