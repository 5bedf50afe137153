package dev.fasti.store.file.past;

import java.time.Duration;

/**
 * How long and how much of the past is kept.
 *
 * @param keep how long replaced and deleted versions and deleted collections stay; zero: nothing is kept
 * @param maxSize how many octets the versions of one collection may take; the oldest go first
 * @param brake what counts as a mass deletion
 */
public record Retention(Duration keep, long maxSize, Brake brake) {
    /** Thirty days, 1 GB a collection. */
    public static final Retention USUAL =
            new Retention(Duration.ofDays(30), 1_000_000_000, new Brake(20, 50, Duration.ofMinutes(10)));

    public Retention {
        if (keep.isNegative() || maxSize < 0) {
            throw new IllegalArgumentException("negative: " + keep + ", " + maxSize);
        }
    }

    /** Whether anything is kept at all. */
    public boolean isOn() {
        return !keep.isZero();
    }

    /**
     * How much has to be deleted for a mark.
     *
     * @param members at least so many; zero: nothing is marked
     * @param percent and so much of what the collection held
     * @param window within this time
     */
    public record Brake(int members, int percent, Duration window) {
        public Brake {
            if (members < 0 || percent < 1 || percent > 100 || window.isNegative()) {
                throw new IllegalArgumentException("no brake: " + members + ", " + percent + ", " + window);
            }
        }

        public boolean isOn() {
            return members > 0;
        }
    }
}
