package dev.fasti.caldav.query;

import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Busy time within a range: periods of each type, merged where they touch (RFC 4791 section 7.10). */
final class BusyTime {
    /** Periods that are gathered before they are merged for the first time. */
    private static final int FIRST_MERGE = 1_024;

    private final TimeRange range;
    private final Map<BusyType, Periods> types = new EnumMap<>(BusyType.class);

    BusyTime(TimeRange range) {
        this.range = range;
    }

    /** Adds what of a period is within the range; nothing if that is no time at all. */
    void add(BusyType type, Instant start, Instant end) {
        Instant from = start.isBefore(range.start()) ? range.start() : start;
        Instant to = end.isAfter(range.end()) ? range.end() : end;
        if (from.isBefore(to)) {
            types.computeIfAbsent(type, each -> new Periods()).add(new TimeRange(from, to));
        }
    }

    /** How many periods there are, merged or not yet. */
    int size() {
        return types.values().stream().mapToInt(periods -> periods.all.size()).sum();
    }

    /** The periods by their starts, each with its type; those of one type neither overlap nor touch. */
    List<Period> periods() {
        List<Period> all = new ArrayList<>();
        types.forEach((type, periods) -> {
            periods.merge();
            periods.all.forEach(period -> all.add(new Period(type, period)));
        });
        all.sort(Comparator.comparing((Period period) -> period.range().start()).thenComparing(Period::type));
        return all;
    }

    /** A period of one type. */
    record Period(BusyType type, TimeRange range) {}

    /** The periods of one type. */
    private static final class Periods {
        private List<TimeRange> all = new ArrayList<>();
        private int nextMerge = FIRST_MERGE;

        void add(TimeRange period) {
            all.add(period);
            if (all.size() >= nextMerge) {
                merge();
                nextMerge = Math.max(FIRST_MERGE, 2 * all.size());
            }
        }

        void merge() {
            all.sort(Comparator.comparing(TimeRange::start));
            List<TimeRange> merged = new ArrayList<>();
            for (TimeRange next : all) {
                int last = merged.size() - 1;
                if (last >= 0 && !next.start().isAfter(merged.get(last).end())) {
                    TimeRange before = merged.get(last);
                    Instant end = before.end().isAfter(next.end()) ? before.end() : next.end();
                    merged.set(last, new TimeRange(before.start(), end));
                } else {
                    merged.add(next);
                }
            }
            all = merged;
        }
    }
}
