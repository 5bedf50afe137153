package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as scripts and service managers see it. */
class ProcessTest {
    @TempDir
    Path folder;

    private String data() {
        return folder.resolve("data").toString();
    }

    private FastiProcess ended(int code, String input, String... args) throws InterruptedException {
        FastiProcess process = FastiProcess.start(folder, input, args);
        assertThat(process.exitCode()).as(process.out() + process.err()).isEqualTo(code);
        return process;
    }

    /** A server that has one user, without a hash to pay for. */
    private FastiProcess withAlice(String password, String logLevel) throws IOException {
        Path users = Files.createDirectories(folder.resolve("data/fasti")).resolve("users");
        Files.writeString(users, "alice:" + password + "\n");
        Map<String, String> settings = Map.of("FASTI_AUTH_ALLOW_PLAIN_TEXT", "true", "FASTI_LOGGING_LEVEL", logLevel);
        return FastiProcess.start(folder, List.of(), settings, "", "--data", data(), "--port", "0");
    }

    private static int status(URI uri, String credentials) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", basic(credentials))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("--version is one line and 0, wrong usage is 2, a failure 1, all said where they belong")
    void exitCodes() throws InterruptedException {
        assertThat(ended(0, "", "--version").out()).matches("fasti \\d+\\.\\d+\\.\\d+\\S*\n");
        FastiProcess usage = ended(2, "", "serve", "--nonsense");
        assertThat(usage.out()).isEmpty();
        assertThat(usage.err()).contains("--nonsense");
        ended(0, "pass word\n", "user", "add", "alice", "--data", data());
        FastiProcess twice = ended(1, "x\n", "user", "add", "alice", "--data", data());
        assertThat(twice.err()).isEqualTo("user alice exists already\n");
    }

