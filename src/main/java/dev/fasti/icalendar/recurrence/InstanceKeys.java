package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.time.TimePoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds by the start of an instance what RECURRENCE-ID or EXDATE says of it, in whatever form they are (RFC 5545 sections
 * 3.8.4.4 and 3.8.5.1 want that of DTSTART; clients write others).
 *
 * @param <V> what is said
 */
public final class InstanceKeys<V> {
    private final TimePoint anchor;
    private final Map<Instant, V> instants = new HashMap<>();
    private final Map<LocalDate, V> dates = new HashMap<>();

    /** @param anchor the DTSTART of what recurs */
    public InstanceKeys(TimePoint anchor) {
        this.anchor = anchor;
    }

    public void put(TimePoint id, V said) {
        TimePoint own = adapt(id);
        if (anchor.isDate() || id.isDate()) {
            dates.put(own.local().toLocalDate(), said);
        } else {
            instants.put(own.instant(), said);
        }
    }

    /** What is said of the instance that starts at {@code start}; null if nothing is. */
    @Nullable
    public V get(TimePoint start) {
        V said = instants.isEmpty() ? null : instants.get(start.instant());
        return said != null || dates.isEmpty() ? said : dates.get(start.local().toLocalDate());
    }

    /** A time in the form and the zone of DTSTART. */
    public TimePoint adapt(TimePoint id) {
        if (anchor.isDate()) {
            boolean asWritten = id.isDate()
                    || id.form() == TimePoint.Form.FLOATING
                    || id.local().toLocalTime().equals(LocalTime.MIDNIGHT);
            var local = asWritten ? id.local() : TimePoint.local(id.instant(), anchor.rules());
            return TimePoint.of(local.toLocalDate().atStartOfDay(), anchor.form(), anchor.rules());
        }
        if (id.isDate()) {
            var local = id.local().toLocalDate().atTime(anchor.local().toLocalTime());
            return TimePoint.of(local, anchor.form(), anchor.rules());
        }
        if (id.form() == TimePoint.Form.FLOATING) {
            return TimePoint.of(id.local(), anchor.form(), anchor.rules());
        }
        return new TimePoint(
                id.instant(), TimePoint.local(id.instant(), anchor.rules()), anchor.form(), anchor.rules());
    }
}
