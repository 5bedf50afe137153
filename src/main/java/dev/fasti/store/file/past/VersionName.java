package dev.fasti.store.file.past;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the file that holds a kept version: {@code 20261127T100431123Z-17-a.ics}, so that it says by itself what
 * it was and until when, whatever becomes of the journal.
 *
 * @param until when the version was replaced or deleted, in whole milliseconds
 * @param revision which revision did that
 * @param name the member's name, cut where the whole would not fit into a file name
 */
public record VersionName(Instant until, long revision, String name) {
    private static final int LONGEST = 255;
    private static final Pattern FORM = Pattern.compile("(\\d{8}T\\d{9}Z)-(\\d{1,19})-(.+)", Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public static VersionName of(Event event) {
        return new VersionName(event.time(), event.revision(), event.name());
    }

    /** What a file name says; empty if it is none of these. */
    public static Optional<VersionName> parse(String file) {
        Matcher form = FORM.matcher(file);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new VersionName(
                    TIME.parse(form.group(1), Instant::from), Long.parseLong(form.group(2)), form.group(3)));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The part that tells versions of one name apart. */
    public String id() {
        return TIME.format(until) + "-" + revision;
    }

    /** The file's name, 255 octets in UTF-8 at most. */
    public String file() {
        String whole = id() + "-" + name;
        int end = whole.length();
        while (whole.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            end = whole.offsetByCodePoints(end, -1);
        }
        return whole.substring(0, end);
    }
}
