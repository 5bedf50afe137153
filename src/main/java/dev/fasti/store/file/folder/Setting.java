package dev.fasti.store.file.folder;

import dev.fasti.store.FactsReader;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.past.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What every part of one store shares.
 *
 * @param facts reads what came to a folder by another way than a put
 * @param disk where durable writes go
 * @param slack how many superseded records a change log may hold besides four for each member
 * @param rescan how old the last full comparison of an open folder may be when the collection is used; zero for any age
 * @param retention how much of the past is kept
 */
public record Setting(FactsReader facts, Clock clock, Disk disk, int slack, Duration rescan, Retention retention) {
    public Setting {
        if (rescan.isNegative()) {
            throw new IllegalArgumentException("a negative interval: " + rescan);
        }
    }

    /** The time, in whole milliseconds as the history has it. */
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
