package dev.fasti.cli.serve;

import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.site.ConfiguredRights;
import dev.fasti.config.Config;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fasti check-config}: tells whether a start with the same flags and variables would accept its configuration. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration, and starts nothing.")
public final class CheckConfigCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private final ServeOptions options = new ServeOptions();

    /** @param clock in the time zone of this machine */
    public CheckConfigCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Config config = options.read(terminal.environment());
        ConfiguredRights.of(config.rights(), clock);
        String source = options.file(terminal.environment())
                .map(file -> " with " + file)
                .orElse(" without a file");
        terminal.out().println("The configuration" + source + " is right.");
        terminal.out()
                .println("host " + config.server().host() + ", port "
                        + config.server().port() + ", data "
                        + config.storage().data().toAbsolutePath().normalize() + ", users "
                        + config.auth().htpasswdFile().toAbsolutePath().normalize());
        return ExitCode.DONE;
    }
}
