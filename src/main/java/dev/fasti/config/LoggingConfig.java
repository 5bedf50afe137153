package dev.fasti.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How much is logged, and where.
 *
 * @param level the level of everything that {@code levels} does not name
 * @param levels the level of each named package or class and of all that is below it
 * @param format how events are written
 * @param file where they are written instead of standard error; empty for there
 * @param fileMaxSize bytes at which a file is put aside, as it is each day
 * @param fileKeep how many days' files are kept, all together of at most as many times that size
 * @param access whether each request is logged
 * @param slowRequest from how long on a request is worth a warning; zero for none
 */
public record LoggingConfig(
        LogLevel level,
        Map<String, LogLevel> levels,
        LogFormat format,
        Path file,
        long fileMaxSize,
        int fileKeep,
        AccessRule access,
        Duration slowRequest) {
    public LoggingConfig {
        levels = Map.copyOf(levels);
        if (fileMaxSize < 1 || fileKeep < 1 || slowRequest.isNegative()) {
            throw new IllegalArgumentException("a log of no size, or a negative time");
        }
    }
}
