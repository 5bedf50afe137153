package dev.fasti.cli.frame;

import dev.fasti.config.Config;
import dev.fasti.config.key.Key;
import dev.fasti.config.key.Keys;
import dev.fasti.config.read.ConfigReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that needs the configuration. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration file (or the variable " + ConfigReader.FILE_VARIABLE + ")")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "the folder that holds everything (storage.data)")
    private @Nullable String data;

    /** Sets one of these flags; false if it is another. */
    public boolean set(String flag, String value) {
        switch (flag) {
            case "--config" -> config = Path.of(value);
            case "--data" -> data = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The configuration file: the flag, else the variable, else none. */
    public Optional<Path> file(Map<String, String> environment) {
        String variable = environment.getOrDefault(ConfigReader.FILE_VARIABLE, "");
        return Optional.ofNullable(config)
                .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
    }

    /**
     * Reads the configuration.
     *
     * @param others flags of the command itself
     * @throws dev.fasti.config.ConfigException if it is wrong
     */
    public Config read(Map<String, String> environment, Map<Key<?>, String> others) {
        Map<Key<?>, String> flags = new LinkedHashMap<>(others);
        if (data != null) {
            flags.put(Keys.DATA, data);
        }
        return file(environment)
                .map(file -> ConfigReader.read(file, environment, flags))
                .orElseGet(() -> ConfigReader.read(environment, flags));
    }
}
