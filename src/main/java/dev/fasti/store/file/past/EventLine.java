package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.SealedLine;
import dev.fasti.store.path.CollectionPath;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as a {@link SealedLine}: fields between tabs, the first of them its form.
 * Control characters, tab and percent sign are {@code %XX}.
 */
final class EventLine {
    private static final String CHANGE = "1";
    private static final String COLLECTION = "2";
    private static final String NONE = "-";
    private static final int CHANGE_FIELDS = 9;
    private static final int COLLECTION_FIELDS = 8;
    private static final int HEX = 64;

    private EventLine() {}

    static String encode(JournalLine line) {
        return SealedLine.seal(line instanceof Event event ? body(event) : body((CollectionEvent) line));
    }

    private static String body(Event event) {
        return String.join(
                "\t",
                CHANGE,
                Long.toString(event.time().toEpochMilli()),
                Long.toString(event.revision()),
                hex(event.before()),
                hex(event.after()),
                escape(event.name()),
                by(event.author()));
    }

    private static String body(CollectionEvent event) {
        CollectionPath origin = event.origin();
        return String.join(
                "\t",
                COLLECTION,
                Long.toString(event.time().toEpochMilli()),
                event.what().name(),
                escape(event.path().toString()),
                origin == null ? NONE : escape(origin.toString()),
                by(event.author()));
    }

    private static String by(Author author) {
        return String.join("\t", escape(author.user()), escape(author.client()), escape(author.action()));
    }

    /** Whether a line tells of the collection as a whole, if it can be read at all. */
    static boolean isOfCollection(String line) {
        return line.startsWith(COLLECTION + "\t");
    }

    /** Reads a line; empty if it is damaged, or of a form that this version does not know. */
    static Optional<JournalLine> decode(String line) {
        return SealedLine.open(line).flatMap(EventLine::read);
    }

    private static Optional<JournalLine> read(String body) {
        String[] fields = body.split("\t", -1);
        try {
            if (fields[0].equals(CHANGE) && fields.length == CHANGE_FIELDS) {
                return Optional.of(change(fields));
            }
            if (fields[0].equals(COLLECTION) && fields.length == COLLECTION_FIELDS) {
                return Optional.of(collection(fields));
            }
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | StoreException e) {
            return Optional.empty();
        }
    }

    private static Event change(String[] fields) {
        return new Event(
                time(fields),
                Long.parseLong(fields[2]),
                unescape(fields[5]),
                etag(fields[3]),
                etag(fields[4]),
                author(fields, 6));
    }

    private static CollectionEvent collection(String[] fields) {
        return new CollectionEvent(
                time(fields),
                CollectionEvent.What.valueOf(fields[2]),
                path(fields[3]),
                fields[4].equals(NONE) ? null : path(fields[4]),
                author(fields, 5));
    }

    private static Instant time(String[] fields) {
        return Instant.ofEpochMilli(Long.parseLong(fields[1]));
    }

    private static CollectionPath path(String field) {
        if (!field.startsWith("/")) {
            throw new IllegalArgumentException("no path");
        }
        return new CollectionPath(List.of(unescape(field.substring(1)).split("/", -1)));
    }

    private static Author author(String[] fields, int from) {
        return new Author(unescape(fields[from]), unescape(fields[from + 1]), unescape(fields[from + 2]));
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
}
