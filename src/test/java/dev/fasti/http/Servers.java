package dev.fasti.http;

import dev.fasti.dav.DavExchange;
import dev.fasti.http.admin.Operations;
import dev.fasti.http.tls.TlsSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts servers for tests on any free port, and stops them. */
final class Servers implements AutoCloseable {
    static final Predicate<InetAddress> NOBODY = address -> false;
    static final HttpLimits LIMITS = new HttpLimits(
            1 << 20, 8192, 8, 8, Duration.ofSeconds(5), 64, Duration.ofSeconds(5), 0, Duration.ofSeconds(5));

    private final List<HttpServer> started = new ArrayList<>();

    /** Plain HTTP. */
    static HttpSettings settings(
            String host, int port, String basePath, Predicate<InetAddress> trustedProxies, HttpLimits limits) {
        return settings(host, port, basePath, trustedProxies, limits, null, 0, Duration.ofSeconds(20));
    }

    /** Without a proxy that says who it is. */
    static HttpSettings settings(
            String host,
            int port,
            String basePath,
            Predicate<InetAddress> trustedProxies,
            HttpLimits limits,
            @Nullable TlsSettings tls,
            int redirectPort,
            Duration headerTime) {
        return new HttpSettings(host, port, basePath, trustedProxies, limits, tls, redirectPort, null, headerTime);
    }

    HttpServer start(Consumer<DavExchange> engine) {
        return start(settings("127.0.0.1", 0, "", NOBODY, LIMITS), engine);
    }

    HttpServer start(HttpLimits limits, Consumer<DavExchange> engine) {
        return start(settings("127.0.0.1", 0, "", NOBODY, limits), engine);
    }

    HttpServer start(Consumer<DavExchange> engine, Operations operations) {
        return start(settings("127.0.0.1", 0, "", NOBODY, LIMITS), engine, operations);
    }

    HttpServer start(HttpSettings settings, Consumer<DavExchange> engine) {
        return start(settings, engine, Operations.unseen());
    }

    private HttpServer start(HttpSettings settings, Consumer<DavExchange> engine, Operations operations) {
        HttpServer server;
        try {
            server = new HttpServer(settings, engine, operations);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        started.add(server);
        return server;
    }

    /** Answers 200 with what the exchange says of the request, a line each. */
    static void describe(DavExchange exchange) {
        byte[] body = exchange.body(Long.MAX_VALUE);
        answer(
                exchange,
                200,
                String.join(
                        "\n",
                        exchange.method(),
                        String.join("|", exchange.target()),
                        exchange.authority(),
                        exchange.client().getHostAddress(),
                        exchange.hrefs().root(),
                        new String(body, StandardCharsets.UTF_8)));
    }

    static void answer(DavExchange exchange, int status, String text) {
        try (OutputStream out = exchange.answer(status)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(HttpServer::stop);
    }
}
