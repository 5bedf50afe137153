package dev.fasti.icalendar.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * The intervals of a rule, numbered from the one that holds DTSTART, and in each the starts that the rule gives (RFC 5545
 * section 3.3.10). One interval is loaded at a time.
 *
 * <p>Local time is counted in seconds from the beginning of 1970, as if all were UTC.
 */
final class RuleIntervals {
    static final int DAY = 86_400;
    private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

    private final RuleParts parts;
    private final RuleDays days;
    private final RuleTimes times;
    private final long seed;
    private final LocalDate seedDay;
    private final long[] loaded;
    private int loadedDays;
    private long base;
    private int[] chosen = {};
    private boolean isChosen;

    RuleIntervals(RuleParts parts, RuleDays days, RuleTimes times, long seed) {
        this.parts = parts;
        this.days = days;
        this.times = times;
        this.seed = seed;
        this.loaded = new long[mostDays(parts.unit())];
        this.seedDay = LocalDate.ofEpochDay(Math.floorDiv(seed, DAY));
    }

    private static int mostDays(RuleParts.Unit unit) {
        return switch (unit) {
            case YEARLY -> 366;
            case MONTHLY -> 31;
            case WEEKLY -> 7;
            default -> 1;
        };
    }

    /** The interval that holds {@code time}, or the one before where INTERVAL leaves that out; 0 at least. */
    long at(long time) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
        long units = switch (parts.unit()) {
            case YEARLY -> day.getYear() - seedDay.getYear();
            case MONTHLY -> month(day) - month(seedDay);
            case WEEKLY -> (week(day).toEpochDay() - week(seedDay).toEpochDay()) / 7;
            default -> Math.floorDiv(time - truncated(), parts.unit().length);
        };
        return Math.max(0, Math.floorDiv(units, parts.interval()));
    }

    private static long month(LocalDate day) {
        return day.getYear() * 12L + day.getMonthValue() - 1;
    }

    private LocalDate week(LocalDate day) {
        DayOfWeek first = parts.weekStart();
        return day.with(TemporalAdjusters.previousOrSame(first));
    }

    private long truncated() {
        return seed - Math.floorMod(seed, parts.unit().length);
    }

    /** When an interval begins; {@link Long#MAX_VALUE} after the year 9999. */
    long begin(long interval) {
        long units = Math.multiplyExact(interval, parts.interval());
        long begin = switch (parts.unit()) {
            case YEARLY -> LocalDate.of(within(seedDay.getYear() + units), 1, 1).toEpochDay() * DAY;
            case MONTHLY -> firstOf(month(seedDay) + units).toEpochDay() * DAY;
            case WEEKLY -> (week(seedDay).toEpochDay() + 7 * units) * DAY;
            default -> truncated() + units * parts.unit().length;
        };
        return begin < END ? begin : Long.MAX_VALUE;
    }

    private static int within(long year) {
        return (int) Math.min(year, 10_000);
    }

    private static LocalDate firstOf(long month) {
        return LocalDate.of(within(month / 12), 1 + (int) (month % 12), 1);
    }

    /**
     * Loads an interval, which must not begin after the year 9999.
     *
     * @return the next interval that may have starts, if this one has none
     */
    long load(long interval) {
        long begin = begin(interval);
        isChosen = false;
        loadedDays = 0;
        base = 0;
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(begin, DAY));
        switch (parts.unit()) {
            case YEARLY -> loadYear(first.getYear());
            case MONTHLY -> loadMonth(first);
            case WEEKLY -> loadDays(first, 7);
            default -> {
                return loadShort(interval, begin, first);
            }
        }
        choose();
        return interval + 1;
    }

    private void loadYear(int year) {
        List<Integer> months = days.months();
        for (int month = 1; month <= 12; month++) {
            if (months.isEmpty() || months.contains(month)) {
                LocalDate first = LocalDate.of(year, month, 1);
                loadDays(first, first.lengthOfMonth());
            }
        }
    }

    private void loadMonth(LocalDate first) {
        if (days.months().isEmpty() || days.months().contains(first.getMonthValue())) {
            loadDays(first, first.lengthOfMonth());
        }
    }

    private void loadDays(LocalDate first, int count) {
        LocalDate day = first;
        for (int i = 0; i < count; i++) {
            if (days.contains(day)) {
                loaded[loadedDays++] = day.toEpochDay();
            }
            day = day.plusDays(1);
        }
    }

    private long loadShort(long interval, long begin, LocalDate day) {
        int ofDay = Math.floorMod(begin, DAY);
        if (!days.contains(day)) {
            LocalDate next = days.months().isEmpty() || days.months().contains(day.getMonthValue())
                    ? day.plusDays(1)
                    : day.with(TemporalAdjusters.firstDayOfNextMonth());
            return notBefore(interval, next.toEpochDay() * DAY);
        }
        int skip = times.secondsToNext(ofDay);
        if (skip > 0) {
            return notBefore(interval, begin + skip);
        }
        loaded[loadedDays++] = day.toEpochDay();
        base = ofDay;
        choose();
        return interval + 1;
    }

    /** The first interval after {@code interval} that does not begin before {@code time}. */
    private long notBefore(long interval, long time) {
        long next = at(time);
        return Math.max(interval + 1, begin(next) < time ? next + 1 : next);
    }

    /** Applies BYSETPOS. */
    private void choose() {
        if (parts.positions().isEmpty()) {
            return;
        }
        int all = loadedDays * times.count();
        chosen = parts.positions().stream()
                .mapToInt(position -> position > 0 ? position - 1 : all + position)
                .filter(index -> index >= 0 && index < all)
                .distinct()
                .sorted()
                .toArray();
        isChosen = true;
    }

    /** How many starts the loaded interval has. */
    int count() {
        return isChosen ? chosen.length : loadedDays * times.count();
    }

    /** One of the starts of the loaded interval, in their order. */
    long start(int index) {
        int at = isChosen ? chosen[index] : index;
        return loaded[at / times.count()] * DAY + base + times.offset(at % times.count());
    }

    /** The number of starts of the loaded interval that are before {@code time}. */
    int before(long time) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** True where all intervals have as many starts as the first one. */
    boolean areAlike() {
        return switch (parts.unit()) {
            case YEARLY, MONTHLY -> false;
            case WEEKLY -> days.isWeekly();
            default -> days.isEvery() && times.limitsNothing();
        };
    }
}
