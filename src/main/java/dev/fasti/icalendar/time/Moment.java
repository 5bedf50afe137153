package dev.fasti.icalendar.time;

import dev.fasti.icalendar.time.TimePoint.Form;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DATE or DATE-TIME value (RFC 5545 sections 3.3.4 and 3.3.5), as the instants that it may stand for.
 *
 * <p>The form decides, not the VALUE parameter: clients write {@code DTSTART:20240101} without it. A DATE and a floating
 * time depend on the zone of whoever asks, and an unknown TZID on rules not read here: these are bounded by {@link
 * #ANY_OFFSET}. A known TZID is bounded by {@link #RULE_CHANGE}, because facts are kept longer than a JVM keeps its time
 * zone data.
 *
 * @param local the value without its zone; midnight for a DATE
 * @param form the form of the value
 * @param zone the zone of {@link Form#ZONED}; null otherwise
 */
public record Moment(
        LocalDateTime local, Form form, @Nullable ZoneId zone) {
    /** The largest offset from UTC that a {@link ZoneOffset} can have, and any real zone ever had. */
    static final Duration ANY_OFFSET = Duration.ofHours(18);

    /** How far a change of a zone's rules may move an instant. */
    static final Duration RULE_CHANGE = Duration.ofHours(3);

    /**
     * Reads a value.
     *
     * @param value such as {@code 20240131}, {@code 20240131T235960} or {@code 20240131T120000Z}
     * @param tzid the TZID parameter; null where there is none
     * @return empty if it is no such value
     */
    public static Optional<Moment> parse(String value, @Nullable String tzid) {
        String text = value.strip();
        int length = text.length();
        boolean utc = length == 16 && Character.toUpperCase(text.charAt(15)) == 'Z';
        if (length != 8 && length != 15 && !utc || length > 8 && Character.toUpperCase(text.charAt(8)) != 'T') {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
            if (length == 8) {
                return Optional.of(new Moment(date.atStartOfDay(), Form.DATE, null));
            }
            int second = number(text, 13, 15);
            LocalTime time = LocalTime.of(number(text, 9, 11), number(text, 11, 13), second == 60 ? 59 : second);
            return Optional.of(of(date.atTime(time), utc, tzid));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Moment of(LocalDateTime local, boolean utc, @Nullable String tzid) {
        if (utc) {
            // "Z" and TZID exclude each other; who writes both may mean either
            return new Moment(local, tzid == null ? Form.UTC : Form.FLOATING, null);
        }
        ZoneId zone = tzid == null ? null : TimeZones.find(tzid).orElse(null);
        return new Moment(local, zone == null ? Form.FLOATING : Form.ZONED, zone);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** The earliest instant at which the value may be. */
    public Instant earliest() {
        return instant().minus(margin());
    }

    /** The latest instant at which the value may be: for a DATE, when its day begins. */
    public Instant latest() {
        return instant().plus(margin());
    }

    /** The instant, exclusive, by which what the value says is surely over: a day later for a DATE, else a second. */
    public Instant over() {
        return latest().plus(form == Form.DATE ? Duration.ofDays(1) : Duration.ofSeconds(1));
    }

    private Instant instant() {
        return zone == null
                ? local.toInstant(ZoneOffset.UTC)
                : local.atZone(zone).toInstant();
    }

    private Duration margin() {
        return switch (form) {
            case DATE, FLOATING -> ANY_OFFSET;
            case ZONED -> RULE_CHANGE;
            case UTC -> Duration.ZERO;
        };
    }
}
