package dev.fasti.cli.site;

import dev.fasti.cli.control.ControlClient;
import dev.fasti.cli.control.ControlRefused;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.frame.Version;
import dev.fasti.config.Config;
import dev.fasti.store.file.datafolder.StoreLocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a command that somebody has called: into the server that has the folder, or, where there is none, into
 * the folder itself, which nobody else has meanwhile.
 */
public final class CallerAccess implements SiteAccess {
    /** A server that starts has the folder before it takes commands. */
    public static final Duration START = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Terminal terminal;
    private final List<String> arguments;
    private final Duration patience;

    /**
     * @param arguments the whole command, which a server would run
     * @param patience how long to wait for who has the folder to take commands
     */
    public CallerAccess(Terminal terminal, List<String> arguments, Duration patience) {
        this.terminal = terminal;
        this.arguments = List.copyOf(arguments);
        this.patience = patience;
    }

    @Override
    public int run(ConfigOptions options, CallersPart around, SiteWork work) throws Exception {
        Config config = options.read(terminal.environment(), Map.of());
        Path data = config.storage().data();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<ControlClient> server = connect(data);
            if (server.isPresent()) {
                return runIn(server.get(), around);
            }
            Optional<OpenSite> opened = open(config, end);
            if (opened.isPresent()) {
                try (OpenSite site = opened.get()) {
                    return around.run(terminal, streams -> work.run(site, streams));
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public int runInServer(ConfigOptions options, ServerWork work, WithoutServer otherwise) throws Exception {
        Config config = options.read(terminal.environment(), Map.of());
        Optional<ControlClient> server = connect(config.storage().data());
        return server.isPresent()
                ? runIn(server.get(), (here, inServer) -> inServer.run(here.streams()))
                : otherwise.run(config, terminal.streams());
    }

    private int runIn(ControlClient server, CallersPart around) throws Exception {
        try (server) {
            return around.run(terminal, streams -> server.run(arguments, streams));
        } catch (ControlRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<ControlClient> connect(Path data) throws IOException, CommandFailure {
        try {
            return ControlClient.connect(data, Version.number());
        } catch (ControlRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Opens the folder; empty if another process has it, and may be about to take commands. */
    private static Optional<OpenSite> open(Config config, long end) throws CommandFailure {
        Path data = config.storage().data();
        if (!Files.isDirectory(data.resolve("collection-root")) && !Files.isDirectory(data.resolve("fasti"))) {
            throw new CommandFailure("there is no data folder here: " + data
                    + " holds no collection-root; fasti serve makes one, and --data names another");
        }
        try {
            return Optional.of(OpenSite.open(config));
        } catch (StoreLocked e) {
            if (System.nanoTime() < end) {
                return Optional.empty();
            }
            throw new CommandFailure(e.getMessage() + ", which takes no commands: try again when it has ended");
        }
    }
}