    @Test
    @DisplayName("A wrong configuration stops check-config and serve with 78, the file, the line and the nearest key")
    void wrongConfiguration() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("fasti.toml"), "[server]\n\nporf = 1\n");
        String problem = file + ":3: unknown key server.porf; did you mean server.port?\n";
        assertThat(ended(78, "", "check-config", "--config", file.toString()).err())
                .isEqualTo(problem);
        assertThat(ended(78, "", "--config", file.toString()).err()).isEqualTo(problem);
        Files.writeString(file, "[server]\nport = 1\n");
        assertThat(ended(0, "", "check-config", "--config", file.toString()).err())
                .isEmpty();
    }

    @Test
    @DisplayName("serve says its URL and the command that adds a user, which works at once; SIGTERM ends it with 0")
    void firstStart() throws IOException, InterruptedException {
        try (FastiProcess server = FastiProcess.start(folder, "", "--data", data(), "--port", "0")) {
            URI uri = server.uri();
            assertThat(status(uri, "alice:se cret")).isEqualTo(401);
            List<String> lines = server.out().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).isEqualTo("Fasti is at " + uri);
            String command = lines.get(2).strip().replace("NAME", "alice");
            assertThat(command).contains("dev.fasti.cli.Fasti user add alice --data " + data());
            Process shell = new ProcessBuilder("sh", "-c", "exec " + command)
                    .directory(
                            Files.createDirectory(folder.resolve("elsewhere")).toFile())
                    .redirectErrorStream(true)
                    .start();
            shell.getOutputStream().write("se cret\n".getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(said).isZero();
            assertThat(status(uri, "alice:se cret")).isEqualTo(200);
            assertThat(status(uri, "alice:wrong")).isEqualTo(401);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out().lines()).hasSize(3);
            assertThat(server.err()).doesNotContain("ERROR", "Exception", "HttpManager", "jetty", "Slow");
        }
        try (FastiProcess again = FastiProcess.start(folder, "", "serve", "--data", data(), "--port", "0")) {
            assertThat(again.out()).isEqualTo("");
            URI uri = again.uri();
            assertThat(again.out()).isEqualTo("Fasti is at " + uri + "\n");
        }
    }

    @Test
    @DisplayName("SIGTERM takes no new requests, lets the one in flight end and be durable, and exits 0")
    void terminatedAtWork() throws IOException, InterruptedException {
        try (FastiProcess server = withAlice("secret", "info")) {
            URI uri = server.uri();
            byte[] item = Items.event("slow").getBytes(StandardCharsets.UTF_8);
            try (Socket slow = new Socket("127.0.0.1", uri.getPort())) {
                slow.setSoTimeout(30_000);
                String head = "PUT /alice/calendar/slow.ics HTTP/1.1\r\nHost: x\r\nAuthorization: "
                        + basic("alice:secret") + "\r\nContent-Type: text/calendar\r\nExpect: 100-continue\r\n"
                        + "Content-Length: " + item.length + "\r\n\r\n";
                slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(slow.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 100 ");
                server.terminate();
                assertThat(isRefusedSoon(uri.getPort())).isTrue();
                assertThat(server.isAlive()).isTrue();
                slow.getOutputStream().write(item);
                assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 201 ");
            }
            assertThat(server.exitCode()).isZero();
            assertThat(folder.resolve("data/collection-root/alice/calendar/slow.ics"))
                    .hasBinaryContent(item);
            assertThat(server.err()).doesNotContain("ERROR");
        }
    }

    private static boolean isRefusedSoon(int port) throws InterruptedException {
        for (int tries = 0; tries < 500; tries++) {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                assertThat(probe.isConnected()).isTrue();
            } catch (IOException e) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    @Test
    @DisplayName(
            "A second server on the same folder, and one on a taken port, end with 1 and one line that says what to do")
    void taken() throws IOException, InterruptedException {
        try (FastiProcess first = FastiProcess.start(folder, "", "--data", data(), "--port", "0");
                ServerSocket other = new ServerSocket(0)) {
            first.uri();
            FastiProcess second = ended(1, "", "--data", data(), "--port", "0");
            assertThat(second.out()).isEmpty();
            assertThat(second.err())
                    .hasLineCount(1)
                    .startsWith("fasti: the folder " + data() + " is in use by process ")
                    .contains("; end that one, ");
            String port = Integer.toString(other.getLocalPort());
            FastiProcess third =
                    ended(1, "", "--data", folder.resolve("more").toString(), "--host", "0.0.0.0", "--port", port);
            assertThat(third.out()).isEmpty();
            assertThat(third.err())
                    .hasLineCount(1)
                    .startsWith("fasti: port " + port + " of 0.0.0.0 is taken by another program; ")
                    .contains("server.port");
            Path file = Files.writeString(folder.resolve("file"), "");
            FastiProcess fourth = ended(78, "", "--data", file.toString(), "--port", "0");
            assertThat(fourth.err())
                    .hasLineCount(1)
                    .startsWith("fasti: the data folder " + file
                            + " cannot be used: there is a file already; name another one");
            FastiProcess fifth =
                    ended(1, "", "--data", folder.resolve("more").toString(), "--host", "no-such-host.invalid");
            assertThat(fifth.err())
                    .hasLineCount(1)
                    .startsWith("fasti: the name no-such-host.invalid has no address; set server.host ");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName("However much is logged, no password, no credentials and no item are in the log")
    void silence() throws IOException, InterruptedException {
        try (FastiProcess server = withAlice("tOp-sEcret", "trace")) {
            URI uri = server.uri();
            assertThat(status(uri, "alice:tOp-sEcret")).isEqualTo(200);
            assertThat(status(uri, "alice:wR0ng")).isEqualTo(401);
            HttpRequest put = HttpRequest.newBuilder(uri.resolve("/alice/calendar/a.ics"))
                    .PUT(HttpRequest.BodyPublishers.ofString(Items.event("a", "A private matter") + "junk"))
                    .header("Content-Type", "text/calendar")
                    .header("Authorization", basic("alice:tOp-sEcret"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(put, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out() + server.err())
                    .contains("alice")
                    .doesNotContain(
                            "tOp-sEcret",
                            "wR0ng",
                            "private matter",
                            "Authorization",
                            basic("alice:tOp-sEcret").substring(6),
                            basic("alice:wR0ng").substring(6));
        }
    }
}
