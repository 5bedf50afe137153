package dev.fasti.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.fasti.config.LogLevel;
import dev.fasti.config.key.LoggingKeys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ConsoleLogTest {
    @Test
    @DisplayName("An event is one line on standard error, with the time, whatever control characters it holds")
    void oneLine() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        try {
            context.setMDCAdapter(new LogbackMDCAdapter());
            new ConsoleLog().configure(context);
            context.getLogger("dev.fasti.Some").warn("login {} failed", "zoë\r\n2026 INFO forged\u001b[2J");
            context.getLogger("dev.fasti.Some").info("quiet");
        } finally {
            context.stop();
            System.setErr(before);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d) WARN  Some: login zoë\\?\\?2026 INFO"
                        + " forged\\?\\[2J failed\n");
    }

    @Test
    @DisplayName("Levels are those of the configuration, for the root and for each named package")
    void levels() {
        Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger named = LoggerFactory.getLogger("dev.fasti.dav.ConsoleLogTest");
        try {
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.ERROR, Map.of("dev.fasti.dav", LogLevel.TRACE)));
            assertThat(root.isWarnEnabled()).isFalse();
            assertThat(root.isErrorEnabled()).isTrue();
            assertThat(named.isTraceEnabled()).isTrue();
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.OFF, Map.of("dev.fasti.dav", LogLevel.OFF)));
            assertThat(root.isErrorEnabled()).isFalse();
            assertThat(named.isErrorEnabled()).isFalse();
        } finally {
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.WARN, Map.of("dev.fasti.dav", LogLevel.WARN)));
        }
    }

    @Test
    @DisplayName("Libraries that log each request are quiet at info and debug, unless the configuration names them")
    void libraries() {
        List<String> libraries =
                List.of("org.eclipse.jetty.server.Server", "io.milton.http.HttpManager", "net.fortuna.ical4j.Some");
        try {
            for (LogLevel level : List.of(LogLevel.INFO, LogLevel.DEBUG, LogLevel.TRACE)) {
                ConsoleLog.apply(LoggingKeys.levels(level, Map.of()));
                assertThat(LoggerFactory.getLogger("dev.fasti.Some").isInfoEnabled())
                        .isTrue();
                for (String library : libraries) {
                    assertThat(LoggerFactory.getLogger(library).isInfoEnabled())
                            .as(library)
                            .isFalse();
                    assertThat(LoggerFactory.getLogger(library).isWarnEnabled())
                            .as(library)
                            .isTrue();
                }
            }
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.ERROR, Map.of()));
            assertThat(LoggerFactory.getLogger(libraries.get(0)).isWarnEnabled())
                    .isFalse();
            Map<String, LogLevel> named = Map.of("org.eclipse", LogLevel.DEBUG, "io.milton", LogLevel.INFO);
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.INFO, named));
            assertThat(LoggerFactory.getLogger(libraries.get(0)).isInfoEnabled())
                    .isTrue();
            assertThat(LoggerFactory.getLogger(libraries.get(0)).isDebugEnabled())
                    .as("Jetty writes out passwords at debug")
                    .isFalse();
            assertThat(LoggerFactory.getLogger(libraries.get(1)).isInfoEnabled())
                    .isTrue();
            assertThat(LoggerFactory.getLogger(libraries.get(2)).isInfoEnabled())
                    .isFalse();
        } finally {
            Map<String, LogLevel> named = Map.of("org.eclipse", LogLevel.WARN, "io.milton", LogLevel.WARN);
            ConsoleLog.apply(LoggingKeys.levels(LogLevel.WARN, named));
        }
    }
}
