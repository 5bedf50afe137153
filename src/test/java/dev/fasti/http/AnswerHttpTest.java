package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.store.path.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnswerHttpTest {
    private static final String GZIP = "Accept-Encoding: deflate, gzip;q=0.5\r\n";

    private final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @DisplayName("a short answer has its length, a long one comes in chunks and whole")
    void length() throws IOException {
        assertThat(get("", exchange -> Servers.answer(exchange, 207, "x".repeat(100))))
                .startsWith("HTTP/1.1 207")
                .contains("Content-Length: 100\r\n")
                .endsWith("\r\n\r\n" + "x".repeat(100));
        assertThat(get("", exchange -> Servers.answer(exchange, 207, "x".repeat(100_000))))
                .contains("Transfer-Encoding: chunked\r\n")
                .endsWith("\r\n0\r\n\r\n");
    }

    @Test
    @DisplayName("an answer with a length of its own is sent with that")
    void ownLength() throws IOException {
        assertThat(get("", exchange -> {
                    exchange.setHeader("Content-Length", "50000");
                    Servers.answer(exchange, 200, "x".repeat(50_000));
                }))
                .contains("Content-Length: 50000\r\n")
                .doesNotContain("chunked")
                .endsWith("\r\n\r\n" + "x".repeat(50_000));
    }

    @Test
    @DisplayName("an empty answer has no body: 201 with length 0, 204 and 304 with none (RFC 9110 8.6)")
    void empty() throws IOException {
        assertThat(get("", exchange -> exchange.answerEmpty(201))).contains("Content-Length: 0\r\n");
        assertThat(get("", exchange -> exchange.answerEmpty(204))).doesNotContain("Content-Length");
        assertThat(get("", exchange -> {
                    exchange.setHeader("ETag", "\"a\"");
                    exchange.answerEmpty(304);
                }))
                .contains("ETag: \"a\"\r\n")
                .doesNotContain("Content-Length")
                .endsWith("\r\n\r\n");
    }

    @Test
    @DisplayName("HEAD has the fields of GET and no body, however the engine answers (RFC 9110 9.3.2)")
    void head() throws IOException {
        Consumer<DavExchange> withBody = exchange -> Servers.answer(exchange, 200, "hello");
        assertThat(request("HEAD", "", withBody))
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\n");
        Consumer<DavExchange> withLength = exchange -> {
            exchange.setHeader("Content-Length", "5000000");
            exchange.answerEmpty(200);
        };
        assertThat(request("HEAD", "", withLength))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 5000000\r\n")
                .endsWith("\r\n\r\n");
        Consumer<DavExchange> large = exchange -> Servers.answer(exchange, 200, "x".repeat(100_000));
        assertThat(request("HEAD", "", large)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        Consumer<DavExchange> failing = exchange -> {
            throw new IllegalStateException("on purpose");
        };
        assertThat(request("HEAD", "", failing)).startsWith("HTTP/1.1 500").endsWith("\r\n\r\n");
    }

    @Test
    @DisplayName("a failure before the first octet is 500 with the request's id, and nothing of the failed answer")
    void failureBefore() throws IOException {
        assertThat(get("", exchange -> {
                    exchange.setHeader("ETag", "\"a\"");
                    throw new IllegalStateException("secret");
                }))
                .startsWith("HTTP/1.1 500")
                .contains("the server failed (request ")
                .doesNotContain("secret", "ETag");
    }

    @Test
    @DisplayName("a failure while the answer is still in the buffer is 500, too")
    void failureInBuffer() throws IOException {
        assertThat(get("", exchange -> {
                    write(exchange.answer(207), "<multistatus>");
                    throw new IllegalStateException("on purpose");
                }))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("multistatus");
    }

    @Test
    @DisplayName("a failure past the first octets breaks the connection off: no last chunk")
    void failureAfter() throws IOException {
        for (String fields : new String[] {"", GZIP}) {
            String answer = get(fields, exchange -> {
                exchange.setHeader("Content-Type", "application/xml; charset=utf-8");
                OutputStream out = exchange.answer(207);
                for (int i = 0; i < 100_000; i++) {
                    write(out, "<response>" + i * 7919L + "</response>");
                }
                throw new IllegalStateException("on purpose");
            });
            assertThat(answer).startsWith("HTTP/1.1 207").contains("chunked").doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    @DisplayName("an answer that the engine does not end, or never gives, is a failure")
    void unended() throws IOException {
        assertThat(get("", exchange -> write(exchange.answer(207), "<multistatus>")))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("multistatus");
        assertThat(get("", exchange -> {})).startsWith("HTTP/1.1 500");
    }

    @Test
    @DisplayName("a refusal that reaches us is answered with its status and sentence")
    void refusal() throws IOException {
        assertThat(get("", exchange -> {
                    throw DavException.notFound();
                }))
                .startsWith("HTTP/1.1 404")
                .endsWith("\r\n\r\nnot found\n");
    }

    @Test
    @DisplayName("a slow client holds the writer back, so that an answer takes no memory (backpressure)")
    void backpressure() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        HttpServer server = servers.start(exchange -> {
            byte[] piece = new byte[1 << 16];
            try (OutputStream out = exchange.answer(200)) {
                for (int i = 0; i < 1024; i++) {
                    out.write(piece);
                    written.addAndGet(piece.length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                ended.countDown();
            }
        });
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 200");
            assertThat(ended.await(500, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(written.get()).isLessThan(32L << 20);
        }
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(written.get()).isLessThan(64L << 20);
    }

    @Test
    @DisplayName("XML over a kilobyte is compressed for who takes gzip, with Vary (RFC 9110 12.5.5)")
    void gzip() throws IOException {
        String xml = "<D:response/>".repeat(10_000);
        String answer = get(GZIP, xml(207, xml));
        assertThat(answer).contains("Content-Encoding: gzip\r\n", "Vary: Accept-Encoding\r\n");
        assertThat(answer.length()).isLessThan(5000);
        byte[] body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(answer).contains("Content-Length: " + body.length + "\r\n");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
                .isEqualTo(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("XML is not compressed when it is short, or gzip is not asked for, or refused; Vary says so")
    void plainXml() throws IOException {
        String xml = "<D:response/>".repeat(1000);
        for (String fields : new String[] {
            "", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: identity\r\n"
        }) {
            assertThat(get(fields, xml(207, xml)))
                    .doesNotContain("Content-Encoding")
                    .contains("Vary: Accept-Encoding\r\n")
                    .endsWith(xml);
        }
        assertThat(get(GZIP, xml(207, "<D:response/>")))
                .doesNotContain("Content-Encoding")
                .contains("Vary: Accept-Encoding\r\n", "Content-Length: 13\r\n")
                .endsWith("<D:response/>");
    }

    @Test
    @DisplayName("what has an ETag is never compressed: a strong tag is of one sequence of octets (RFC 9110 8.8.1)")
    void tagged() throws IOException {
        String text = "x".repeat(5000);
        assertThat(get(GZIP, exchange -> {
                    exchange.setHeader("ETag", "\"a\"");
                    exchange.setHeader("Content-Type", "application/xml");
                    Servers.answer(exchange, 200, text);
                }))
                .doesNotContain("Content-Encoding", "Vary")
                .endsWith(text);
        assertThat(get(GZIP, exchange -> {
                    exchange.setHeader("Content-Type", "text/calendar; charset=utf-8");
                    Servers.answer(exchange, 200, text);
                }))
                .doesNotContain("Content-Encoding", "Vary");
    }

    @Test
    @DisplayName("the viewer is set once and not known before; fields of one name are joined (RFC 9110 5.2)")
    void viewerAndFields() throws IOException {
        AtomicReference<AssertionError> failure = new AtomicReference<>();
        get("If: a\r\nif: b\r\nEmpty:\r\n", exchange -> {
            try {
                assertThatIllegalStateException().isThrownBy(exchange::viewer);
                exchange.admit(Viewer.of(new Principal("anna")));
                assertThat(exchange.viewer()).isEqualTo(Viewer.of(new Principal("anna")));
                assertThatIllegalStateException().isThrownBy(() -> exchange.admit(Viewer.of(new Principal("bob"))));
                assertThat(exchange.header("IF")).contains("a, b");
                assertThat(exchange.header("Empty")).contains("");
                assertThat(exchange.header("None")).isEmpty();
                assertThat(exchange.isAnswered()).isFalse();
                exchange.answerEmpty(204);
                assertThat(exchange.isAnswered()).isTrue();
                assertThatIllegalStateException().isThrownBy(() -> exchange.answer(200));
                assertThatIllegalStateException().isThrownBy(() -> exchange.setHeader("A", "b"));
            } catch (AssertionError e) {
                failure.set(e);
            }
        });
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static Consumer<DavExchange> xml(int status, String xml) {
        return exchange -> {
            exchange.setHeader("Content-Type", "application/xml; charset=utf-8");
            try (OutputStream out = exchange.answer(status)) {
                for (int i = 0; i < xml.length(); i += 500) {
                    write(out, xml.substring(i, Math.min(xml.length(), i + 500)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String fields, Consumer<DavExchange> engine) throws IOException {
        return request("GET", fields, engine);
    }

    private String request(String method, String fields, Consumer<DavExchange> engine) throws IOException {
        HttpServer server = servers.start(engine);
        try (RawClient client = new RawClient(server)) {
            client.send(method + " / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n");
            return client.rest();
        }
    }
}
