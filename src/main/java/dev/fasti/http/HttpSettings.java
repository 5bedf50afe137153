package dev.fasti.http;

import dev.fasti.dav.Hrefs;
import dev.fasti.http.tls.TlsSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and whom it believes.
 *
 * @param host the name or address to listen on
 * @param port 0 for any free one
 * @param basePath what stands before our own root in this server's URLs, such as {@code /dav}; empty for none
 * @param trustedProxies the peers whose {@code X-Forwarded-*} fields are believed
 * @param limits what clients may take
 * @param tls how TLS is spoken; null for plain HTTP
 * @param redirectPort where plain HTTP is sent on to TLS; 0 for nowhere
 * @param proxyLogin how a trusted proxy says who it is; null if it does not
 * @param headerTime how long a request's header may take from its first octet to its last
 */
public record HttpSettings(
        String host,
        int port,
        String basePath,
        Predicate<InetAddress> trustedProxies,
        HttpLimits limits,
        @Nullable TlsSettings tls,
        int redirectPort,
        @Nullable ProxyLogin proxyLogin,
        Duration headerTime) {
    public HttpSettings {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("there is no port " + port);
        }
        if (redirectPort < 0 || redirectPort > 0xffff || (redirectPort > 0 && tls == null)) {
            throw new IllegalArgumentException("nothing is sent on from port " + redirectPort);
        }
        basePath = new Hrefs(basePath).basePath();
    }
}
