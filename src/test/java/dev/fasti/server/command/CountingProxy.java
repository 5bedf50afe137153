package dev.fasti.server.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Stands in front of another server, passes requests on to it, and remembers them. */
final class CountingProxy implements AutoCloseable {
    private static final Pattern HREF = Pattern.compile("<href>");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final URI target;
    private final List<Seen> seen = new ArrayList<>();
    private Predicate<Seen> refused = request -> false;

    /** A request that came. */
    record Seen(String method, String path, String body) {
        /** How many items it asks for the content of. */
        long items() {
            return method.equals("GET")
                    ? 1
                    : body.contains("multiget") ? HREF.matcher(body).results().count() : 0;
        }
    }

    CountingProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** From now on such requests are answered with 503. */
    synchronized void refuse(Predicate<Seen> requests) {
        refused = requests;
    }

    /** What came since this was asked last. */
    synchronized List<Seen> seen() {
        List<Seen> since = List.copyOf(seen);
        seen.clear();
        return since;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Seen request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    new String(body, StandardCharsets.UTF_8));
            if (isRefused(request)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpRequest.Builder builder = HttpRequest.newBuilder(
                            target.resolve(exchange.getRequestURI().toString()))
                    .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String header : List.of("Authorization", "Depth", "Content-Type")) {
                String value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    builder.header(header, value);
                }
            }
            HttpResponse<byte[]> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private synchronized boolean isRefused(Seen request) {
        seen.add(request);
        return refused.test(request);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
