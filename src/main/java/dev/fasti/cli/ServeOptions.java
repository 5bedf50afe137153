package dev.fasti.cli;

import dev.fasti.config.Config;
import dev.fasti.config.Key;
import dev.fasti.config.Keys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of a start. */
final class ServeOptions {
    @Mixin
    private final ConfigOptions common = new ConfigOptions();

    @Option(names = "--host", paramLabel = "HOST", description = "the address to listen on (server.host)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "the port to listen on, 0 for any (server.port)")
    private @Nullable Integer port;

    Optional<Path> file(Map<String, String> environment) {
        return common.file(environment);
    }

    /** @throws dev.fasti.config.ConfigException if the configuration is wrong */
    Config read(Map<String, String> environment) {
        Map<Key<?>, String> flags = new LinkedHashMap<>();
        if (host != null) {
            flags.put(Keys.HOST, host);
        }
        if (port != null) {
            flags.put(Keys.PORT, port.toString());
        }
        return common.read(environment, flags);
    }
}
