package dev.fasti.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.http.RawClient;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a connection whose request was refused before its body was read. */
class EarlyRefusalHttpTest {
    private static final int LIMIT = 4096;
    private static final int HUGE = 20_000_000;
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

    @TempDir
    static Path data;

    private static TestServer server;

    /**
     * A request that is refused.
     *
     * @param smallest the body that is refused, at least
     */
    enum Refusal {
        NO_LOGIN(401, "PUT /alice/folder/a.txt", "", 0),
        NOT_ALLOWED(403, "PUT /bob/folder/a.txt", alice(), 0),
        CONDITION(412, "MKCOL /alice/new/", alice() + "If-Match: \"other\"\r\n", 0),
        TOO_LARGE(413, "PUT /alice/folder/a.txt", alice(), LIMIT + 1);

        private final int status;
        private final String line;
        private final String fields;
        private final int smallest;

        Refusal(int status, String line, String fields, int smallest) {
            this.status = status;
            this.line = line;
            this.fields = fields;
            this.smallest = smallest;
        }

        private String head(String framing) {
            return line + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n" + fields + framing + "\r\n";
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start(
                data, Map.of("FASTI_LIMITS_MAX_RESOURCE_SIZE", "" + LIMIT, "FASTI_AUTH_FAILED_LOGIN_WAIT", "0"));
        server.alice().send("MKCOL", "/alice/folder/").expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(Refusal.values())
                .flatMap(refusal -> Stream.of(10, 64 * 1024, HUGE)
                        .filter(length -> length >= refusal.smallest)
                        .map(length -> Arguments.of(refusal, length)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName(
            "With a body of known length the connection serves the next request or says that it ends (RFC 9112 9.6)")
    void knownLength(Refusal refusal, int length) throws IOException {
        String head = refusal.head("Content-Length: " + length + "\r\n");
        String then = afterwards(refusal, head + "x".repeat(length));
        // What is little costs less to read than a new connection with its TLS.
        assertThat(then).isEqualTo(length == HUGE ? "close" : "200");
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("With a chunked body the connection serves the next request or says that it ends (RFC 9112 9.6)")
    void chunked(Refusal refusal, int length) throws IOException {
        afterwards(refusal, refusal.head("Transfer-Encoding: chunked\r\n") + chunks(length));
    }

    private static String chunks(int length) {
        StringBuilder body = new StringBuilder();
        for (int left = length; left > 0; left -= 8192) {
            int chunk = Math.min(left, 8192);
            body.append(Integer.toHexString(chunk))
                    .append("\r\n")
                    .append("x".repeat(chunk))
                    .append("\r\n");
        }
        return body.append("0\r\n\r\n").toString();
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName(
            "A client that waits for 100 (Continue) is refused, and told that the connection ends (RFC 9110 10.1.1)")
    void expectation(Refusal refusal, int length) throws IOException {
        try (RawClient client = client()) {
            client.send(refusal.head("Expect: 100-continue\r\nContent-Length: " + length + "\r\n"));
            String head = client.head();
            assertThat(head).startsWith("http/1.1 " + refusal.status).contains("\r\nconnection: close\r\n");
            client.body(length(head));
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName(
            "A client that reads nothing before it has sent all gets its answer, however much it sent (RFC 9112 9.6)")
    void sentFirst(Refusal refusal) throws IOException {
        try (RawClient client = client()) {
            client.send(refusal.head("Content-Length: " + HUGE + "\r\n") + "x".repeat(HUGE));
            assertThat(isKept(client, refusal)).isFalse();
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = client()) {
            client.send(refusal.head("Transfer-Encoding: chunked\r\n") + chunks(HUGE));
            assertThat(isKept(client, refusal)).isFalse();
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("A client that sends its next request at once gets its answer, or is told that there is none")
    void pipelined(Refusal refusal, int length) throws IOException {
        try (RawClient client = client()) {
            String head = refusal.head("Content-Length: " + length + "\r\n");
            CompletableFuture<Void> sent = sending(client, head + "x".repeat(length) + next());
            if (isKept(client, refusal)) {
                assertThat(client.head()).startsWith("http/1.1 200");
                sent.join();
            } else {
                assertThat(client.rest()).doesNotContain("HTTP/1.1");
            }
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(414, "OPTIONS /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n"),
                Arguments.of(505, "OPTIONS / HTTP/3.1\r\nHost: x\r\n"),
                Arguments.of(400, "OPT\u0001IONS / HTTP/1.1\r\nHost: x\r\n"),
                Arguments.of(400, "OPTIONS / HTTP/1.1\r\nHost : x\r\n"),
                Arguments.of(400, "OPTIONS / HTTP/1.1\r\n"),
                Arguments.of(431, "OPTIONS / HTTP/1.1\r\nHost: x\r\nX-Padding: " + "x".repeat(20_000) + "\r\n"),
                Arguments.of(400, "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @DisplayName("Where a request cannot be read the answer says that the connection ends with it (RFC 9112 9.6)")
    void unreadable(int status, String head) throws IOException {
        try (RawClient client = client()) {
            client.send(head + "\r\n");
            String answer = client.head();
            assertThat(answer).startsWith("http/1.1 " + status).contains("\r\nconnection: close\r\n");
            client.body(length(answer));
            assertThat(client.rest()).isEmpty();
        }
    }

    /** What the next request gets on the connection, "close" if it has been told that there is none. */
    private static String afterwards(Refusal refusal, String request) throws IOException {
        try (RawClient client = client()) {
            CompletableFuture<Void> sent = sending(client, request);
            if (!isKept(client, refusal)) {
                client.rest();
                return "close";
            }
            sent.join();
            client.send(next());
            String head = client.head();
            assertThat(head).startsWith("http/1.1 200");
            return "200";
        }
    }

    /** Reads a refusal, and whether the connection goes on. */
    private static boolean isKept(RawClient client, Refusal refusal) throws IOException {
        String head = client.head();
        assertThat(head).startsWith("http/1.1 " + refusal.status);
        assertThat(client.body(length(head))).isNotEmpty();
        return !head.contains("\r\nconnection: close\r\n");
    }

    /** Sends while the answer is read, and until the server does not take more. */
    private static CompletableFuture<Void> sending(RawClient client, String octets) {
        return CompletableFuture.runAsync(() -> {
            try {
                client.send(octets);
            } catch (IOException e) {
                // The answer has said so, or the test fails for want of the next.
            }
        });
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as(head).isTrue();
        return Integer.parseInt(length.group(1));
    }

    private static String next() {
        return "OPTIONS /alice/ HTTP/1.1\r\nHost: x\r\n" + alice() + "\r\n";
    }

    private static String alice() {
        byte[] pair = "alice:secret-a".getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    private static RawClient client() throws IOException {
        return new RawClient(server.uri().getPort());
    }
}
