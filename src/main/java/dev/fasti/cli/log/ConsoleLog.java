package dev.fasti.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.fasti.config.AccessRule;
import dev.fasti.config.LogFormat;
import dev.fasti.config.LoggingConfig;
import dev.fasti.http.log.AccessLog;
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

    /** Writes out headers at debug, and with them passwords. */
    private static final String INDISCREET = "org.eclipse.jetty";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(LogOutput.standardError(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sets output and levels as they were asked for; until then only warnings and errors are logged, on standard error.
     * The libraries that log each request log only warnings and errors unless they, or a package around them, are
     * named; and what a client sends in confidence is not logged in any case.
     */
    public static void apply(LoggingConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (config.format() != LogFormat.TEXT || !config.file().toString().isEmpty()) {
            Appender<ILoggingEvent> output = LogOutput.of(context, config);
            root.detachAndStopAllAppenders();
            root.addAppender(output);
        }
        Level all = Level.toLevel(config.level().name());
        root.setLevel(all);
        Level quiet = all.isGreaterOrEqual(Level.WARN) ? all : Level.WARN;
        for (String library : TALKATIVE) {
            context.getLogger(library).setLevel(isNamed(library, config) ? null : quiet);
        }
        context.getLogger(AccessLog.NAME).setLevel(config.access() == AccessRule.LOGGED ? Level.INFO : Level.OFF);
        config.levels().forEach((name, level) -> context.getLogger(name).setLevel(Level.toLevel(level.name())));
        keepSecrets(context);
    }

    private static void keepSecrets(LoggerContext context) {
        context.getLogger(INDISCREET);
        for (ch.qos.logback.classic.Logger logger : context.getLoggerList()) {
            boolean isIndiscreet = (logger.getName() + ".").startsWith(INDISCREET + ".");
            if (isIndiscreet && !logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO)) {
                logger.setLevel(Level.INFO);
            }
        }
    }

    private static boolean isNamed(String library, LoggingConfig config) {
        return config.levels().keySet().stream().anyMatch(name -> (library + ".").startsWith(name + "."));
    }
}
