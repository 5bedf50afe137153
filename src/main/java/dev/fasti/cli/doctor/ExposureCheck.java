package dev.fasti.cli.doctor;

import dev.fasti.config.CidrBlock;
import dev.fasti.config.Config;
import dev.fasti.config.ServerConfig;
import dev.fasti.config.auth.AuthType;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration opens to others.
 *
 * @param config right by itself
 */
public record ExposureCheck(Config config) implements Check {
    private static final String SUBJECT = "config";

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        ServerConfig server = config.server();
        if (config.auth().type() == AuthType.NONE) {
            found.add(Finding.fail(SUBJECT, "auth.type \"none\" lets in everybody", "set auth.type = \"htpasswd\""));
        }
        if (!config.tls().isOn()
                && !server.isLoopback()
                && server.trustedProxies().isEmpty()) {
            found.add(Finding.fail(
                    SUBJECT,
                    "passwords cross the network in the clear: " + server.host() + " is reached without TLS",
                    "set tls.certificate and tls.key, or server.host = \"127.0.0.1\" behind a proxy with TLS and"
                            + " server.trusted_proxies = [\"127.0.0.1\"]"));
        }
        server.trustedProxies().stream()
                .map(CidrBlock::toString)
                .filter(block -> block.endsWith("/0"))
                .forEach(block -> found.add(Finding.fail(
                        SUBJECT,
                        "server.trusted_proxies has " + block + ": everybody may say who they are",
                        "name the proxy's own address there")));
        if (config.admin().port() != 0
                && !new ServerConfig(
                                config.admin().host(), 0, "", List.of(), server.shutdownGrace(), server.idleTimeout())
                        .isLoopback()) {
            found.add(Finding.warn(
                    SUBJECT,
                    "metrics and health are open to whoever reaches "
                            + config.admin().host() + ":" + config.admin().port(),
                    "admin.host = \"127.0.0.1\", or a firewall"));
        }
        return found.isEmpty() ? List.of(Finding.ok(SUBJECT, "it is right, and opens nothing")) : found;
    }
}
