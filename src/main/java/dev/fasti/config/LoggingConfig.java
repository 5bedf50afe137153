package dev.fasti.config;

import java.util.Map;

/**
 * How much is logged.
 *
 * @param level the level of everything that {@code levels} does not name
 * @param levels the level of each named package or class and of all that is below it
 */
public record LoggingConfig(LogLevel level, Map<String, LogLevel> levels) {
    public LoggingConfig {
        levels = Map.copyOf(levels);
    }
}
