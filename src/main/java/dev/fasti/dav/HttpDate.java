package dev.fasti.dav;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The fixed-length date of HTTP headers and {@code DAV:getlastmodified} (RFC 9110 section 5.6.7). */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Empty if it is not such a date; a recipient then ignores the header (RFC 9110 section 13.1.3). */
    public static Optional<Instant> parse(String value) {
        try {
            return Optional.of(Instant.from(FORMAT.parse(value.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
