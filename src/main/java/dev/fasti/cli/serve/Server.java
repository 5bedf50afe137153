package dev.fasti.cli.serve;

import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthType;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.datafolder.StoreLocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a process: says where it is, and serves until it is told to stop. */
public final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Terminal terminal;
    private final SiteCommands commands;
    private final String addUser;

    /**
     * @param terminal gets the one line with the URL on {@code out}
     * @param commands runs what callers ask for while it serves
     * @param addUser the whole command that adds a user, for a start where there is none
     */
    public Server(Terminal terminal, SiteCommands commands, String addUser) {
        this.terminal = terminal;
        this.commands = commands;
        this.addUser = addUser;
    }

    /**
     * Serves until the process gets SIGTERM or SIGINT; then finishes what is in flight, makes everything durable, and
     * exits 0.
     *
     * @return the exit code of a start that failed; after a successful one the shutdown hook ends the process
     */
    int run(Config config) throws Exception {
        RunningServer server;
        try {
            server = RunningServer.start(config, commands);
        } catch (IOException | StoreException | StoreLocked e) {
            StartFailure why = StartFailure.of(e, config);
            terminal.err().println("fasti: " + why.line());
            return why.exitCode();
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "stop"));
        announce(server, config);
        stopped.await();
        return ExitCode.DONE;
    }

    /** Says where it is, and what to do next if nobody can log in yet. */
    public void announce(RunningServer server, Config config) {
        terminal.out().println("Fasti is at " + server.uri());
        Path users = config.auth().htpasswdFile();
        boolean isUsable = Files.notExists(users) || Files.isReadable(users);
        if (config.auth().type() == AuthType.HTPASSWD && isUsable && !server.hasAccounts()) {
            terminal.out().println("Nobody can log in yet. Add a user with:");
            terminal.out().println("  " + addUser);
        }
        terminal.out().flush();
    }

    /** The JVM's exit code after a signal is 143 or 130; a clean stop is a success, so it is halted with 0. */
    private static void stop(RunningServer server, CountDownLatch stopped) {
        int code = ExitCode.DONE;
        try {
            server.close();
        } catch (RuntimeException e) {
            log.error("The server did not stop cleanly", e);
            code = ExitCode.FAILURE;
        }
        stopped.countDown();
        Runtime.getRuntime().halt(code);
    }
}
