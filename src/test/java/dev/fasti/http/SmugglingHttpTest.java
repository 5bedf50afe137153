package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("No proxy in front can be made to see other requests than we do (RFC 9112 section 11.2)")
class SmugglingHttpTest {
    private final Servers servers = new Servers();
    private final AtomicInteger served = new AtomicInteger();
    private final HttpServer server = servers.start(exchange -> {
        exchange.body(1 << 20);
        served.incrementAndGet();
        exchange.answerEmpty(204);
    });

    @AfterEach
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 30\r\n",
                "Content-Length: 4, 30\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Content-Length: 0x4\r\n",
                "Content-Length: 4 4\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 4\r\n",
                "Content-Length: 4\r\n Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Content\u0000-Length: 4\r\n"
            })
    @DisplayName("where the body ends in doubt, the request is refused and the connection ends (RFC 9112 6.1 and 6.3)")
    void doubtfulEnd(String headers) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT /a HTTP/1.1\r\nHost: x\r\n" + headers
                    + "\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            client.endOutput();
            String answers = client.rest();
            assertThat(answers).matches("(?s)HTTP/1\\.1 (400|501) .*");
            assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSize(2);
            assertThat(served).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\nabcd\r\n0\r\n\r\n", "4\r\nabcdX0\r\n\r\n", "-4\r\nabcd\r\n0\r\n\r\n", "fffffffff\r\nabcd"
            })
    @DisplayName("chunks that are none end the connection (RFC 9112 7.1)")
    void chunks(String body) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body
                    + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            client.endOutput();
            assertThat(client.rest().split("HTTP/1\\.1 ", -1)).hasSizeLessThanOrEqualTo(2);
            assertThat(served).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: x\r\nHost: y\r\n", "Host: x, y\r\n", "Host: x/y\r\n", "Host: a@b\r\n"})
    @DisplayName("a host in doubt is refused (RFC 9112 3.2)")
    void hosts(String host) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\n" + host + "\r\n").endOutput();
            assertThat(client.rest()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    @DisplayName("nothing of a header gets into the answer's head")
    void splitting() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /%0d%0aX-Injected:%20y HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).doesNotContain("x-injected");
        }
    }

    @Test
    @DisplayName(
            "an upgrade to HTTP/2 is not taken: a proxy that passed it on would no longer see the requests (RFC 9113 3.1)")
    void upgrade() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
            client.endOutput();
            assertThat(client.rest()).startsWith("HTTP/1.1 204 ");
            assertThat(served).hasValue(1);
        }
    }
}
