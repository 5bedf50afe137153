package dev.fasti.icalendar.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;

/**
 * A DATE or DATE-TIME (RFC 5545 sections 3.3.4 and 3.3.5), as it is written and as the instant that it is.
 *
 * @param instant the instant; of a DATE, when its day begins in the floating zone
 * @param local the value without its zone; midnight for a DATE
 * @param form the form of the value
 * @param rules the zone that relates both: the value's own, or the floating zone for DATE and FLOATING
 */
public record TimePoint(Instant instant, LocalDateTime local, Form form, ZoneRules rules) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final LocalDateTime FIRST = LocalDate.of(0, 1, 1).atStartOfDay();
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    /** What a value needs to become an instant. */
    public enum Form {
        /** Only a date. */
        DATE,
        /** A local time without a zone, or with one that is unknown. */
        FLOATING,
        /** A local time with a TZID. */
        ZONED,
        /** A time in UTC. */
        UTC
    }

    /**
     * A point of local time. One that a change of the zone's offset skips has the offset before the change; of two, the
     * first is meant (RFC 5545 section 3.3.5).
     */
    public static TimePoint of(LocalDateTime local, Form form, ZoneRules rules) {
        return new TimePoint(instant(local, rules), local, form, rules);
    }

    static Instant instant(LocalDateTime local, ZoneRules rules) {
        return local.toInstant(rules.getOffset(local)); // documented to be the offset before, in a gap and an overlap
    }

    /** The local time of an instant, within the years that iCalendar can write. */
    public static LocalDateTime local(Instant instant, ZoneRules rules) {
        if (instant.isBefore(FIRST.toInstant(ZoneOffset.UTC))) {
            return FIRST;
        }
        if (instant.isAfter(LAST.toInstant(ZoneOffset.UTC))) {
            return LAST;
        }
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** This point moved by an exact time; a DATE becomes a floating time. */
    TimePoint plus(Duration exact) {
        Instant moved = instant.plus(exact);
        return new TimePoint(moved, local(moved, rules), isDate() ? Form.FLOATING : form, rules);
    }

    /** The day of this point, as a DATE in the same zone. */
    public TimePoint atDate() {
        return of(local.toLocalDate().atStartOfDay(), Form.DATE, rules);
    }

    /** True for a DATE. */
    public boolean isDate() {
        return form == Form.DATE;
    }

    /** The value to write where UTC is wanted: {@code 20240131} for a DATE, else {@code 20240131T110000Z}. */
    public String toUtc() {
        return isDate() ? DATE.format(within(local)) : TIME.format(local(instant, ZoneOffset.UTC.getRules())) + "Z";
    }

    /** The value to write without a zone: {@code 20240131} for a DATE, else {@code 20240131T120000}. */
    public String toLocal() {
        return (isDate() ? DATE : TIME).format(within(local));
    }

    private static LocalDateTime within(LocalDateTime local) {
        return local.isAfter(LAST) ? LAST : local.isBefore(FIRST) ? FIRST : local;
    }
}
