package dev.fasti.auth.throttle;

import java.time.Duration;

/**
 * How long one has to wait after so many failures: not at all after the first few, then a second, two, four and so on.
 *
 * @param free failures that cost nothing
 * @param longest the longest wait
 */
record Waits(int free, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    Waits {
        if (free < 1 || longest.isNegative()) {
            throw new IllegalArgumentException("not a wait: " + longest + " after " + free);
        }
    }

    Duration after(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
