package dev.fasti.icalendar;

import dev.fasti.icalendar.RuleParts.Unit;
import dev.fasti.icalendar.RuleParts.WeekdayPart;
import java.time.LocalDate;
import java.time.temporal.TemporalField;
import java.time.temporal.WeekFields;
import java.util.List;

/**
 * The days that a rule lets an instance start on (RFC 5545 section 3.3.10, the table and its notes).
 *
 * <p>Within one interval of the FREQ, "expand" and "limit" come to the same: a day is one if it satisfies every part,
 * once what is missing has been taken from DTSTART. A part where the table has "N/A" limits.
 */
final class RuleDays {
    private final RuleParts parts;
    private final List<Integer> months;
    private final List<Integer> monthDays;
    private final List<WeekdayPart> weekdays;
    private final Ordinals ordinals;
    private final TemporalField weekOfYear;

    /** What the ordinals of BYDAY count in. */
    private enum Ordinals {
        YEAR,
        MONTH,
        NOTHING
    }

    RuleDays(RuleParts parts, LocalDate seed) {
        this.parts = parts;
        this.weekOfYear = WeekFields.of(parts.weekStart(), 4).weekOfWeekBasedYear();
        boolean anyDay = parts.weekdays().isEmpty()
                && parts.monthDays().isEmpty()
                && parts.yearDays().isEmpty();
        boolean yearly = parts.unit() == Unit.YEARLY;
        boolean monthly = parts.unit() == Unit.MONTHLY;
        boolean ofWeek = anyDay
                && (parts.unit() == Unit.WEEKLY || yearly && !parts.weeks().isEmpty());
        boolean ofMonth = anyDay && (yearly || monthly) && parts.weeks().isEmpty();
        this.months = yearly && ofMonth && parts.months().isEmpty() ? List.of(seed.getMonthValue()) : parts.months();
        this.monthDays = ofMonth ? List.of(seed.getDayOfMonth()) : parts.monthDays();
        this.weekdays = ofWeek ? List.of(new WeekdayPart(seed.getDayOfWeek(), 0)) : parts.weekdays();
        if (monthly || yearly && !parts.months().isEmpty()) {
            this.ordinals = Ordinals.MONTH;
        } else {
            this.ordinals = yearly && parts.weeks().isEmpty() ? Ordinals.YEAR : Ordinals.NOTHING;
        }
    }

    /** The months that have such days; empty for all. */
    List<Integer> months() {
        return months;
    }

    /** True where every day is such a day. */
    boolean isEvery() {
        return months.isEmpty()
                && monthDays.isEmpty()
                && weekdays.isEmpty()
                && parts.weeks().isEmpty()
                && parts.yearDays().isEmpty();
    }

    /** True where the parts do no more than choose among the days of each week. */
    boolean isWeekly() {
        return months.isEmpty()
                && monthDays.isEmpty()
                && parts.weeks().isEmpty()
                && parts.yearDays().isEmpty();
    }

    /** Tells whether {@code day} is such a day. */
    boolean contains(LocalDate day) {
        return (months.isEmpty() || months.contains(day.getMonthValue()))
                && isOneOf(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                && isOneOf(parts.yearDays(), day.getDayOfYear(), day.lengthOfYear())
                && (weekdays.isEmpty() || hasWeekday(day))
                && (parts.weeks().isEmpty() || hasWeek(day));
    }

    private static boolean isOneOf(List<Integer> list, int number, int last) {
        return list.isEmpty() || list.contains(number) || list.contains(number - last - 1);
    }

    private boolean hasWeekday(LocalDate day) {
        for (WeekdayPart part : weekdays) {
            if (part.day() == day.getDayOfWeek() && hasOrdinal(day, part.ordinal())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOrdinal(LocalDate day, int ordinal) {
        if (ordinal == 0 || ordinals == Ordinals.NOTHING) {
            return true;
        }
        boolean ofMonth = ordinals == Ordinals.MONTH;
        int number = ofMonth ? day.getDayOfMonth() : day.getDayOfYear();
        int last = ofMonth ? day.lengthOfMonth() : day.lengthOfYear();
        return ordinal > 0 ? (number - 1) / 7 + 1 == ordinal : (last - number) / 7 + 1 == -ordinal;
    }

    private boolean hasWeek(LocalDate day) {
        long week = day.getLong(weekOfYear);
        long last = weekOfYear.rangeRefinedBy(day).getMaximum();
        return parts.weeks().contains((int) week) || parts.weeks().contains((int) (week - last - 1));
    }
}
