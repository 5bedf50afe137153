package dev.fasti.icalendar.recurrence;

import java.time.DayOfWeek;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import net.fortuna.ical4j.model.Month;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.WeekDay;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a recurrence rule (RFC 5545 section 3.3.10). A list is sorted and without repetition, and empty where the
 * part is missing.
 *
 * @param unit the FREQ
 * @param interval 1 or more
 * @param count 0 where there is none
 * @param until null where there is none
 * @param weekStart the WKST
 */
record RuleParts(
        Unit unit,
        int interval,
        int count,
        @Nullable Temporal until,
        DayOfWeek weekStart,
        List<Integer> months,
        List<Integer> weeks,
        List<Integer> yearDays,
        List<Integer> monthDays,
        List<WeekdayPart> weekdays,
        List<Integer> hours,
        List<Integer> minutes,
        List<Integer> seconds,
        List<Integer> positions) {

    /** The FREQ, longest first. */
    enum Unit {
        YEARLY(0),
        MONTHLY(0),
        WEEKLY(0),
        DAILY(86_400),
        HOURLY(3_600),
        MINUTELY(60),
        SECONDLY(1);

        /** The length in seconds, of those that have one. */
        final int length;

        Unit(int length) {
            this.length = length;
        }

        /** True for those shorter than a day. */
        boolean isShort() {
            return compareTo(DAILY) > 0;
        }
    }

    /**
     * One value of BYDAY.
     *
     * @param ordinal which one, from the end where it is negative; 0 for all of them
     */
    record WeekdayPart(DayOfWeek day, int ordinal) {}

    static RuleParts of(Recur<?> recur) {
        return new RuleParts(
                Unit.valueOf(recur.getFrequency().name()),
                Math.max(1, recur.getInterval()),
                Math.max(0, recur.getCount()),
                recur.getUntil(),
                weekStart(recur.getWeekStartDay()),
                within(
                        1,
                        12,
                        recur.getMonthList().stream().map(Month::getMonthOfYear).toList()),
                ordinals(53, recur.getWeekNoList()),
                ordinals(366, recur.getYearDayList()),
                ordinals(31, recur.getMonthDayList()),
                recur.getDayList().stream().map(RuleParts::weekday).distinct().toList(),
                within(0, 23, recur.getHourList()),
                within(0, 59, recur.getMinuteList()),
                // without leap seconds, second 60 is second 59 (RFC 5545 section 3.3.12)
                within(
                        0,
                        59,
                        recur.getSecondList().stream()
                                .map(second -> second == 60 ? 59 : second)
                                .toList()),
                ordinals(Integer.MAX_VALUE, recur.getSetPosList()));
    }

    private static DayOfWeek weekStart(@Nullable WeekDay day) {
        return day == null ? DayOfWeek.MONDAY : dayOf(day);
    }

    private static WeekdayPart weekday(WeekDay day) {
        return new WeekdayPart(dayOf(day), day.getOffset());
    }

    private static DayOfWeek dayOf(WeekDay day) {
        return Objects.requireNonNull(WeekDay.getDayOfWeek(day), "ical4j knows seven days");
    }

    private static List<Integer> ordinals(int most, Collection<Integer> values) {
        return within(-most, most, values).stream().filter(value -> value != 0).toList();
    }

    private static List<Integer> within(int least, int most, Collection<Integer> values) {
        return values.stream()
                .filter(value -> value >= least && value <= most)
                .distinct()
                .sorted()
                .toList();
    }

    /** The same parts with another FREQ and INTERVAL. */
    RuleParts with(Unit other, int every) {
        return new RuleParts(
                other, every, count, until, weekStart, months, weeks, yearDays, monthDays, weekdays, hours, minutes,
                seconds, positions);
    }
}
