package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.dav.DavException;
import dev.fasti.http.admin.AdminServer;
import dev.fasti.http.admin.Health;
import dev.fasti.http.admin.Metrics;
import dev.fasti.http.admin.Operations;
import dev.fasti.http.log.SlowLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class OperationsHttpTest {
    private final Servers servers = new Servers();
    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void stop() {
        servers.close();
    }

    private Operations operations(Operations.Shown shown, Duration pause, Duration slow) {
        Health health = new Health(
                List.of(() -> {
                    looks.incrementAndGet();
                    return problem.get();
                }),
                pause);
        return new Operations(new Metrics("1.2.3"), health, shown, slow);
    }

    private Operations operations(Operations.Shown shown) {
        return operations(shown, Duration.ofNanos(1), Duration.ZERO);
    }

    private static HttpResponse<String> send(String method, int port, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName("The listener apart says that it is alive, and whether it is ready: 503 with what is wrong")
    void health() throws Exception {
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, operations(Operations.Shown.NONE))) {
            assertThat(send("GET", admin.port(), "/health/live").body()).isEqualTo("alive\n");
            assertThat(send("GET", admin.port(), "/health/ready").statusCode()).isEqualTo(200);
            problem.set(Optional.of("the disk is full"));
            HttpResponse<String> sick = send("GET", admin.port(), "/health/ready");
            assertThat(sick.statusCode()).isEqualTo(503);
            assertThat(sick.body()).isEqualTo("the disk is full\n");
            assertThat(send("GET", admin.port(), "/health/live").statusCode()).isEqualTo(200);
            problem.set(Optional.empty());
            assertThat(send("GET", admin.port(), "/health/ready").body()).isEqualTo("ready\n");
            assertThat(send("HEAD", admin.port(), "/health/ready").statusCode()).isEqualTo(200);
            assertThat(send("POST", admin.port(), "/health/live").statusCode()).isEqualTo(405);
            assertThat(send("GET", admin.port(), "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "All that the listener apart answers is text, what it does not have and what it does not understand, too")
    void plain() throws Exception {
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, operations(Operations.Shown.NONE))) {
            HttpResponse<String> none = send("GET", admin.port(), "/metrics/");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).isEqualTo("here are /health/live, /health/ready and /metrics\n");
            assertThat(none.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            try (RawClient client = new RawClient(admin.port())) {
                client.send("GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.head()).startsWith("http/1.1 400 ").contains("content-type: text/plain");
            }
            try (RawClient client = new RawClient(admin.port())) {
                client.send("NONSENSE\r\n\r\n");
                assertThat(client.rest()).startsWith("HTTP/1.1 400 ").doesNotContain("<");
            }
        }
    }

    /** Whoever answers without having read a body says that the connection ends (RFC 9112 section 9.6). */
    @Test
    @DisplayName(
            "An answer to a request whose body is not read says that the connection ends; one that has come does not matter")
    void unreadBody() throws Exception {
        Operations operations = operations(Operations.Shown.ALL);
        HttpServer server = servers.start(exchange -> exchange.answerEmpty(204), operations);
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, operations)) {
            for (int port : List.of(admin.port(), server.port())) {
                for (String asked : List.of("GET /health/live", "GET /metrics", "POST /health/live")) {
                    String status = asked.startsWith("GET") ? "http/1.1 200 " : "http/1.1 405 ";
                    try (RawClient client = new RawClient(port)) {
                        client.send(asked + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\nabc");
                        assertThat(client.head()).startsWith(status).contains("\r\nconnection: close\r\n");
                    }
                    try (RawClient client = new RawClient(port)) {
                        client.send(asked + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
                        assertThat(client.head()).startsWith(status).doesNotContain("connection: close");
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("However often health is asked for, it is looked at once in a while")
    void healthIsCheap() throws Exception {
        Operations operations = operations(Operations.Shown.NONE, Duration.ofHours(1), Duration.ZERO);
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, operations)) {
            for (int i = 0; i < 20; i++) {
                send("GET", admin.port(), "/health/ready");
            }
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    @DisplayName("Requests are counted by method and status, and no client can make labels of its own")
    void metrics() throws Exception {
        Operations operations = operations(Operations.Shown.NONE);
        HttpServer server = servers.start(
                exchange -> {
                    if (exchange.method().equals("DELETE")) {
                        throw new DavException.Unauthorized();
                    }
                    exchange.answerEmpty(204);
                },
                operations);
        send("GET", server.port(), "/");
        send("GET", server.port(), "/");
        for (int i = 0; i < 30; i++) {
            send("X" + i, server.port(), "/");
        }
        send("DELETE", server.port(), "/", "Authorization", "Basic YTpi");
        send("DELETE", server.port(), "/");
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, operations)) {
            awaitCount(admin, "fasti_http_requests_total{method=\"DELETE\",status=\"401\"} 2.0");
            HttpResponse<String> answer = send("GET", admin.port(), "/metrics");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains("fasti_http_requests_total{method=\"GET\",status=\"204\"} 2.0")
                    .contains("fasti_http_requests_total{method=\"other\",status=\"204\"} 30.0")
                    .contains("fasti_http_request_duration_seconds_count{method=\"GET\"} 2")
                    .contains("fasti_auth_failures_total 1.0")
                    .contains("fasti_build_info{")
                    .contains("version=\"1.2.3\"")
                    .contains("jvm_heap_used_bytes ", "jvm_threads ", "jvm_gc_seconds_total ")
                    .doesNotContain("X1");
        }
    }

    /** A request is counted when it is over, which is after the client has the answer. */
    private static void awaitCount(AdminServer admin, String line) throws Exception {
        for (int i = 0;
                i < 3000 && !send("GET", admin.port(), "/metrics").body().contains(line);
                i++) {
            Thread.sleep(20);
        }
    }

    @Test
    @DisplayName("The port of the clients answers none of it unless told to, and then no more than that")
    void mainPort() throws Exception {
        for (Operations.Shown shown : Operations.Shown.values()) {
            HttpServer server = servers.start(exchange -> exchange.answerEmpty(204), operations(shown));
            boolean isHealth = shown != Operations.Shown.NONE;
            assertThat(send("GET", server.port(), "/health/live").statusCode()).isEqualTo(isHealth ? 200 : 204);
            assertThat(send("GET", server.port(), "/health/ready").statusCode()).isEqualTo(isHealth ? 200 : 204);
            assertThat(send("GET", server.port(), "/metrics").statusCode())
                    .isEqualTo(shown == Operations.Shown.ALL ? 200 : 204);
            assertThat(send("GET", server.port(), "/health/").statusCode()).isEqualTo(204);
        }
    }

    @Test
    @DisplayName("Each answer has an X-Request-Id, that of a trusted proxy or one of our own, and so has the log")
    void requestId() throws Exception {
        CopyOnWriteArrayList<String> logged = new CopyOnWriteArrayList<>();
        HttpSettings believing = Servers.settings("127.0.0.1", 0, "", address -> true, Servers.LIMITS);
        HttpSettings doubting = Servers.settings("127.0.0.1", 0, "", Servers.NOBODY, Servers.LIMITS);
        for (HttpSettings settings : List.of(believing, doubting)) {
            HttpServer server = servers.start(settings, exchange -> {
                logged.add(MDC.get("request"));
                if (exchange.method().equals("DELETE")) {
                    throw new IllegalStateException("on purpose");
                }
                exchange.answerEmpty(204);
            });
            HttpResponse<String> named = send("GET", server.port(), "/", "X-Request-Id", "proxy-1");
            HttpResponse<String> bad = send("DELETE", server.port(), "/", "X-Request-Id", "a b\"");
            String id = bad.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(bad.statusCode()).isEqualTo(500);
            assertThat(bad.body()).isEqualTo("the server failed (request " + id + ")\n");
            assertThat(id).matches("[0-9a-f]{16}");
            assertThat(logged).element(logged.size() - 1).isEqualTo(id);
            String first = named.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(logged).element(logged.size() - 2).isEqualTo(first);
            assertThat(first.equals("proxy-1")).isEqualTo(settings == believing);
        }
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send("G\u0001 / HTTP/1.1\r\n\r\n").rest()).contains("400", "X-Request-Id: ");
        }
    }

    @Test
    @DisplayName("A slow request is warned of, with where its time went")
    void slow() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(SlowLog.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
        try {
            Operations operations = operations(Operations.Shown.NONE, Duration.ofSeconds(1), Duration.ofMillis(200));
            HttpServer server = servers.start(
                    exchange -> {
                        pause(exchange.target().isEmpty() ? 0 : 300);
                        exchange.answerEmpty(204);
                    },
                    operations);
            send("GET", server.port(), "/slow?query");
            for (int i = 0; i < 3000 && lines.list.isEmpty(); i++) {
                Thread.sleep(20);
            }
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list.get(0).getFormattedMessage())
                .matches("GET /slow took \\d{3,} ms \\(header \\d+ ms, queue \\d+ ms, body 0 ms, work and answer"
                        + " \\d{3,} ms\\) and ended with 204; request [0-9a-f]{16}");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
