package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.recurrence.RuleParts.Unit;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/**
 * The starts that one recurrence rule gives, in local time (RFC 5545 section 3.3.10). UNTIL is left to the caller, who
 * knows the zone; COUNT is kept here.
 *
 * <p>ical4j only parses the rule: its own walk begins at DTSTART whatever the range, and gives other dates than the RFC for
 * some rules (ADR 4).
 */
final class RuleStarts {
    private final RuleParts parts;
    private final RuleIntervals intervals;
    private final long seed;

    /**
     * @param seed DTSTART
     * @param dates whether that is a DATE
     */
    RuleStarts(RuleParts rule, LocalDateTime seed, boolean dates) {
        this.parts = weekly(dates && rule.unit().isShort() ? daily(rule) : rule);
        this.seed = seconds(seed);
        this.intervals = new RuleIntervals(
                parts,
                new RuleDays(parts, seed.toLocalDate()),
                dates ? RuleTimes.ofDates(parts) : RuleTimes.of(parts, seed.toLocalTime()),
                this.seed);
    }

    /** A DATE has no hours to recur by: each day that has one of them is one. */
    private static RuleParts daily(RuleParts rule) {
        long seconds = (long) rule.interval() * rule.unit().length;
        int interval = (int) Math.max(1, seconds / RuleIntervals.DAY);
        return rule.with(Unit.DAILY, interval);
    }

    /** The same rule by weeks, where that means fewer intervals: every working day, say. */
    private static RuleParts weekly(RuleParts rule) {
        boolean same = rule.unit() == Unit.DAILY
                && rule.interval() == 1
                && !rule.weekdays().isEmpty()
                && rule.positions().isEmpty();
        return same ? rule.with(Unit.WEEKLY, 1) : rule;
    }

    /**
     * Visits the starts from {@code from} to {@code to}, both inclusive, in order; DTSTART only if the rule gives it.
     *
     * @param visitor told each; ends the walk by false
     * @return false if the visitor ended the walk
     * @throws TooManyInstances if the steps do not suffice
     */
    boolean visit(LocalDateTime from, LocalDateTime to, Steps steps, Predicate<LocalDateTime> visitor) {
        long first = Math.max(seed, seconds(from));
        long last = seconds(to);
        Counter counter = new Counter(steps);
        long interval = counter.firstInterval(first);
        while (intervals.begin(interval) <= last) {
            steps.spend();
            long next = intervals.load(interval);
            int begin = Math.max(intervals.before(first), 0);
            int end = counter.count(intervals.count(), interval == 0 ? intervals.before(seed) : 0);
            for (int i = begin; i < end && intervals.start(i) <= last; i++) {
                steps.spend();
                if (!visitor.test(LocalDateTime.ofEpochSecond(intervals.start(i), 0, ZoneOffset.UTC))) {
                    return false;
                }
            }
            if (counter.isDone()) {
                return true;
            }
            interval = next;
        }
        return true;
    }

    private static long seconds(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC);
    }

    /** Counts starts up to COUNT. */
    private final class Counter {
        private final Steps steps;
        private long counted;

        Counter(Steps steps) {
            this.steps = steps;
        }

        /** Where to begin so that nothing from {@code first} on is missed, and COUNT comes out right. */
        long firstInterval(long first) {
            long wanted = intervals.at(first);
            if (parts.count() == 0) {
                return wanted;
            }
            steps.spend();
            intervals.load(0);
            int early = intervals.before(seed);
            boolean hasSeed = early < intervals.count() && intervals.start(early) == seed;
            counted = hasSeed ? 0 : 1; // DTSTART always counts as the first (RFC 5545 section 3.3.10)
            if (wanted == 0 || !intervals.areAlike()) {
                return 0;
            }
            counted += wanted * intervals.count() - early;
            return wanted;
        }

        /** Counts the starts of an interval, and returns the index after the last one that counts. */
        int count(int all, int early) {
            if (parts.count() == 0) {
                return all;
            }
            long end = Math.min(all, early + Math.max(0, parts.count() - counted));
            counted += all - early;
            return (int) end;
        }

        boolean isDone() {
            return parts.count() > 0 && counted >= parts.count();
        }
    }
}
