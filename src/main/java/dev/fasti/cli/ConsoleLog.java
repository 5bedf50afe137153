package dev.fasti.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.fasti.config.LoggingConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Logs to standard error, an event a line; standard output is for results. Logback finds this class as a service: no
 * XML is read for it.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class ConsoleLog extends ContextAwareBase implements Configurator {
    /** Libraries that log a line or more a request at info. */
    private static final List<String> TALKATIVE = List.of("org.eclipse.jetty", "io.milton", "net.fortuna");

    /** Control characters of a message would let a client write lines of its own. */
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %replace(%msg){'\\p{Cntrl}', '?'}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sets the levels that were asked for; until then only warnings and errors are logged. The libraries that
     * log each request log only warnings and errors unless they, or a package around them, are named.
     */
    static void apply(LoggingConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level all = Level.toLevel(config.level().name());
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(all);
        Level quiet = all.isGreaterOrEqual(Level.WARN) ? all : Level.WARN;
        for (String library : TALKATIVE) {
            context.getLogger(library).setLevel(isNamed(library, config) ? null : quiet);
        }
        config.levels().forEach((name, level) -> context.getLogger(name).setLevel(Level.toLevel(level.name())));
    }

    private static boolean isNamed(String library, LoggingConfig config) {
        return config.levels().keySet().stream().anyMatch(name -> (library + ".").startsWith(name + "."));
    }
}
