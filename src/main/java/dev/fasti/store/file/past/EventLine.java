package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.ETag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of text: fields between tabs, the last of them the CRC-32 of all before. Control characters, tab
 * and percent sign are {@code %XX}.
 */
final class EventLine {
    private static final String FORM = "1";
    private static final String NONE = "-";
    private static final int FIELDS = 10;
    private static final int HEX = 64;

    private EventLine() {}

    static String encode(Event event) {
        String body = String.join(
                "\t",
                FORM,
                Long.toString(event.time().toEpochMilli()),
                Long.toString(event.revision()),
                hex(event.before()),
                hex(event.after()),
                escape(event.name()),
                escape(event.author().user()),
                escape(event.author().client()),
                escape(event.author().action()));
        return body + "\t" + crc(body);
    }

    /** Reads a line; empty if it is damaged, or of a form that this version does not know. */
    static Optional<Event> decode(String line) {
        String[] fields = line.split("\t", -1);
        int last = line.lastIndexOf('\t');
        if (fields.length != FIELDS
                || !fields[0].equals(FORM)
                || !crc(line.substring(0, last)).equals(fields[FIELDS - 1])) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Event(
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    Long.parseLong(fields[2]),
                    unescape(fields[5]),
                    etag(fields[3]),
                    etag(fields[4]),
                    new Author(unescape(fields[6]), unescape(fields[7]), unescape(fields[8]))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String hex(@Nullable ETag etag) {
        return etag == null ? NONE : etag.value().substring(1, etag.value().length() - 1);
    }

    private static @Nullable ETag etag(String hex) {
        if (hex.equals(NONE)) {
            return null;
        }
        if (hex.length() != HEX || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("no digest");
        }
        return new ETag('"' + hex + '"');
    }

    private static String escape(String text) {
        if (text.chars().noneMatch(EventLine::isSpecial)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpecial(c)) {
                out.append('%').append(HexFormat.of().toHexDigits((byte) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isSpecial(int c) {
        return c < ' ' || c == 0x7f || c == '%';
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 3 > text.length()) {
                    throw new IllegalArgumentException("a cut escape");
                }
                out.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String crc(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
