package dev.fasti.cli;

import dev.fasti.config.Config;
import dev.fasti.store.file.FolderSurvey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fasti verify}: names every stored item that something is wrong with. A server may run meanwhile. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Names the items in the data folder that cannot be read or break the rules, and changes nothing."
                + " A server may be running meanwhile.")
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Config config = options.read(terminal.environment(), Map.of());
        Path data = config.storage().data();
        Verification verification = new Verification(terminal.out()::println);
        try {
            FolderSurvey.of(data, verification);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no data folder here: " + e.getMessage() + " does not exist");
        }
        terminal.out().println(verification.summary());
        return verification.foundFaults() ? ExitCode.FAILURE : ExitCode.DONE;
    }
}
