package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.DavExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that drip: they are cut off, and until then they hold up nobody. */
class PaceHttpTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    /** One request at work at a time. */
    private HttpServer start(Duration headerTime) {
        HttpLimits limits = new HttpLimits(
                1 << 20, 8192, 1, 8, Duration.ofSeconds(15), 64, Duration.ofSeconds(20), 0, Duration.ofSeconds(5));
        HttpSettings settings = Servers.settings("127.0.0.1", 0, "", Servers.NOBODY, limits, null, 0, headerTime);
        return servers.start(settings, PaceHttpTest::answer);
    }

    private static void answer(DavExchange exchange) {
        if (exchange.method().equals("REPORT")) {
            try (OutputStream out = exchange.answer(207)) {
                for (int i = 0; i < 1000; i++) {
                    out.write(new byte[100_000]);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        } else {
            exchange.body(Long.MAX_VALUE);
            exchange.answerEmpty(204);
        }
    }

    private static void assertServed(HttpServer server) throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).head()).startsWith("http/1.1 204");
        }
    }

    @Test
    @DisplayName("A header that does not become whole in time ends the connection, however lively it drips")
    void slowHeader() throws Exception {
        HttpServer server = start(Duration.ofSeconds(2));
        try (RawClient client = new RawClient(server)) {
            boolean isCut = false;
            client.send("GET / HTTP/1.1\r\nX: ");
            for (int i = 0; i < 2400 && !isCut; i++) {
                try {
                    client.send("x");
                    Thread.sleep(25);
                } catch (IOException e) {
                    isCut = true;
                }
            }
            assertThat(isCut).isTrue();
        }
        assertServed(server);
    }

    @Test
    @DisplayName("A connection that rests between requests is not slow")
    void resting() throws Exception {
        HttpServer server = start(Duration.ofSeconds(2));
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(GET).head()).startsWith("http/1.1 204");
            Thread.sleep(2500);
            assertThat(client.send(GET).head()).startsWith("http/1.1 204");
        }
    }

    @Test
    @DisplayName("Who waits for a slow body lets others work meanwhile, and is answered when it is there")
    void slowBody() throws Exception {
        HttpServer server = start(Duration.ofSeconds(20));
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slow.add(new RawClient(server).send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nab"));
        }
        assertServed(server);
        for (RawClient client : slow) {
            assertThat(client.send("cd").head()).startsWith("http/1.1 204");
            client.close();
        }
        assertServed(server);
    }

    @Test
    @DisplayName("Who waits for a slow reader lets others work meanwhile")
    void slowReader() throws Exception {
        HttpServer server = start(Duration.ofSeconds(20));
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slow.add(new RawClient(server).send("REPORT / HTTP/1.1\r\nHost: h\r\n\r\n"));
            assertServed(server);
        }
        for (RawClient client : slow) {
            assertThat(client.head()).startsWith("http/1.1 207");
            client.close();
        }
        assertServed(server);
    }

    @Test
    @DisplayName("NUL in a path, written as %00, is a clean 400")
    void nul() throws Exception {
        HttpServer server = start(Duration.ofSeconds(20));
        for (String path : List.of("/a%00b", "/%00", "/a?%00")) {
            try (RawClient client = new RawClient(server)) {
                String answer = client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                        .rest();
                if (path.contains("?")) {
                    assertThat(answer).startsWith("HTTP/1.1 204");
                } else {
                    assertThat(answer)
                            .startsWith("HTTP/1.1 400")
                            .contains("Content-Type: text/plain")
                            .doesNotContain("Exception", "jetty", "<");
                }
            }
        }
    }
}
