package dev.fasti.icalendar.expansion;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.component.CalendarProperty;
import dev.fasti.icalendar.recurrence.Times;
import dev.fasti.icalendar.time.Durations;
import dev.fasti.icalendar.time.Span;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the alarms of a calendar object trigger (RFC 5545 section 3.6.6, RFC 4791 section 9.9). Immutable. */
public final class AlarmTimes {
    private static final Duration LONGEST = Duration.ofDays(10_000L * 366);

    private final CalendarDocument document;
    private final Times times;

    /**
     * The triggers of an alarm.
     *
     * @param first the first of them
     * @param every how far apart they are; zero where there is only one
     * @param repeats how many follow the first
     */
    private record Series(Instant first, Duration every, long repeats) {}

    AlarmTimes(CalendarDocument document, Times times) {
        this.document = document;
        this.times = times;
    }

    /** Tells whether one of the triggers lies within {@code range}, however many there are. */
    public boolean overlaps(Instance instance, CalendarComponent alarm, TimeRange range) {
        Series series = series(instance, alarm);
        if (series == null || !series.first().isBefore(range.end())) {
            return false;
        }
        if (!series.first().isBefore(range.start())) {
            return true;
        }
        if (series.repeats() == 0) {
            return false;
        }
        Duration every = series.every();
        long needed = Duration.between(series.first(), range.start())
                .plus(every)
                .minusNanos(1)
                .dividedBy(every);
        return needed <= series.repeats()
                && series.first().plus(every.multipliedBy(needed)).isBefore(range.end());
    }

    private @Nullable Series series(Instance instance, CalendarComponent alarm) {
        Instant first = first(instance, alarm);
        if (first == null) {
            return null;
        }
        return new Series(first, every(alarm), repeats(alarm));
    }

    private @Nullable Instant first(Instance instance, CalendarComponent alarm) {
        CalendarProperty trigger = alarm.property("TRIGGER").orElse(null);
        if (trigger == null) {
            return null;
        }
        Optional<Span> span = Durations.span(trigger.value());
        if (span.isEmpty()) {
            return times.of(trigger).map(TimePoint::instant).orElse(null);
        }
        boolean byEnd = isByEnd(trigger);
        TimePoint wanted = byEnd ? instance.end() : instance.start();
        TimePoint other = byEnd ? instance.start() : instance.end(); // a to-do with DUE alone, and "START" by default
        TimePoint base = wanted == null ? other : wanted;
        return base == null ? null : span.get().from(base).instant();
    }

    private static boolean isByEnd(CalendarProperty trigger) {
        return trigger.parameterValue("RELATED").orElse("").strip().equalsIgnoreCase("END");
    }

    private static Duration every(CalendarComponent alarm) {
        return alarm.value("DURATION")
                .flatMap(Durations::parse)
                .filter(duration -> !duration.isNegative())
                .orElse(Duration.ZERO);
    }

    /** How often an alarm repeats, within some thousand years. */
    private static long repeats(CalendarComponent alarm) {
        String digits = alarm.value("REPEAT").orElse("0").strip();
        Duration every = every(alarm);
        if (every.isZero() || !digits.matches("\\d{1,9}")) {
            return 0;
        }
        return Math.min(Long.parseLong(digits), LONGEST.dividedBy(every));
    }

    /**
     * A range such that every instance with a trigger in {@code range} overlaps it, as far as triggers are relative:
     * wider by as much as the object's alarms are before or after what they belong to. {@link TimeRange#ALWAYS} where
     * an alarm is at a fixed time, whatever the time of its instance.
     */
    public TimeRange reach(TimeRange range) {
        Duration before = Duration.ZERO;
        Duration after = Duration.ZERO;
        for (CalendarComponent component : document.calendar().components()) {
            for (CalendarComponent alarm : component.components("VALARM")) {
                Duration offset =
                        alarm.value("TRIGGER").flatMap(Durations::parse).orElse(null);
                if (offset == null) {
                    return TimeRange.ALWAYS;
                }
                Duration last = offset.plus(every(alarm).multipliedBy(repeats(alarm)));
                before = longer(before, last);
                after = longer(after, offset.negated());
            }
        }
        return new TimeRange(moved(range.start(), before.plusDays(1).negated()), moved(range.end(), after.plusDays(1)));
    }

    /** As {@link #reach(TimeRange)}, for the triggers of one alarm, whatever other alarms there are. */
    public TimeRange reach(CalendarComponent alarm, TimeRange range) {
        Duration offset = alarm.value("TRIGGER").flatMap(Durations::parse).orElse(null);
        if (offset == null) {
            return TimeRange.ALWAYS;
        }
        Duration before = longer(Duration.ZERO, offset.plus(every(alarm).multipliedBy(repeats(alarm))));
        Duration after = longer(Duration.ZERO, offset.negated());
        return new TimeRange(moved(range.start(), before.plusDays(1).negated()), moved(range.end(), after.plusDays(1)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** An instant moved, no further than instants go. */
    private static Instant moved(Instant instant, Duration by) {
        if (by.isNegative()) {
            return Duration.between(Instant.MIN, instant).compareTo(by.negated()) < 0 ? Instant.MIN : instant.plus(by);
        }
        return Duration.between(instant, Instant.MAX).compareTo(by) < 0 ? Instant.MAX : instant.plus(by);
    }
}
