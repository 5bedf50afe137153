package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.recurrence.RuleParts.Unit;
import dev.fasti.icalendar.recurrence.RuleParts.WeekdayPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalField;
import java.time.temporal.WeekFields;
import java.util.BitSet;
import java.util.List;

/**
 * The days that a rule lets an instance start on (RFC 5545 section 3.3.10, the table and its notes).
 *
 * <p>Within one interval of the FREQ, "expand" and "limit" come to the same: a day is one if it satisfies every part,
 * once what is missing has been taken from DTSTART. A part where the table has "N/A" limits.
 */
final class RuleDays {
    private final List<Integer> months;
    private final List<Integer> weeks;
    private final List<WeekdayPart> weekdays;
    private final Ordinals ordinals;
    private final TemporalField weekOfYear;

    /** A bit for each day of the month, of the year, and of the week where it has no ordinal; see {@link #bits}. */
    private final BitSet monthDays;

    private final BitSet yearDays;
    private final BitSet plainWeekdays = new BitSet();

    /** What the ordinals of BYDAY count in. */
    private enum Ordinals {
        YEAR,
        MONTH,
        NOTHING
    }

    RuleDays(RuleParts parts, LocalDate seed) {
        this.weeks = parts.weeks();
        this.weekOfYear = WeekFields.of(parts.weekStart(), 4).weekOfWeekBasedYear();
        boolean anyDay = parts.weekdays().isEmpty()
                && parts.monthDays().isEmpty()
                && parts.yearDays().isEmpty();
        boolean yearly = parts.unit() == Unit.YEARLY;
        boolean monthly = parts.unit() == Unit.MONTHLY;
        boolean ofWeek = anyDay && (parts.unit() == Unit.WEEKLY || yearly && !weeks.isEmpty());
        boolean ofMonth = anyDay && (yearly || monthly) && weeks.isEmpty();
        this.months = yearly && ofMonth && parts.months().isEmpty() ? List.of(seed.getMonthValue()) : parts.months();
        this.monthDays = bits(31, ofMonth ? List.of(seed.getDayOfMonth()) : parts.monthDays());
        this.yearDays = bits(366, parts.yearDays());
        this.weekdays = ofWeek ? List.of(new WeekdayPart(seed.getDayOfWeek(), 0)) : parts.weekdays();
        if (monthly || yearly && !parts.months().isEmpty()) {
            this.ordinals = Ordinals.MONTH;
        } else {
            this.ordinals = yearly && weeks.isEmpty() ? Ordinals.YEAR : Ordinals.NOTHING;
        }
        weekdays.stream()
                .filter(part -> part.ordinal() == 0 || ordinals == Ordinals.NOTHING)
                .forEach(part -> plainWeekdays.set(part.day().getValue()));
    }

    /** Numbers as bits, those from the end shifted so that the last one, -1, is bit {@code 2 * most}. */
    private static BitSet bits(int most, List<Integer> numbers) {
        BitSet bits = new BitSet();
        numbers.forEach(number -> bits.set(number > 0 ? number : 2 * most + 1 + number));
        return bits;
    }

    /** The months that have such days; empty for all. */
    List<Integer> months() {
        return months;
    }

    /** True where every day is such a day. */
    boolean isEvery() {
        return months.isEmpty() && monthDays.isEmpty() && weekdays.isEmpty() && weeks.isEmpty() && yearDays.isEmpty();
    }

    /** True where the parts do no more than choose among the days of each week. */
    boolean isWeekly() {
        return months.isEmpty() && monthDays.isEmpty() && weeks.isEmpty() && yearDays.isEmpty();
    }

    /** Tells whether {@code day} is such a day. */
    boolean contains(LocalDate day) {
        return (months.isEmpty() || months.contains(day.getMonthValue()))
                && (monthDays.isEmpty() || isOneOf(monthDays, 31, day.getDayOfMonth(), day.lengthOfMonth()))
                && (yearDays.isEmpty() || isOneOf(yearDays, 366, day.getDayOfYear(), day.lengthOfYear()))
                && (weekdays.isEmpty() || hasWeekday(day))
                && (weeks.isEmpty() || hasWeek(day));
    }

    private static boolean isOneOf(BitSet bits, int most, int number, int last) {
        return bits.get(number) || bits.get(2 * most + number - last);
    }

    private boolean hasWeekday(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        if (plainWeekdays.get(weekday.getValue())) {
            return true;
        }
        for (WeekdayPart part : weekdays) {
            if (part.day() == weekday && hasOrdinal(day, part.ordinal())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOrdinal(LocalDate day, int ordinal) {
        if (ordinal == 0 || ordinals == Ordinals.NOTHING) {
            return false;
        }
        boolean ofMonth = ordinals == Ordinals.MONTH;
        int number = ofMonth ? day.getDayOfMonth() : day.getDayOfYear();
        int last = ofMonth ? day.lengthOfMonth() : day.lengthOfYear();
        return ordinal > 0 ? (number - 1) / 7 + 1 == ordinal : (last - number) / 7 + 1 == -ordinal;
    }

    private boolean hasWeek(LocalDate day) {
        long week = day.getLong(weekOfYear);
        long last = weekOfYear.rangeRefinedBy(day).getMaximum();
        return weeks.contains((int) week) || weeks.contains((int) (week - last - 1));
    }
}
