package dev.fasti.http.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server can do its work. However often it is asked, it looks once in a while; meanwhile what it saw last
 * holds. A look that does not come back is a problem of its own.
 */
public final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final List<HealthCheck> checks;
    private final long pause;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long began;
    private volatile Seen seen = new Seen(List.of(), 0, false);

    /** @param pause the least time between two looks */
    public Health(List<HealthCheck> checks, Duration pause) {
        this.checks = List.copyOf(checks);
        this.pause = pause.toNanos();
    }

    /** What is wrong, a sentence each; empty if nothing is. */
    public List<String> problems() {
        if (isFresh(seen)) {
            return seen.problems();
        }
        if (!looking.tryLock()) {
            boolean isStuck = System.nanoTime() - began > STUCK.toNanos();
            return isStuck ? List.of("a look at the store does not come back") : seen.problems();
        }
        try {
            return isFresh(seen) ? seen.problems() : look();
        } finally {
            looking.unlock();
        }
    }

    private List<String> look() {
        began = System.nanoTime();
        List<String> problems = checks.stream()
                .map(HealthCheck::problem)
                .flatMap(Optional::stream)
                .toList();
        if (!problems.equals(seen.problems())) {
            log.warn("Health: {}", problems.isEmpty() ? "all is well again" : String.join("; ", problems));
        }
        seen = new Seen(problems, System.nanoTime(), true);
        return problems;
    }

    private boolean isFresh(Seen last) {
        return last.isLook() && System.nanoTime() - last.at() < pause;
    }

    private record Seen(List<String> problems, long at, boolean isLook) {}
}
