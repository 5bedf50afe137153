package dev.fasti.config.key;

import dev.fasti.config.AccessRule;
import dev.fasti.config.LogFormat;
import dev.fasti.config.LogLevel;
import dev.fasti.config.LoggingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The keys of the table {@code logging}. */
public final class LoggingKeys {
    static final Key<LogLevel> LEVEL = new Key<>(
            "logging",
            "level",
            ValueType.choice(LogLevel.class),
            LogLevel.INFO,
            "How much is logged, on standard error unless logging.file is set.");
    static final Key<Map<String, LogLevel>> LEVELS = new Key<>(
            "logging",
            "levels",
            ValueType.levels(),
            Map.of(),
            "Other levels for single packages, such as { \"dev.fasti.dav\" = \"debug\" }. Jetty's stay at info at least,"
                    + " for below that it writes out headers, passwords among them.");
    static final Key<LogFormat> FORMAT = new Key<>(
            "logging",
            "format",
            ValueType.choice(LogFormat.class),
            LogFormat.TEXT,
            "\"text\" to read, or \"json\": an object on each line.");
    static final Key<Path> FILE = new Key<>(
            "logging",
            "file",
            ValueType.path("the path of a file, or empty", 0),
            Path.of(""),
            "A file to log to, instead of standard error. It is put aside each day, compressed.");
    static final Key<Long> FILE_MAX_SIZE = new Key<>(
            "logging",
            "file_max_size",
            ValueType.size(10_000, Long.MAX_VALUE / 1_000_000),
            10_000_000L,
            "Bytes at which that file is put aside within the day.");
    static final Key<Integer> FILE_KEEP = new Key<>(
            "logging",
            "file_keep",
            ValueType.integer(1, 3650),
            14,
            "For how many days files put aside are kept; all of them together have at most as many times"
                    + " logging.file_max_size.");
    static final Key<AccessRule> ACCESS = new Key<>(
            "logging",
            "access",
            ValueType.toggle(AccessRule.QUIET, AccessRule.LOGGED),
            AccessRule.QUIET,
            "Whether each request is logged: client, user, method, path, status, bytes, time, protocol, user agent. The"
                    + " lines say who has which contacts.");
    static final Key<Duration> SLOW_REQUEST = new Key<>(
            "logging",
            "slow_request",
            ValueType.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofSeconds(10),
            "From how long on a request is worth a warning that says where the time went. 0: none.");

    static final List<Key<?>> ALL =
            List.of(LEVEL, LEVELS, FORMAT, FILE, FILE_MAX_SIZE, FILE_KEEP, ACCESS, SLOW_REQUEST);

    private LoggingKeys() {}

    public static LoggingConfig read(Settings settings) {
        return new LoggingConfig(
                settings.get(LEVEL),
                settings.get(LEVELS),
                settings.get(FORMAT),
                settings.get(FILE),
                settings.get(FILE_MAX_SIZE),
                settings.get(FILE_KEEP),
                settings.get(ACCESS),
                settings.get(SLOW_REQUEST));
    }

    /** These levels, and the defaults for the rest. */
    public static LoggingConfig levels(LogLevel level, Map<String, LogLevel> levels) {
        return new LoggingConfig(
                level,
                levels,
                FORMAT.fallback(),
                FILE.fallback(),
                FILE_MAX_SIZE.fallback(),
                FILE_KEEP.fallback(),
                ACCESS.fallback(),
                SLOW_REQUEST.fallback());
    }
}
