package dev.fasti.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import dev.fasti.config.AccessRule;
import dev.fasti.config.ConfigException;
import dev.fasti.config.LogFormat;
import dev.fasti.config.LogLevel;
import dev.fasti.config.LoggingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutputTest {
    @TempDir
    Path folder;

    private List<String> written(LogFormat format, Exception failure) throws IOException {
        Path file = folder.resolve(format + ".log");
        LoggingConfig config =
                new LoggingConfig(LogLevel.INFO, Map.of(), format, file, 10_000, 3, AccessRule.QUIET, Duration.ZERO);
        LoggerContext context = new LoggerContext();
        LogbackMDCAdapter mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        Appender<ILoggingEvent> appender = LogOutput.of(context, config);
        Logger logger = context.getLogger("dev.fasti.Some");
        logger.addAppender(appender);
        mdc.put("request", "abc123");
        logger.atWarn()
                .addKeyValue("path", "/a\"\n2026-01-01T00:00:00.000Z ERROR forged")
                .setMessage("{} failed")
                .addArgument("x\n2026-01-01T00:00:00.000Z ERROR forged\u2028\u0085")
                .setCause(failure)
                .log();
        context.stop();
        return Files.readAllLines(file);
    }

    @Test
    @DisplayName(
            "A line of text names the request and holds no line break, nor does an exception's message forge a line")
    void text() throws IOException {
        Exception failure = new IOException("a\n2026-01-01T00:00:00.000Z ERROR forged", new IOException("inner"));
        List<String> lines = written(LogFormat.TEXT, failure);
        assertThat(lines.get(0)).contains(" WARN  Some: x?2026-01-01T").endsWith("forged?? failed [abc123]");
        assertThat(lines.subList(1, lines.size())).noneMatch(line -> line.startsWith("2026"));
        assertThat(lines).contains("  | 2026-01-01T00:00:00.000Z ERROR forged");
    }

    @Test
    @DisplayName("JSON is one object on each line, with message, level, request and what was named beside it")
    void json() throws IOException {
        List<String> lines = written(LogFormat.JSON, new IOException("a\nb"));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("{")
                .endsWith("}")
                .contains("\"level\":\"WARN\"", "\"request\":\"abc123\"", "\"loggerName\":\"dev.fasti.Some\"")
                .contains("x\\n2026-01-01", "/a\\\"\\n2026", "\"timestamp\":");
    }

    @Test
    @DisplayName("A log file is put aside, compressed, when it has grown, and goes on under its name")
    void rotation() throws Exception {
        Path file = folder.resolve("fasti.log");
        LoggingConfig config = new LoggingConfig(
                LogLevel.INFO, Map.of(), LogFormat.TEXT, file, 10_000, 3, AccessRule.QUIET, Duration.ZERO);
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger logger = context.getLogger("dev.fasti.Some");
        logger.addAppender(LogOutput.of(context, config));
        for (int i = 0; i < 500 && aside().isEmpty(); i++) {
            logger.warn("{} {}", i, "x".repeat(1000));
            // It looks at the size now and then only.
            Thread.sleep(5);
        }
        context.stop();
        assertThat(aside()).isNotEmpty();
        assertThat(Files.size(file)).isGreaterThan(0);
    }

    @Test
    @DisplayName("A log file that cannot be written stops the start, and is not passed over in silence")
    void unwritable() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("fasti.log");
        LoggingConfig config = new LoggingConfig(
                LogLevel.INFO, Map.of(), LogFormat.TEXT, file, 10_000, 3, AccessRule.QUIET, Duration.ZERO);
        assertThatThrownBy(() -> LogOutput.of(new LoggerContext(), config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + ": the log cannot be written (logging.file): there is a file already");
    }

    private List<Path> aside() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".0.gz")).toList();
        }
    }
}
