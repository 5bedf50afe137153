package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavExchange;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LimitsHttpTest {
    private final Servers servers = new Servers();
    /** The common pool may be a single thread. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        servers.close();
        threads.shutdownNow();
    }

    @Test
    @DisplayName("a header beyond the limit is 431, a line beyond it 414 (RFC 6585 5)")
    void header() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        assertThat(get(server, "/", "X: " + "x".repeat(9000) + "\r\n")).startsWith("HTTP/1.1 431");
        assertThat(get(server, "/", "X: y\r\n".repeat(2000))).startsWith("HTTP/1.1 431");
        assertThat(get(server, "/" + "x".repeat(9000), "")).startsWith("HTTP/1.1 414");
        assertThat(get(server, "/", "X: " + "x".repeat(7000) + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("what is no HTTP gets a short 400 in plain text")
    void garbage() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            client.send("\u0016\u0003\u0001 hello\r\n\r\n");
            assertThat(client.rest())
                    .startsWith("HTTP/1.1 400")
                    .contains("text/plain")
                    .doesNotContain("<html");
        }
    }

    @Test
    @DisplayName("requests beyond those at once wait their turn; beyond the queue they get 503 with Retry-After")
    void queue() throws Exception {
        HttpServer server = servers.start(limits(1, 1, Duration.ofSeconds(60)), this::hold);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> request(server, "/1"), threads);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> request(server, "/2"), threads);
        CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> request(server, "/3"), threads);

        assertThat(CompletableFuture.anyOf(second, third).get(60, TimeUnit.SECONDS))
                .asString()
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 5\r\n");
        assertThat(second.isDone() && third.isDone()).isFalse();
        release.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 204");
        assertThat(second.get(60, TimeUnit.SECONDS).contains(" 204 "))
                .isNotEqualTo(third.get(60, TimeUnit.SECONDS).contains(" 204 "));
    }

    @Test
    @DisplayName("who is refused a turn in the midst of sending gets the answer, and no reset (RFC 9112 9.6)")
    void refusedWhileSending() throws Exception {
        HttpServer server = servers.start(limits(1, 0, Duration.ofSeconds(60)), this::hold);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> request(server, "/1"), threads);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        try (RawClient client = new RawClient(server)) {
            String body = "x".repeat(20_000_000);
            client.send("PUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            String answer = client.head();
            assertThat(answer).startsWith("http/1.1 503").contains("\r\nconnection: close\r\n");
            assertThat(client.rest()).doesNotContain("!");
        }
        release.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 204");
    }

    @Test
    @DisplayName("who waits too long gets 503 with Retry-After")
    void queueTime() throws Exception {
        HttpServer server = servers.start(limits(1, 1, Duration.ofMillis(100)), this::hold);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> request(server, "/1"), threads);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(get(server, "/2", "")).startsWith("HTTP/1.1 503").contains("Retry-After: 5\r\n");
        release.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 204");
    }

    @Test
    @DisplayName("a silent connection is closed, while a request at work is not idle")
    void idle() throws Exception {
        HttpLimits impatient = new HttpLimits(
                1000, 8192, 8, 8, Duration.ofSeconds(5), 64, Duration.ofSeconds(1), 0, Duration.ofSeconds(5));
        HttpServer server = servers.start(impatient, exchange -> {
            pause(2000);
            exchange.answerEmpty(204);
        });
        try (RawClient client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.head()).startsWith("http/1.1 204");
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HT");
            assertThat(client.rest()).doesNotContain(" 204 ");
        }
    }

    @Test
    @DisplayName("connections beyond the limit wait until one closes")
    void connections() throws Exception {
        HttpLimits few = new HttpLimits(
                1000, 8192, 8, 8, Duration.ofSeconds(5), 2, Duration.ofSeconds(60), 0, Duration.ofSeconds(5));
        HttpServer server = servers.start(few, exchange -> exchange.answerEmpty(204));
        RawClient first = new RawClient(server);
        RawClient second = new RawClient(server);
        assertThat(first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").head()).startsWith("http/1.1 204");
        assertThat(second.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").head()).startsWith("http/1.1 204");
        CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> request(server, "/"), threads);
        Thread.sleep(300);
        assertThat(third).isNotDone();
        first.close();
        second.close();
        assertThat(third.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 204");
    }

    @Test
    @DisplayName("a stop takes no new requests and lets those in flight end")
    void graceful() throws Exception {
        HttpServer server = servers.start(this::hold);
        CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> request(server, "/1"), threads);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        RawClient idle = new RawClient(server);
        int port = server.port();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::stop, threads);
        Thread.sleep(300);

        assertThat(stop).isNotDone();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
        release.countDown();
        assertThat(inFlight.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 204");
        stop.get(60, TimeUnit.SECONDS);
        assertThat(idle.rest()).doesNotContain(" 200 ");
        idle.close();
    }

    @Test
    @DisplayName("a stop does not wait longer than the grace")
    void impatientStop() throws Exception {
        HttpLimits limits = new HttpLimits(
                1000, 8192, 8, 8, Duration.ofSeconds(5), 64, Duration.ofSeconds(5), 0, Duration.ofMillis(300));
        HttpServer server = servers.start(limits, this::hold);
        CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> request(server, "/1"), threads);
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        CompletableFuture.runAsync(server::stop, threads).get(60, TimeUnit.SECONDS);
        assertThat(inFlight.get(60, TimeUnit.SECONDS)).doesNotContain(" 204 ");
    }

    @Test
    @DisplayName("a port that is taken is said by an IOException")
    void taken() {
        HttpServer server = servers.start(Servers::describe);
        HttpSettings same = Servers.settings("127.0.0.1", server.port(), "", Servers.NOBODY, Servers.LIMITS);
        assertThatThrownBy(
                        () -> new HttpServer(same, Servers::describe, dev.fasti.http.admin.Operations.unseen()).start())
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("the access log has a line a request once it is turned up, refused ones too, and no query")
    void accessLog() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.fasti.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        HttpServer server = servers.start(exchange -> {
            exchange.admit(Viewer.of(new Principal("anna")));
            Servers.answer(exchange, 207, "hello");
        });
        HttpServer quiet = servers.start(Servers::describe);
        get(quiet, "/quiet", "");
        quiet.stop();
        try {
            logger.setLevel(Level.INFO);
            get(server, "/a%20b?secret", "");
            awaitLines(lines, 1);
            get(server, "/a%2Fb", "");
            awaitLines(lines, 2);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(2);
        assertThat(lines.list.get(0).getFormattedMessage())
                .matches("127\\.0\\.0\\.1 anna GET /a%20b 207 5 bytes \\d+ ms HTTP/1\\.1 \"-\" [0-9a-f]{16}");
        assertThat(lines.list.get(1).getFormattedMessage()).startsWith("127.0.0.1 - GET /a%2Fb 400 ");
    }

    @Test
    @DisplayName("settings that make no sense are refused")
    void badSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Servers.settings("h", 65536, "", Servers.NOBODY, Servers.LIMITS));
        for (String basePath : new String[] {"dav", "/dav/", "/", "/a b", "/../a", "/a\r\nb", "/a%2Fb"}) {
            assertThatIllegalArgumentException()
                    .as(basePath)
                    .isThrownBy(() -> Servers.settings("h", 0, basePath, Servers.NOBODY, Servers.LIMITS));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> limits(0, 1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> limits(1, 1, Duration.ZERO));
    }

    /** A line is written when its request is over, which is after the client has the answer. */
    private static void awaitLines(ListAppender<ILoggingEvent> lines, int count) throws InterruptedException {
        for (int i = 0; i < 3000 && lines.list.size() < count; i++) {
            Thread.sleep(20);
        }
    }

    private static HttpLimits limits(int atOnce, int queued, Duration queueTime) {
        return new HttpLimits(
                1000, 8192, atOnce, queued, queueTime, 64, Duration.ofSeconds(5), 0, Duration.ofSeconds(5));
    }

    private void hold(DavExchange exchange) {
        entered.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        exchange.answerEmpty(204);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String request(HttpServer server, String path) {
        try {
            return get(server, path, "");
        } catch (IOException e) {
            return "!" + e.getMessage();
        }
    }

    private static String get(HttpServer server, String path, String fields) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n");
            return client.rest();
        }
    }
}
