package dev.fasti.config;

import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import dev.fasti.config.read.ConfigReader;

/** All that can be set; {@link ConfigReader} makes it. */
public record Config(
        ServerConfig server,
        TlsConfig tls,
        StorageConfig storage,
        HistoryConfig history,
        AuthConfig auth,
        RightsConfig rights,
        LimitsConfig limits,
        QuotaConfig quota,
        LocksConfig locks,
        AdminConfig admin,
        LoggingConfig logging) {
    public Config {
        if (auth.type() == AuthType.NONE && !server.isLoopback()) {
            throw new IllegalArgumentException("auth.type none listens on " + server.host());
        }
    }
}
