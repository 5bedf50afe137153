package dev.fasti.auth.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The failures of each of many, forgotten after an hour without one. Bounded in memory. */
final class FailureCounts {
    /** @param at when the last one was */
    private record Failures(int count, Instant at) {}

    private static final Duration MEMORY = Duration.ofHours(1);

    private final Waits waits;
    private final Clock clock;
    private final Cache<Object, Failures> failures;

    FailureCounts(int capacity, Waits waits, Clock clock) {
        this.waits = waits;
        this.clock = clock;
        this.failures = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    /** Counts one. */
    void add(Object whose) {
        failures.asMap()
                .merge(
                        whose,
                        new Failures(1, clock.instant()),
                        (old, one) -> new Failures(
                                isForgotten(old) ? 1 : Math.min(old.count, Integer.MAX_VALUE - 1) + 1, one.at));
    }

    /** Whether none is counted. */
    boolean isFree(Object whose) {
        Failures old = failures.getIfPresent(whose);
        return old == null || isForgotten(old);
    }

    void forget(Object whose) {
        failures.invalidate(whose);
    }

    /** How long there is still to wait; zero for not at all. */
    Duration left(Object whose) {
        Failures old = failures.getIfPresent(whose);
        if (old == null || isForgotten(old)) {
            return Duration.ZERO;
        }
        Duration wait = waits.after(old.count);
        Duration left = wait.minus(age(old));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean isForgotten(Failures old) {
        return age(old).compareTo(MEMORY) >= 0;
    }

    /** A clock that was set back lets nobody wait longer. */
    private Duration age(Failures old) {
        Duration age = Duration.between(old.at, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
