package dev.fasti.config.key;

import dev.fasti.config.LocksConfig;
import java.time.Duration;
import java.util.List;

/** The keys of the table {@code locks}. */
public final class LockKeys {
    static final Key<Duration> DEFAULT_TIMEOUT = new Key<>(
            "locks",
            "default_timeout",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
            Duration.ofHours(1),
            "How long a WebDAV lock holds if the client does not say, unless it is refreshed.");
    static final Key<Duration> MAX_TIMEOUT = new Key<>(
            "locks",
            "max_timeout",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
            Duration.ofDays(1),
            "How long a lock holds at most, whatever the client says; at least locks.default_timeout.");
    static final Key<Integer> MAX_PER_USER =
            new Key<>("locks", "max_per_user", ValueType.integer(1, 100_000), 100, "Locks of one user at once.");
    static final Key<Integer> MAX_TOTAL =
            new Key<>("locks", "max_total", ValueType.integer(1, 100_000), 1_000, "Locks of all users at once.");

    static final List<Key<?>> ALL = List.of(DEFAULT_TIMEOUT, MAX_TIMEOUT, MAX_PER_USER, MAX_TOTAL);

    private LockKeys() {}

    /** What is wrong with what is set together. */
    public static List<String> problems(Settings settings) {
        return settings.get(DEFAULT_TIMEOUT).compareTo(settings.get(MAX_TIMEOUT)) <= 0
                ? List.of()
                : List.of(settings.origin(DEFAULT_TIMEOUT)
                        + ": locks.default_timeout must not be more than locks.max_timeout ("
                        + settings.origin(MAX_TIMEOUT) + ")");
    }

    public static LocksConfig read(Settings settings) {
        return new LocksConfig(
                settings.get(DEFAULT_TIMEOUT),
                settings.get(MAX_TIMEOUT),
                settings.get(MAX_PER_USER),
                settings.get(MAX_TOTAL));
    }
}
