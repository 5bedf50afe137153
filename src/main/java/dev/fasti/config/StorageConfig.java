package dev.fasti.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the data lies.
 *
 * @param data the folder that holds everything; relative to the working directory if not absolute
 * @param rescanInterval how often the folder is searched for changes made by others; zero for at opening only
 * @param maxOpenCollections how many collections are in memory at most
 */
public record StorageConfig(Path data, Duration rescanInterval, int maxOpenCollections) {
    public StorageConfig {
        if (maxOpenCollections < 1) {
            throw new IllegalArgumentException("at least one collection is open: " + maxOpenCollections);
        }
        if (rescanInterval.isNegative()) {
            throw new IllegalArgumentException("rescan interval " + rescanInterval + " is negative");
        }
    }
}
