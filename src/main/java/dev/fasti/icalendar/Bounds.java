package dev.fasti.icalendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval that surely holds every instance of something, and may be wider than that.
 *
 * @param earliest inclusive; null where nothing bounds it below
 * @param latest exclusive; null where nothing bounds it above
 */
record Bounds(@Nullable Instant earliest, @Nullable Instant latest) {
    static final Bounds NONE = new Bounds(null, null);

    /** The smallest bounds that hold both. */
    Bounds union(Bounds other) {
        return new Bounds(
                earliest == null || other.earliest == null ? null : min(earliest, other.earliest),
                latest == null || other.latest == null ? null : max(latest, other.latest));
    }

    static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static Instant max(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
