package dev.fasti.cli.account;

import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.config.Config;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whom a command is about, and where accounts are. */
final class NamedUser {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "NAME", description = "the login name; letter case counts")
    private String name = "";

    String name() throws CommandFailure {
        return Spelling.undamaged(name);
    }

    Config config(Map<String, String> environment) {
        return options.read(environment, Map.of());
    }
}
