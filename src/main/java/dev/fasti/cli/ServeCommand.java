package dev.fasti.cli;

import dev.fasti.cli.frame.Terminal;
import dev.fasti.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fasti serve}: runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server. This is what fasti does when no command is given.")
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ServeOptions options;

    /** @param options picocli sets those that are not set yet */
    ServeCommand(Terminal terminal, ServeOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        Config config = options.read(terminal.environment());
        ConsoleLog.apply(config.logging());
        String addUser = Launch.current().addUser(config, options.file(terminal.environment()));
        return new Server(terminal, addUser).run(config);
    }
}
