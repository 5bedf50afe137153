package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.DavException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpServerHttpTest {
    private final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @DisplayName("a request reaches the engine and its answer the client, with a length, a date and no server name")
    void simple() throws Exception {
        HttpServer server = servers.start(Servers::describe);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve("/a%20b/c%40d/?q"))
                                .method("PROPFIND", HttpRequest.BodyPublishers.ofString("body"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("PROPFIND\na b|c@d\n127.0.0.1:" + server.port() + "\n127.0.0.1\n/\nbody");
        assertThat(answer.headers().map())
                .containsKeys("date", "content-length")
                .doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    @DisplayName("requests can be pipelined on one connection, and the connection is kept (RFC 9112 9.3)")
    void pipelining() throws IOException {
        HttpServer server = servers.start(exchange -> exchange.answerEmpty(204));
        try (RawClient client = new RawClient(server)) {
            client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 204");
            assertThat(client.head()).startsWith("http/1.1 204").doesNotContain("content-length");
            client.send("GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 204");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("a request target may be in absolute form (RFC 9112 3.2.2)")
    void absoluteForm() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            client.send("GET http://example.org/a/b HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(client.rest()).startsWith("GET\na|b\nexample.org\n");
        }
    }

    @Test
    @DisplayName("a refusal before the body is read leaves the connection usable")
    void unreadBody() throws IOException {
        HttpServer server = servers.start(exchange -> {
            if (exchange.method().equals("PUT")) {
                throw new DavException.Plain(409, "no");
            }
            Servers.answer(exchange, 200, "ok");
        });
        try (RawClient client = new RawClient(server)) {
            client.send("PUT /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 409").contains("content-length: 3\r\n");
            assertThat(client.body(3)).isEqualTo("no\n");
            client.send("x".repeat(100_000));
            client.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(client.body(2)).isEqualTo("ok");
        }
    }

    @Test
    @DisplayName("OPTIONS * is about the root (RFC 9110 9.3.7)")
    void optionsStar() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(client.rest()).startsWith("OPTIONS\n\nh\n");
        }
    }

    @Test
    @DisplayName("requests run on virtual threads where the JVM has them")
    void virtualThreads() throws IOException {
        HttpServer server = servers.start(
                exchange -> Servers.answer(exchange, 200, String.valueOf(VirtualThreads.isVirtualThread())));
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).endsWith("\r\n\r\n" + VirtualThreads.areSupported());
        }
    }

    @Test
    @DisplayName("the URL has the base path and a usable port")
    void uri() {
        HttpServer server = servers.start(
                Servers.settings("127.0.0.1", 0, "/dav", Servers.NOBODY, Servers.LIMITS), Servers::describe);
        assertThat(server.port()).isPositive();
        assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port() + "/dav/"));
    }

    @Test
    @DisplayName("a stopping server waits for the body of a request in flight, though idle connections end at once")
    void silentUpload() throws Exception {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient slow = new RawClient(server);
                RawClient kept = new RawClient(server);
                RawClient mute = new RawClient(server)) {
            kept.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(kept.head()).startsWith("http/1.1 200");
            slow.send("PUT /slow HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(slow.head()).startsWith("http/1.1 100");
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
            kept.rest();
            mute.rest();
            assertThat(stopped).isNotDone();
            slow.send("body");
            assertThat(slow.head()).startsWith("http/1.1 200");
            assertThat(slow.rest()).contains("PUT\nslow\n").endsWith("body");
            stopped.get(60, TimeUnit.SECONDS);
        }
    }
}
