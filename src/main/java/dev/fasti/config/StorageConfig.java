package dev.fasti.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the data lies.
 *
 * @param data the folder that holds everything; relative to the working directory if not absolute
 * @param rescanInterval how often the folder is searched for changes made by others; zero for at opening only
 */
public record StorageConfig(Path data, Duration rescanInterval) {
    public StorageConfig {
        if (rescanInterval.isNegative()) {
            throw new IllegalArgumentException("rescan interval " + rescanInterval + " is negative");
        }
    }
}
