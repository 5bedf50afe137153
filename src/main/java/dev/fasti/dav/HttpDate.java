package dev.fasti.dav;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The dates of HTTP headers and {@code DAV:getlastmodified} (RFC 9110 section 5.6.7). */
public final class HttpDate {
    /** The one that is written. */
    private static final DateTimeFormatter FIXED = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    /** That of RFC 850, whose years have two digits: they are taken to lie between 1970 and 2069. */
    private static final DateTimeFormatter OLD = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** That of C's {@code asctime}. */
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");

    private HttpDate() {}

    public static String format(Instant instant) {
        return FIXED.format(instant);
    }

    /**
     * Reads a date in the form that is written, or in one of the two that went before it and that everybody must
     * understand.
     *
     * @return empty if it is none of them; a recipient then ignores the header (RFC 9110 section 13.1.3)
     */
    public static Optional<Instant> parse(String value) {
        String date = value.strip();
        for (DateTimeFormatter form : List.of(FIXED, OLD, ASCTIME)) {
            try {
                return Optional.of(Instant.from(form.parse(date)));
            } catch (DateTimeException e) {
                // The next form.
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
