package dev.fasti.cli.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Reads a time as people write it. */
public final class Moment {
    private Moment() {}

    /**
     * The moment.
     *
     * @param text {@code 2026-11-27T10:00}, with seconds or not, with {@code Z}, {@code +01:00} or a space for the
     *     {@code T} or not; or a day, which is its beginning
     * @param zone of a text without one
     */
    public static Instant of(String text, ZoneId zone) throws HistoryRefused {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
            }
            int time = iso.indexOf('T');
            boolean hasZone = iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
            return hasZone
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new HistoryRefused("no time: " + text + "; write it as 2026-11-27T10:00 or 2026-11-27T10:00Z");
        }
    }
}
