package dev.fasti.icalendar.recurrence;

import dev.fasti.icalendar.recurrence.RuleParts.Unit;
import java.time.LocalTime;
import java.util.List;

/** The times at which a rule lets an instance start, within one day, hour or minute (RFC 5545 section 3.3.10). */
final class RuleTimes {
    private final RuleParts parts;

    /** Seconds from the beginning of the interval, or of the day where the interval is longer than one. */
    private final int[] offsets;

    private RuleTimes(RuleParts parts, int[] offsets) {
        this.parts = parts;
        this.offsets = offsets;
    }

    /** For days without a time: BYHOUR and the like say nothing. */
    static RuleTimes ofDates(RuleParts parts) {
        return new RuleTimes(parts, new int[] {0});
    }

    static RuleTimes of(RuleParts parts, LocalTime seed) {
        List<Integer> only = List.of(0);
        Unit unit = parts.unit();
        List<Integer> hours = unit.isShort() ? only : given(parts.hours(), seed.getHour());
        List<Integer> minutes = unit.compareTo(Unit.HOURLY) > 0 ? only : given(parts.minutes(), seed.getMinute());
        List<Integer> seconds = unit == Unit.SECONDLY ? only : given(parts.seconds(), seed.getSecond());
        int[] offsets = new int[hours.size() * minutes.size() * seconds.size()];
        int at = 0;
        for (int hour : hours) {
            for (int minute : minutes) {
                for (int second : seconds) {
                    offsets[at++] = hour * 3_600 + minute * 60 + second;
                }
            }
        }
        return new RuleTimes(parts, offsets);
    }

    private static List<Integer> given(List<Integer> part, int otherwise) {
        return part.isEmpty() ? List.of(otherwise) : part;
    }

    /** How many there are in an interval or in a day of it, 1 to 86,400. */
    int count() {
        return offsets.length;
    }

    /** One of them, in their order. */
    int offset(int index) {
        return offsets[index];
    }

    /**
     * How many seconds after the beginning of a short interval the next one may begin that has such times: 0 if this one
     * has.
     */
    int secondsToNext(int ofDay) {
        Unit unit = parts.unit();
        if (!unit.isShort()) {
            return 0;
        }
        if (!has(parts.hours(), ofDay / 3_600)) {
            return 3_600 - ofDay % 3_600;
        }
        if (unit.compareTo(Unit.HOURLY) > 0 && !has(parts.minutes(), ofDay / 60 % 60)) {
            return 60 - ofDay % 60;
        }
        return unit == Unit.SECONDLY && !has(parts.seconds(), ofDay % 60) ? 1 : 0;
    }

    private static boolean has(List<Integer> part, int value) {
        return part.isEmpty() || part.contains(value);
    }

    /** True where no part chooses among short intervals. */
    boolean limitsNothing() {
        Unit unit = parts.unit();
        return !unit.isShort()
                || parts.hours().isEmpty()
                        && (unit == Unit.HOURLY || parts.minutes().isEmpty())
                        && (unit != Unit.SECONDLY || parts.seconds().isEmpty());
    }
}
