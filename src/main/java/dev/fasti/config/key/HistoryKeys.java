package dev.fasti.config.key;

import dev.fasti.config.HistoryConfig;
import java.time.Duration;
import java.util.List;

/** The keys of the table {@code history}. */
public final class HistoryKeys {
    static final Key<Duration> KEEP = new Key<>(
            "history",
            "keep",
            ValueType.duration(Duration.ZERO, Duration.ofDays(3_650)),
            Duration.ofDays(30),
            "How long replaced and deleted items and deleted collections can be brought back. 0: not at all; what has"
                    + " been kept is erased.");
    static final Key<Long> MAX_SIZE = new Key<>(
            "history",
            "max_size",
            ValueType.size(0, 1_000_000_000_000_000L),
            1_000_000_000L,
            "Bytes that the earlier versions of one collection may take; the oldest go first.");
    static final Key<Integer> MASS_DELETE_MEMBERS = new Key<>(
            "history",
            "mass_delete_members",
            ValueType.integer(0, 1_000_000),
            20,
            "When one client deletes so many items of a collection, the moment before is marked and logged, to be gone"
                    + " back to. 0: never.");
    static final Key<Integer> MASS_DELETE_PERCENT = new Key<>(
            "history",
            "mass_delete_percent",
            ValueType.integer(1, 100),
            50,
            "Only if they are at least this share of the collection, in percent.");
    static final Key<Duration> MASS_DELETE_WINDOW = new Key<>(
            "history",
            "mass_delete_window",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
            Duration.ofMinutes(10),
            "And only if they are deleted within this time.");

    static final List<Key<?>> ALL =
            List.of(KEEP, MAX_SIZE, MASS_DELETE_MEMBERS, MASS_DELETE_PERCENT, MASS_DELETE_WINDOW);

    private HistoryKeys() {}

    public static HistoryConfig read(Settings settings) {
        return new HistoryConfig(
                settings.get(KEEP),
                settings.get(MAX_SIZE),
                settings.get(MASS_DELETE_MEMBERS),
                settings.get(MASS_DELETE_PERCENT),
                settings.get(MASS_DELETE_WINDOW));
    }
}
