package dev.fasti.cli.serve;

import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.log.ConsoleLog;
import dev.fasti.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fasti serve}: runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server. This is what fasti does when no command is given.")
public final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Program program;

    @Mixin
    private final ServeOptions options;

    /** @param options picocli sets those that are not set yet */
    public ServeCommand(Terminal terminal, Program program, ServeOptions options) {
        this.terminal = terminal;
        this.program = program;
        this.options = options;
    }

    @Override
    public Integer call() throws Exception {
        Config config = options.read(terminal.environment());
        ConsoleLog.apply(config.logging());
        String addUser = Launch.current(program.main()).addUser(config, options.file(terminal.environment()));
        return new Server(terminal, program.commands(), addUser).run(config);
    }
}
