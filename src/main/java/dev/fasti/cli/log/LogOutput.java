package dev.fasti.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.fasti.config.ConfigException;
import dev.fasti.config.LogFormat;
import dev.fasti.config.LoggingConfig;
import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/** Where events go, and how they are written. */
final class LogOutput {
    /** What in a message would let a client write lines of its own, or play with a terminal. */
    private static final String CONTROL = "[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]";

    /** A line starts with a time; what an exception's message has after a line break starts with a bar. */
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg){'" + CONTROL
                    + "', '?'}%replace( [%X{request}]){'^ \\[\\]$', ''}%n%replace(%xEx){'\\r|\\n(?=[^\\t ])(?!Caused by: )',"
                    + " '\n  | '}%nopex";

    private LogOutput() {}

    /** Lines of text on standard error; standard output is for results. */
    static Appender<ILoggingEvent> standardError(LoggerContext context) {
        return standardError(context, LogFormat.TEXT);
    }

    /**
     * What the configuration asks for.
     *
     * @throws ConfigException if it names a file that cannot be written
     */
    static Appender<ILoggingEvent> of(LoggerContext context, LoggingConfig config) {
        return config.file().toString().isEmpty() ? standardError(context, config.format()) : file(context, config);
    }

    private static Appender<ILoggingEvent> standardError(LoggerContext context, LogFormat format) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, format));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, LoggingConfig config) {
        Path file = config.file().toAbsolutePath().normalize();
        requireWritable(file);
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, config.format()));
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> aside = new SizeAndTimeBasedRollingPolicy<>();
        aside.setContext(context);
        aside.setParent(appender);
        aside.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        aside.setMaxFileSize(new FileSize(config.fileMaxSize()));
        aside.setMaxHistory(config.fileKeep());
        aside.setTotalSizeCap(new FileSize(config.fileMaxSize() * config.fileKeep()));
        aside.start();
        appender.setRollingPolicy(aside);
        appender.start();
        return appender;
    }

    /** Logback would log nowhere, and say so nowhere. */
    private static void requireWritable(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file is in a folder"));
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": the log cannot be written (logging.file): " + Reason.of(e)));
        }
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        if (format == LogFormat.JSON) {
            return json(context);
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithThreadName(false);
        encoder.setWithMarkers(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
