package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a listing streams: how long it is does not show in the heap. */
class ListingMemoryTest {
    private static final int MEMBERS = 20_000;
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 2;
    private static final byte[] RESPONSE = "<D:response>".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    @DisplayName("PROPFIND Depth 1 on 20,000 members runs under -Xmx64m with 8 at once (RFC 4918 9.1)")
    void listing() throws Exception {
        fill();
        Map<String, String> settings = Map.of("FASTI_AUTH_ALLOW_PLAIN_TEXT", "true");
        List<String> heap = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (FastiProcess server =
                FastiProcess.start(folder, heap, settings, "", "serve", "--data", folder.toString(), "--port", "0")) {
            URI calendar = server.uri().resolve("/alice/calendar/");
            HttpClient http = HttpClient.newHttpClient();
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Integer>> counts = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    counts.add(clients.submit(() -> responses(http, calendar)));
                }
                for (Future<Integer> count : counts) {
                    assertThat(count.get(120, TimeUnit.SECONDS)).isEqualTo(MEMBERS + 1);
                }
            }
            assertThat(server.isAlive()).as(server.err()).isTrue();
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out() + server.err()).doesNotContain("OutOfMemoryError", "ERROR");
        } finally {
            clients.shutdownNow();
        }
    }

    private void fill() throws IOException {
        Files.createDirectories(folder.resolve("fasti"));
        Files.writeString(folder.resolve("fasti/users"), "alice:secret\n");
        Path calendar = Files.createDirectories(folder.resolve("collection-root/alice/calendar"));
        Files.writeString(calendar.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        for (int i = 0; i < MEMBERS; i++) {
            Files.writeString(calendar.resolve("event-" + i + ".ics"), Items.event("event-" + i));
        }
    }

    private static int responses(HttpClient http, URI uri) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(
                        "PROPFIND",
                        HttpRequest.BodyPublishers.ofString(
                                Xml.propfind("D:getetag", "D:getcontenttype", "D:resourcetype")))
                .header("Depth", "1")
                .header("Authorization", "Basic " + credentials)
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(207);
        try (InputStream body = answer.body()) {
            return occurrences(body);
        }
    }

    /** How often the start of a response comes by; its first octet is nowhere else in it. */
    private static int occurrences(InputStream in) throws IOException {
        byte[] chunk = new byte[16 * 1024];
        int count = 0;
        int matched = 0;
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            for (int i = 0; i < length; i++) {
                if (chunk[i] == RESPONSE[matched]) {
                    matched++;
                } else {
                    matched = chunk[i] == RESPONSE[0] ? 1 : 0;
                }
                if (matched == RESPONSE.length) {
                    count++;
                    matched = 0;
                }
            }
        }
        return count;
    }
}
