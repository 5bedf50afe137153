package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a server with the heap of a container of 64 MB, which ends where it runs out of memory, does not. */
@DisplayName("Under -Xmx25m")
class SmallHeapTest {
    private static final int CONTACTS = 8_000;
    private static final int EVENTS = 50_000;
    private static final List<String> HEAP =
            List.of("-Xmx25m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private FastiProcess start() throws IOException {
        Files.createDirectories(folder.resolve("fasti"));
        Files.writeString(folder.resolve("fasti/users"), "alice:secret\n");
        return FastiProcess.start(
                folder,
                HEAP,
                Map.of("FASTI_AUTH_ALLOW_PLAIN_TEXT", "true"),
                "",
                "serve",
                "--data",
                folder.toString(),
                "--port",
                "0");
    }

    private Path collection(String name, String tag) throws IOException {
        Path made =
                Files.createDirectories(folder.resolve("collection-root/alice").resolve(name));
        Files.writeString(made.resolve(".Radicale.props"), "{\"tag\": \"" + tag + "\"}");
        return made;
    }

    private HttpResponse<String> ask(FastiProcess server, String method, String path, String depth, String body)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Depth", depth)
                .header("Accept", "text/html")
                .header("Authorization", "Basic " + credentials)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void end(FastiProcess server) throws InterruptedException {
        assertThat(server.isAlive()).as(server.err()).isTrue();
        server.terminate();
        assertThat(server.exitCode()).isZero();
        assertThat(server.out() + server.err()).doesNotContain("OutOfMemoryError", "ERROR");
    }

    @Test
    @DisplayName("8,000 contacts are indexed, and opened again after a start, listed and searched (RFC 6352 8.6)")
    void contacts() throws Exception {
        Path book = collection("book", "VADDRESSBOOK");
        for (int i = 0; i < CONTACTS; i++) {
            Files.writeString(book.resolve(i + ".vcf"), contact(i));
        }
        String search = """
                <C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">
                <D:prop><D:getetag/></D:prop><C:filter><C:prop-filter name="FN"><C:text-match>miller 77</C:text-match>
                </C:prop-filter></C:filter></C:addressbook-query>""";
        for (int starts = 0; starts < 2; starts++) {
            try (FastiProcess server = start()) {
                String list = ask(server, "PROPFIND", "/alice/book/", "1", Xml.propfind("D:getetag"))
                        .body();
                assertThat(list.split("<D:response>", -1)).hasSize(CONTACTS + 2);
                HttpResponse<String> found = ask(server, "REPORT", "/alice/book/", "1", search);
                assertThat(found.statusCode()).isEqualTo(207);
                assertThat(found.body().split("<D:response>", -1)).hasSize(112);
                end(server);
            }
        }
    }

    private static String contact(int number) {
        return String.join(
                        "\r\n",
                        "BEGIN:VCARD",
                        "VERSION:3.0",
                        "UID:00000000-0000-4000-8000-" + (100_000_000_000L + number),
                        "FN:Jürgen Miller " + number,
                        "N:Miller;Jürgen;" + number + ";;",
                        "EMAIL;TYPE=WORK:juergen.miller-" + number + "@example.com",
                        "EMAIL;TYPE=HOME:jm" + number + "@home.example.org",
                        "TEL;TYPE=CELL:+49 171 " + (1_000_000 + number),
                        "ORG:Example GmbH " + number % 100,
                        "END:VCARD")
                + "\r\n";
    }

    @Test
    @DisplayName("a calendar of whose past 15 MB are told is opened, as none of it is old enough to go")
    void past() throws Exception {
        collection("calendar", "VCALENDAR");
        try (FastiProcess server = start()) {
            assertThat(ask(server, "PUT", "/alice/calendar/one.ics", "0", Items.event("one"))
                            .statusCode())
                    .isEqualTo(201);
            end(server);
        }
        Path journal = folder.resolve("collection-root/alice/calendar/.fasti/history/journal");
        byte[] told = Files.readAllBytes(journal);
        ByteBuffer much = ByteBuffer.allocate(15_000_000);
        while (much.remaining() > told.length) {
            much.put(told);
        }
        Files.write(journal, Arrays.copyOf(much.array(), much.position()));
        try (FastiProcess server = start()) {
            assertThat(ask(server, "GET", "/alice/calendar/one.ics", "0", "").body())
                    .isEqualTo(Items.event("one"));
            end(server);
        }
    }

    private void events(Path calendar, int number) throws IOException {
        Path event = Files.writeString(folder.resolve("event.ics"), Items.event("event"));
        for (int i = 0; i < number; i++) {
            Files.createLink(calendar.resolve("event-" + i + ".ics"), event);
        }
    }

    @Test
    @DisplayName("a calendar of 22,000 events is indexed, and opened again after a start")
    void manyEvents() throws Exception {
        events(collection("calendar", "VCALENDAR"), 22_000);
        for (int starts = 0; starts < 2; starts++) {
            try (FastiProcess server = start()) {
                String list = ask(server, "PROPFIND", "/alice/calendar/", "1", Xml.propfind("D:getetag"))
                        .body();
                assertThat(list.split("<D:response>", -1)).hasSize(22_000 + 2);
                end(server);
            }
        }
    }

    @Test
    @DisplayName(
            "a calendar of 50,000 events is answered with 503 and Retry-After, and all else is served (RFC 9110 15.6.4)")
    void tooManyEvents() throws Exception {
        events(collection("large", "VCALENDAR"), EVENTS);
        Path small = collection("small", "VCALENDAR");
        Files.writeString(small.resolve("one.ics"), Items.event("one"));
        try (FastiProcess server = start()) {
            for (int round = 0; round < 3; round++) {
                HttpResponse<String> refused = ask(server, "PROPFIND", "/alice/large/", "1", Xml.propfind("D:getetag"));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("300");
                assertThat(ask(server, "GET", "/alice/large/event-1.ics", "0", "")
                                .statusCode())
                        .isEqualTo(503);
                assertThat(ask(server, "GET", "/alice/small/one.ics", "0", "").body())
                        .isEqualTo(Items.event("one"));

                HttpResponse<String> home =
                        ask(server, "PROPFIND", "/alice/", "1", Xml.propfind("D:displayname", "D:quota-used-bytes"));
                assertThat(home.statusCode()).isEqualTo(207);
                assertThat(home.body().replaceAll("\\s", ""))
                        .contains(
                                "<D:response><D:href>/alice/large/</D:href><D:status>HTTP/1.1503ServiceUnavailable</D:status></D:response>")
                        .contains("<D:href>/alice/small/</D:href><D:propstat>");
                assertThat(ask(server, "GET", "/", "0", "").body())
                        .contains("<bdi>large</bdi></th><td colspan=\"2\">larger than the server's memory")
                        .contains("/alice/small/");
            }
            assertThat(server.out() + server.err())
                    .containsOnlyOnce("alice/large is not opened")
                    .contains("docs/performance.md");
            end(server);
        }
    }
}
