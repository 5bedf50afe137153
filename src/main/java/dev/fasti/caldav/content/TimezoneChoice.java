package dev.fasti.caldav.content;

import dev.fasti.icalendar.zone.ZoneDefinitions;
import java.util.Optional;

/** What a client wants of the time zones' definitions: its {@code CalDAV-Timezones} header (RFC 7809 section 7.1). */
public enum TimezoneChoice {
    /** Without the header: what is kept. */
    AS_KEPT,
    /** {@code T}: all that are used. */
    ALL,
    /** {@code F}: none that everybody has. */
    OWN_ONLY;

    public static final String HEADER = "CalDAV-Timezones";

    /** The choice that a header makes; one that is neither {@code T} nor {@code F} makes none. */
    public static TimezoneChoice of(Optional<String> header) {
        return switch (header.map(String::strip).orElse("")) {
            case "T", "t" -> ALL;
            case "F", "f" -> OWN_ONLY;
            default -> AS_KEPT;
        };
    }

    /** A calendar object as it is to go out. */
    public byte[] apply(byte[] octets) {
        return switch (this) {
            case AS_KEPT -> octets;
            case ALL -> ZoneDefinitions.complete(octets);
            case OWN_ONLY -> ZoneDefinitions.withoutStandard(octets);
        };
    }
}
