package dev.fasti.icalendar;

import dev.fasti.icalendar.recurrence.Rule;
import dev.fasti.icalendar.time.Bounds;
import dev.fasti.icalendar.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a component recurs (RFC 5545 section 3.8.5), as far as it takes to bound all of its instances. */
final class Recurrence {
    /** How much longer an instance may last than the first, where offsets from UTC change while it lasts. */
    private static final Duration STRETCH = Duration.ofDays(1);

    private final @Nullable Moment start;
    private final List<Rule> rules;
    private final RecurrenceDates added;
    private final @Nullable String range;

    /**
     * @param start DTSTART, if there is one
     * @param rules the RRULEs
     * @param added the RDATEs
     * @param range the RANGE parameter of RECURRENCE-ID, if there is one
     */
    Recurrence(@Nullable Moment start, List<Rule> rules, RecurrenceDates added, @Nullable String range) {
        this.start = start;
        this.rules = rules;
        this.added = added;
        this.range = range;
    }

    /** The bounds of all instances, from those of the first one. */
    Bounds spread(Bounds first) {
        Instant earliest = first.earliest();
        Instant latest = first.latest();
        Instant begin = start == null ? earliest : start.earliest();
        if (earliest == null || latest == null || begin == null) {
            return ranged(first);
        }
        Duration before = Duration.between(earliest, begin);
        Duration after = Duration.between(begin, latest).plus(STRETCH);
        for (Rule rule : rules) {
            Instant last = start == null ? null : rule.lastStart(start);
            latest = last == null || latest == null ? null : Bounds.max(latest, last.plus(after));
        }
        Instant firstAdded = added.firstStart();
        Instant lastAdded = added.lastEnd();
        if (firstAdded != null && lastAdded != null) {
            earliest = Bounds.min(earliest, firstAdded.minus(before));
            latest = latest == null ? null : Bounds.max(latest, lastAdded.plus(after));
        }
        return ranged(new Bounds(earliest, latest));
    }

    /** An override for many instances moves them all by as much: later ones only, unless it is the old THISANDPRIOR. */
    private Bounds ranged(Bounds bounds) {
        if (range == null) {
            return bounds;
        }
        return new Bounds(range.strip().equalsIgnoreCase("THISANDFUTURE") ? bounds.earliest() : null, null);
    }
}
