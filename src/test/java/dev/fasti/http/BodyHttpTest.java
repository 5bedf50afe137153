package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.DavException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyHttpTest {
    private static final int LIMIT = 10_000;

    private final Servers servers = new Servers();
    /** How many bodies the engine got whole. */
    private final AtomicInteger taken = new AtomicInteger();

    private HttpServer server = servers.start(exchange -> {});

    @BeforeEach
    void start() {
        server = servers.start(exchange -> {
            byte[] body = exchange.body(LIMIT);
            taken.incrementAndGet();
            Servers.answer(exchange, 200, body.length + ":" + new String(body, StandardCharsets.UTF_8));
        });
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @DisplayName("a chunked body is read whole (RFC 9112 7.1)")
    void chunked() throws IOException {
        assertThat(put("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n7:abcdefg");
    }

    @Test
    @DisplayName("no body is an empty one")
    void none() throws IOException {
        assertThat(put("", "")).endsWith("\r\n\r\n0:");
        assertThat(put("Content-Length: 0\r\n", "")).endsWith("\r\n\r\n0:");
    }

    @Test
    @DisplayName("a body at the limit is taken, one beyond it is 413, with and without its length (RFC 9110 15.5.14)")
    void limit() throws IOException {
        assertThat(put("Content-Length: 10000\r\n", "x".repeat(LIMIT))).startsWith("HTTP/1.1 200");
        assertThat(put("Transfer-Encoding: chunked\r\n", chunk(LIMIT) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");

        assertThat(put("Content-Length: 10001\r\n", "x".repeat(LIMIT + 1))).startsWith("HTTP/1.1 413");
        assertThat(put("Transfer-Encoding: chunked\r\n", chunk(LIMIT + 1) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(taken).hasValue(2);
    }

    @Test
    @DisplayName("an announced length beyond the limit is 413 before any of the body is sent")
    void tooLargeAtOnce() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 413");
        }
    }

    @Test
    @DisplayName("a client that sends a large body regardless still gets to read its 413")
    void tooLargeAnyway() throws IOException {
        assertThat(put("Content-Length: 900000\r\n", "x".repeat(900_000))).startsWith("HTTP/1.1 413");
    }

    @Test
    @DisplayName("the server's own limit holds where the engine would take more")
    void serverLimit() throws IOException {
        server = servers.start(exchange -> {
            exchange.body(Long.MAX_VALUE);
            exchange.answerEmpty(204);
        });
        assertThat(put("Content-Length: 1048577\r\n", "")).startsWith("HTTP/1.1 413");
    }

    @Test
    @DisplayName("100 (Continue) comes when the body is wanted (RFC 9110 10.1.1)")
    void expectContinue() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 100");
            client.send("abc");
            assertThat(client.head()).startsWith("http/1.1 200").doesNotContain("connection: close");
            assertThat(client.body(5)).isEqualTo("3:abc");
        }
    }

    @Test
    @DisplayName("a refusal comes instead of 100 (Continue), and the connection ends (RFC 9110 10.1.1)")
    void expectRefused() throws IOException {
        HttpServer refusing = servers.start(exchange -> {
            throw new DavException.Plain(403, "no");
        });
        try (RawClient client = new RawClient(refusing)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.head()).startsWith("http/1.1 403");
            assertThat(client.body(3)).isEqualTo("no\n");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("a body shorter than announced never reaches the engine")
    void cut() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc")
                    .endOutput();
            assertThat(client.rest()).doesNotContain(" 200 ");
        }
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                    .endOutput();
            assertThat(client.rest()).doesNotContain(" 200 ");
        }
        assertThat(taken).hasValue(0);
    }

    @Test
    @DisplayName("a malformed chunk is 400")
    void badChunk() throws IOException {
        assertThat(put("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nzz\r\n")).startsWith("HTTP/1.1 400");
        assertThat(taken).hasValue(0);
    }

    @Test
    @DisplayName("a length and chunks at once are refused, as are two lengths (RFC 9112 6.3)")
    void smuggling() throws IOException {
        assertThat(put("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(put("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd")).startsWith("HTTP/1.1 400");
        assertThat(taken).hasValue(0);
    }

    @Test
    @DisplayName("a body that stops coming is 408")
    void stalled() throws IOException {
        HttpLimits impatient = new HttpLimits(
                1000, 8192, 8, 8, Duration.ofSeconds(5), 64, Duration.ofSeconds(2), 0, Duration.ofSeconds(5));
        HttpServer quick = servers.start(impatient, Servers::describe);
        try (RawClient client = new RawClient(quick)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
            assertThat(client.head()).startsWith("http/1.1 408");
        }
    }

    @Test
    @DisplayName("what a refused request has of the memory is free again before the rest of its body is dropped")
    void refusedMemory() throws IOException {
        HttpServer server = servers.start(exchange -> {
            exchange.reserve(Runtime.getRuntime().maxMemory() / 10);
            if (exchange.method().equals("PUT")) {
                throw new DavException.Plain(413, "too large");
            }
            exchange.answerEmpty(204);
        });
        try (RawClient slow = new RawClient(server);
                RawClient other = new RawClient(server)) {
            slow.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n");
            assertThat(slow.head()).startsWith("http/1.1 413");
            other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(other.head()).startsWith("http/1.1 204");
        }
    }

    @Test
    @DisplayName("gzip and deflate are undone, deflate with and without its wrapper (RFC 9110 8.4.1)")
    void codings() throws IOException {
        byte[] plain = "h\u00e9llo".getBytes(StandardCharsets.UTF_8);
        assertThat(put("gzip", coded(plain, GZIPOutputStream::new))).endsWith("6:h\u00c3\u00a9llo");
        assertThat(put("X-GZip", coded(plain, GZIPOutputStream::new))).endsWith("6:h\u00c3\u00a9llo");
        assertThat(put("deflate", coded(plain, DeflaterOutputStream::new))).endsWith("6:h\u00c3\u00a9llo");
        assertThat(put("deflate", coded(plain, out -> new DeflaterOutputStream(out, new Deflater(6, true)))))
                .endsWith("6:h\u00c3\u00a9llo");
        assertThat(put("identity", plain)).endsWith("6:h\u00c3\u00a9llo");
    }

    @Test
    @DisplayName("the limit is on the octets that come out, so that a bomb is 413")
    void bomb() throws IOException {
        assertThat(put("gzip", coded(new byte[LIMIT], GZIPOutputStream::new))).startsWith("HTTP/1.1 200");
        assertThat(put("gzip", coded(new byte[5_000_000], GZIPOutputStream::new)))
                .startsWith("HTTP/1.1 413");
        assertThat(put("deflate", coded(new byte[5_000_000], DeflaterOutputStream::new)))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    @DisplayName("an unknown coding is 415, with those that are known (RFC 9110 15.5.16)")
    void unknownCoding() throws IOException {
        assertThat(put("br", new byte[3])).startsWith("HTTP/1.1 415").contains("Accept-Encoding: gzip, deflate\r\n");
        assertThat(put("gzip, gzip", new byte[3])).startsWith("HTTP/1.1 415");
    }

    @Test
    @DisplayName("a coded body that is broken or cut is 400")
    void brokenCoding() throws IOException {
        byte[] gzip = coded("hello".repeat(100).getBytes(StandardCharsets.US_ASCII), GZIPOutputStream::new);
        assertThat(put("gzip", java.util.Arrays.copyOf(gzip, gzip.length - 9))).startsWith("HTTP/1.1 400");
        assertThat(put("gzip", "no gzip".getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 400");
        assertThat(put("deflate", "no zlib".getBytes(StandardCharsets.US_ASCII)))
                .startsWith("HTTP/1.1 400");
        byte[] zlib = coded("hello".repeat(100).getBytes(StandardCharsets.US_ASCII), DeflaterOutputStream::new);
        assertThat(put("deflate", java.util.Arrays.copyOf(zlib, zlib.length - 5)))
                .startsWith("HTTP/1.1 400");
        assertThat(taken).hasValue(0);
    }

    private String put(String fields, String body) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n" + body);
            return client.rest();
        }
    }

    private String put(String coding, byte[] body) throws IOException {
        return put(
                "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n",
                new String(body, StandardCharsets.ISO_8859_1));
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }

    private static byte[] coded(byte[] plain, Coder coder) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = coder.open(coded)) {
            out.write(plain);
        }
        return coded.toByteArray();
    }

    private interface Coder {
        OutputStream open(OutputStream out) throws IOException;
    }
}
