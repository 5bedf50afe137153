package dev.fasti.config;

import java.time.Duration;

/**
 * How long write locks hold, and how many there may be (RFC 4918 section 6.6).
 *
 * @param defaultTimeout where a client asks for none
 * @param maxTimeout the longest, whatever a client asks for
 * @param maxPerUser of one user at once
 * @param maxTotal of all users at once
 */
public record LocksConfig(Duration defaultTimeout, Duration maxTimeout, int maxPerUser, int maxTotal) {
    public LocksConfig {
        if (maxTimeout.compareTo(defaultTimeout) < 0) {
            throw new IllegalArgumentException("a lock may not hold for " + maxTimeout);
        }
    }
}
