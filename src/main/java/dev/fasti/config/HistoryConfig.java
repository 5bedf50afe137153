package dev.fasti.config;

import java.time.Duration;

/**
 * What is kept of what was.
 *
 * @param keep how long replaced and deleted versions and deleted collections stay; zero: nothing is kept
 * @param maxSize octets that the kept versions of one collection may take
 * @param massDeleteMembers how many members one client deletes for a mark; zero: nothing is marked
 * @param massDeletePercent how much of the collection that has to be as well
 * @param massDeleteWindow within which time
 */
public record HistoryConfig(
        Duration keep, long maxSize, int massDeleteMembers, int massDeletePercent, Duration massDeleteWindow) {
    public HistoryConfig {
        if (keep.isNegative() || maxSize < 0 || massDeleteMembers < 0 || massDeleteWindow.isNegative()) {
            throw new IllegalArgumentException("a negative amount of history");
        }
        if (massDeletePercent < 1 || massDeletePercent > 100) {
            throw new IllegalArgumentException("no share: " + massDeletePercent + " %");
        }
    }
}
