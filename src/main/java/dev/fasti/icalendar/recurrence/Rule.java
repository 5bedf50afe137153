package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.time.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.WeekDay;
import net.fortuna.ical4j.transform.recurrence.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule (RFC 5545 section 3.3.10), read by ical4j so that what is taken can be expanded.
 *
 * <p>Forgiven are blanks, empty parts and parts that ical4j does not know.
 */
public final class Rule {
    private static final int LONGEST = 8_192;
    private static final long MOST_YEARS = 2_000;

    private final Recur<Temporal> recur;
    private final boolean gregorian;
    private final boolean moving;

    private Rule(Recur<Temporal> recur, String text) {
        this.recur = recur;
        this.gregorian = !text.contains("RSCALE=") || text.contains("RSCALE=GREGORIAN");
        this.moving = text.contains("SKIP=") && !text.contains("SKIP=OMIT");
    }

    /** Reads a value; empty if nobody could expand it. */
    public static Optional<Rule> parse(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        String text = tidy(value);
        try {
            Recur<Temporal> recur = new Recur<>(text, true);
            // ical4j takes these and then never ends, or never begins; -1 is how it says "absent"
            boolean stuck = recur.getInterval() == 0
                    || recur.getCount() == 0
                    || text.contains("INTERVAL=-")
                    || text.contains("COUNT=-");
            return stuck ? Optional.empty() : Optional.of(new Rule(recur, text));
        } catch (RuntimeException e) {
            return Optional.empty(); // ical4j has no one exception for this
        }
    }

    /** What the rule says, part by part. */
    RuleParts parts() {
        return RuleParts.of(recur);
    }

    /** False where the rule counts in a calendar that is not known here (RFC 7529). */
    boolean isGregorian() {
        return gregorian;
    }

    /**
     * False where the rule gives instances that are not found here: by another calendar, or in place of days that a month
     * does not have (RFC 7529 section 4.1).
     */
    boolean isWhole() {
        return gregorian && !moving;
    }

    private static String tidy(String value) {
        StringBuilder parts = new StringBuilder(value.length());
        for (String part : value.toUpperCase(Locale.ROOT).split(";", -1)) {
            String tidied = part.replaceAll("\\s+", "");
            if (!tidied.isEmpty() && !tidied.endsWith("=")) {
                parts.append(parts.isEmpty() ? "" : ";").append(tidied);
            }
        }
        return parts.toString();
    }

    /**
     * An instant that no start of an instance is after, though the last one may be well before it.
     *
     * @param start the DTSTART that the rule counts from
     * @return null if the rule never ends, or ends where only expanding it would show
     */
    @Nullable
    public Instant lastStart(Moment start) {
        Temporal until = recur.getUntil();
        if (until != null) {
            return endOf(until);
        }
        long days = recur.getCount() > 0 && gregorian ? daysOfCount(start.local()) : Long.MAX_VALUE;
        if (days > MOST_YEARS * 366) {
            return null;
        }
        return start.latest().plus(days + 2, ChronoUnit.DAYS); // two for changes of the zone's offset
    }

    /** A day later than it says, as a floating or DATE value (Evolution writes one) depends on the zone. */
    private static Instant endOf(Temporal until) {
        if (until instanceof LocalDate date) {
            return date.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (until instanceof LocalDateTime local) {
            return local.plusDays(1).toInstant(ZoneOffset.UTC);
        }
        return Instant.from(until).plus(1, ChronoUnit.DAYS);
    }

    /** The most days from the start to the last instance; {@link Long#MAX_VALUE} where that is not simple. */
    private long daysOfCount(LocalDateTime start) {
        long steps = (long) Math.max(1, recur.getInterval()) * recur.getCount();
        boolean monthly = recur.getFrequency() == Frequency.MONTHLY;
        if (recur.getFrequency() == Frequency.WEEKLY && hasOnlyPlainDays()) {
            return 7 * (steps + Math.max(1, recur.getInterval())); // the first week may have none
        }
        if (!hasOnlyPlainDays() || !recur.getDayList().isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (recur.getFrequency() == Frequency.DAILY) {
            return steps;
        }
        if (monthly || recur.getFrequency() == Frequency.YEARLY) {
            // the 29th to the 31st skip months and years
            return start.getDayOfMonth() > 28 ? Long.MAX_VALUE : steps * (monthly ? 31 : 366);
        }
        return Long.MAX_VALUE;
    }

    private boolean hasOnlyPlainDays() {
        List<WeekDay> days = recur.getDayList();
        return days.stream().allMatch(day -> day.getOffset() == 0)
                && recur.getMonthList().isEmpty()
                && recur.getWeekNoList().isEmpty()
                && recur.getYearDayList().isEmpty()
                && recur.getMonthDayList().isEmpty()
                && recur.getHourList().isEmpty()
                && recur.getMinuteList().isEmpty()
                && recur.getSecondList().isEmpty()
                && recur.getSetPosList().isEmpty();
    }
}
