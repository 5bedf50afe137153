package dev.fasti.icalendar.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval that surely holds every instance of something, and may be wider than that.
 *
 * @param earliest inclusive; null where nothing bounds it below
 * @param latest exclusive; null where nothing bounds it above
 */
public record Bounds(@Nullable Instant earliest, @Nullable Instant latest) {
    public static final Bounds NONE = new Bounds(null, null);

    /** The smallest bounds that hold both. */
    public Bounds union(Bounds other) {
        return new Bounds(
                earliest == null || other.earliest == null ? null : min(earliest, other.earliest),
                latest == null || other.latest == null ? null : max(latest, other.latest));
    }

    public static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    public static Instant max(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
