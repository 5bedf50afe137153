package dev.fasti.cli.warmup;

import dev.fasti.auth.UserException;
import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.log.ConsoleLog;
import dev.fasti.cli.serve.Launch;
import dev.fasti.cli.serve.Program;
import dev.fasti.cli.serve.RunningServer;
import dev.fasti.cli.serve.ServeOptions;
import dev.fasti.cli.serve.Server;
import dev.fasti.config.Config;
import java.io.IOException;
import java.net.InetAddress;
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
public final class WarmupCommand implements Callable<Integer> {
    private static final String LOGIN = "warmup";
    private static final String PASSWORD = "not a secret";
    private static final Map<String, String> VARIABLES =
            Map.of("FASTI_SERVER_HOST", InetAddress.getLoopbackAddress().getHostAddress());

    private final Terminal terminal;
    private final Program program;

    public WarmupCommand(Terminal terminal, Program program) {
        this.terminal = terminal;
        this.program = program;
    }

    @Override
    public Integer call() throws IOException, UserException {
        Path data = Files.createTempDirectory("fasti-warmup");
        try {
            ServeOptions options = ServeOptions.plain(List.of("serve", "--data", data.toString(), "--port", "0"))
                    .orElseThrow();
            Config config = options.read(VARIABLES);
            ConsoleLog.apply(config.logging());
            new HtpasswdEditor(config.auth().htpasswdFile()).add(LOGIN, PASSWORD);
            String addUser = Launch.current(program.main()).addUser(config, options.file(VARIABLES));
            Server process = new Server(terminal, program.commands(), addUser);
            try (RunningServer server = RunningServer.start(config, program.commands())) {
                process.announce(server, config);
                int answers = new Visit(server.uri(), LOGIN, PASSWORD).run();
                terminal.out().println("warmed up: " + answers + " answers, all right");
            }
            return ExitCode.DONE;
        } finally {
            delete(data);
        }
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
