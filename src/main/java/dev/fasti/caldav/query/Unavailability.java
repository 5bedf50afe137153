package dev.fasti.caldav.query;

import dev.fasti.icalendar.expansion.Availability;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When somebody is not to be had by all VAVAILABILITY components together (RFC 7953 sections 4 and 5). Of those for the same
 * time the more important one counts; of equally important ones, what any of them says to be available is, and else BUSY
 * before BUSY-UNAVAILABLE before BUSY-TENTATIVE.
 */
final class Unavailability {
    /** Where PRIORITY is 0 or none, less important than 9 (RFC 7953 section 4). */
    private static final int LEAST = 10;

    private static final List<BusyType> WEAKEST_FIRST =
            List.of(BusyType.TENTATIVE, BusyType.UNAVAILABLE, BusyType.BUSY);

    private final NavigableMap<Integer, List<Availability>> byPriority = new TreeMap<>(Comparator.reverseOrder());
    private int size;

    void add(Availability availability) {
        byPriority
                .computeIfAbsent(priority(availability), each -> new ArrayList<>())
                .add(availability);
        size += 1 + availability.available().size();
    }

    /** How many periods it is made of. */
    int size() {
        return size;
    }

    private static int priority(Availability availability) {
        String said = availability.component().value("PRIORITY").orElse("").strip();
        return said.matches("[1-9]") ? Integer.parseInt(said) : LEAST;
    }

    void addTo(BusyTime busy) {
        Paint paint = new Paint();
        for (List<Availability> equals : byPriority.values()) {
            for (BusyType type : WEAKEST_FIRST) {
                equals.stream()
                        .filter(each -> BusyType.ofAvailability(each.component()) == type)
                        .forEach(each -> paint.over(each.span(), Optional.of(type)));
            }
            for (Availability each : equals) {
                each.available().forEach(free -> paint.over(free, Optional.empty()));
            }
        }
        paint.addTo(busy);
    }

    /** What each time is, the last word said of it. */
    private static final class Paint {
        /** From each instant to the next one. */
        private final NavigableMap<Instant, Optional<BusyType>> from = new TreeMap<>();

        void over(TimeRange range, Optional<BusyType> type) {
            Map.Entry<Instant, Optional<BusyType>> before = from.floorEntry(range.end());
            Optional<BusyType> after = before == null ? Optional.empty() : before.getValue();
            from.subMap(range.start(), true, range.end(), true).clear();
            from.put(range.start(), type);
            from.put(range.end(), after);
        }

        void addTo(BusyTime busy) {
            for (Map.Entry<Instant, Optional<BusyType>> each : from.entrySet()) {
                Instant end = from.higherKey(each.getKey());
                if (end != null) {
                    each.getValue().ifPresent(type -> busy.add(type, each.getKey(), end));
                }
            }
        }
    }
}
