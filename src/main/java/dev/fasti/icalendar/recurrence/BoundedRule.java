package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.time.TimePoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule from its DTSTART to its UNTIL (RFC 5545 section 3.3.10). */
final class BoundedRule {
    private final TimePoint anchor;
    private final RuleStarts starts;
    private final @Nullable Temporal until;

    BoundedRule(TimePoint anchor, RuleParts parts) {
        this.anchor = anchor;
        this.starts = new RuleStarts(parts, anchor.local(), anchor.isDate());
        this.until = parts.until();
    }

    /**
     * Visits the starts whose local times are from {@code from} to {@code to}, both inclusive, DTSTART only if the rule
     * gives it.
     *
     * @return false if the visitor ended the walk
     */
    boolean visit(LocalDateTime from, LocalDateTime to, Steps steps, Predicate<TimePoint> visitor) {
        LocalDateTime last = lastLocal();
        return starts.visit(from, last != null && last.isBefore(to) ? last : to, steps, local -> {
            TimePoint point = TimePoint.of(local, anchor.form(), anchor.rules());
            return !isWithin(point) || visitor.test(point);
        });
    }

    /** Tells whether the rule gives {@code point}. */
    boolean contains(TimePoint point, Steps steps) {
        return !visit(point.local(), point.local(), steps, found -> false);
    }

    /** A local time, at which or before which the rule ends; null if it has no UNTIL. */
    private @Nullable LocalDateTime lastLocal() {
        if (until == null) {
            return null;
        }
        return utc(until).plusDays(2); // more than any offset
    }

    private static LocalDateTime utc(Temporal until) {
        if (until instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        return until instanceof LocalDateTime local ? local : LocalDateTime.ofInstant(instant(until), ZoneOffset.UTC);
    }

    private static Instant instant(Temporal until) {
        try {
            return Instant.from(until);
        } catch (DateTimeException e) {
            return Instant.MAX.minusSeconds(86_400 * 366L);
        }
    }

    private boolean isWithin(TimePoint point) {
        if (until == null) {
            return true;
        }
        if (until instanceof LocalDate || anchor.isDate()) {
            // clients write either for either; for days, what counts is the date as it stands there
            return !point.local().toLocalDate().isAfter(utc(until).toLocalDate());
        }
        return until instanceof LocalDateTime local
                ? !point.local().isAfter(local)
                : !point.instant().isAfter(instant(until));
    }
}
