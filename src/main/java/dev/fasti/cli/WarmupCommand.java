package dev.fasti.cli;

import dev.fasti.auth.UserException;
import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.cli.warmup.Visit;
import dev.fasti.config.Config;
import dev.fasti.config.ConfigReader;
import dev.fasti.config.Key;
import dev.fasti.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code fasti warmup}: serves one visitor on a free port of this machine, with a data folder that is gone afterwards,
 * and ends. A JVM that is told to write down the classes it met ({@code -XX:ArchiveClassesAtExit=FILE}) thus makes the
 * archive that later starts use.
 */
@Command(
        name = "warmup",
        mixinStandardHelpOptions = true,
        description =
                "Starts a server with a temporary folder, asks it what clients ask, and ends. Called by the launcher"
                        + " (bin/fasti warmup) it leaves an archive of classes behind, which makes later starts faster.")
final class WarmupCommand implements Callable<Integer> {
    private static final String LOGIN = "warmup";
    private static final String PASSWORD = "not a secret";

    private final Terminal terminal;

    WarmupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, UserException {
        Path data = Files.createTempDirectory("fasti-warmup");
        try {
            Config config = config(data);
            ConsoleLog.apply(config.logging());
            new HtpasswdEditor(config.auth().htpasswdFile()).add(LOGIN, PASSWORD);
            try (RunningServer server = RunningServer.start(config)) {
                int answers = new Visit(server.uri(), LOGIN, PASSWORD).run();
                terminal.out().println("warmed up: " + answers + " answers, all right");
            }
            return ExitCode.DONE;
        } finally {
            delete(data);
        }
    }

    private static Config config(Path data) {
        Map<Key<?>, String> flags =
                Map.of(Keys.DATA, data.toString(), Keys.HOST, "127.0.0.1", Keys.PORT, "0", Keys.LEVEL, "warn");
        return ConfigReader.read(Map.of(), flags);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
