package dev.fasti.http;

import dev.fasti.dav.Hrefs;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Where the server listens and whom it believes.
 *
 * @param host the name or address to listen on
 * @param port 0 for any free one
 * @param basePath what stands before our own root in this server's URLs, such as {@code /dav}; empty for none
 * @param trustedProxies the peers whose {@code X-Forwarded-*} fields are believed
 * @param limits what clients may take
 */
public record HttpSettings(
        String host, int port, String basePath, Predicate<InetAddress> trustedProxies, HttpLimits limits) {
    public HttpSettings {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("there is no port " + port);
        }
        basePath = new Hrefs(basePath).basePath();
    }
}
