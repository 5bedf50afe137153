package dev.fasti.server.operation;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Xml;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
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

    FastiProcess start() throws IOException {
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

    Path collection(String name, String tag) throws IOException {
        Path made =
                Files.createDirectories(folder.resolve("collection-root/alice").resolve(name));
        Files.writeString(made.resolve(".Radicale.props"), "{\"tag\": \"" + tag + "\"}");
        return made;
    }

    HttpResponse<String> ask(FastiProcess server, String method, String path, String depth, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(server, path, depth).method(method, ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(FastiProcess server, String path, String depth) throws InterruptedException {
        String credentials = Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Depth", depth)
                .header("Accept", "text/html")
                .header("Authorization", "Basic " + credentials);
    }

    static void end(FastiProcess server) throws InterruptedException {
        assertThat(server.isAlive()).as(server.err()).isTrue();
        server.terminate();
        assertThat(server.exitCode()).isZero();
        assertThat(server.out() + server.err()).doesNotContain("OutOfMemoryError", "ERROR");
    }

    @Test
    @DisplayName(
            "a body that it could never hold or work on is refused, and the log says why (RFC 9110 15.5.14, 15.6.4)")
    void bodies() throws Exception {
        collection("calendar", "VCALENDAR");
        String hrefs = IntStream.range(0, 9_000)
                .mapToObj(i -> "<D:href>/alice/calendar/" + "h".repeat(970) + i + "</D:href>")
                .collect(Collectors.joining());
        String attributes =
                IntStream.range(0, 60).mapToObj(i -> " b" + i + "=''").collect(Collectors.joining());
        String multiget =
                "<C:calendar-multiget xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop><D:getetag/>"
                        + "</D:prop>" + hrefs + "</C:calendar-multiget>";
        try (FastiProcess server = start()) {
            assertThat(ask(server, "PUT", "/alice/calendar/a.ics", "0", Items.event("a", "x".repeat(9_000_000)))
                            .body())
                    .contains("max-resource-size", "more memory than the server has");
            assertThat(server.out() + server.err()).containsOnlyOnce("PUT /alice/calendar/a.ics is refused with 413");
            // Java keeps the text of such lines in two octets a character.
            String lines = Items.event("a")
                    .replace("END:VEVENT", ("X-A:\u20ac" + "x".repeat(60) + "\r\n").repeat(45_000) + "END:VEVENT");
            assertThat(ask(server, "PUT", "/alice/calendar/a.ics", "0", lines).statusCode())
                    .isEqualTo(413);
            assertThat(ask(server, "REPORT", "/alice/calendar/", "1", multiget).statusCode())
                    .isEqualTo(413);
            for (String inner : List.of(
                    "<a/>".repeat(2_300_000),
                    "<a b=''/>".repeat(900_000),
                    ("<a" + attributes + "/>").repeat(6_000),
                    "<" + "x".repeat(3_300_000) + "/>")) {
                assertThat(ask(server, "PROPFIND", "/alice/calendar/", "0", propfind(inner))
                                .statusCode())
                        .isEqualTo(413);
                assertThat(server.isAlive()).isTrue();
            }
            assertThat(server.out() + server.err()).contains("PROPFIND /alice/calendar/ is refused with 413");
            serves(server);
            end(server);
        }
    }

    @Test
    @DisplayName("what bodies become when they are decompressed counts, and so do those of 16 requests at once")
    void manyBodies() throws Exception {
        collection("calendar", "VCALENDAR");
        String attributes =
                IntStream.range(0, 60).mapToObj(i -> " b" + i + "=''").collect(Collectors.joining());
        try (FastiProcess server = start()) {
            assertThat(compressed(server, propfind(" ".repeat(9_000_000))).statusCode())
                    .isIn(413, 503);
            HttpRequest.Builder many = request(server, "/alice/calendar/", "0")
                    .method("PROPFIND", ofString(propfind(("<a" + attributes + "/>").repeat(600))));
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> http.sendAsync(many.build(), HttpResponse.BodyHandlers.ofString())
                            .thenApply(HttpResponse::statusCode))
                    .toList();
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isIn(207, 503);
            }
            serves(server);
            end(server);
        }
    }

    private static String propfind(String inner) {
        return "<D:propfind xmlns:D='DAV:'><D:prop>" + inner + "</D:prop></D:propfind>";
    }

    private void serves(FastiProcess server) throws Exception {
        assertThat(ask(server, "PUT", "/alice/calendar/b.ics", "0", Items.event("b"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(ask(server, "PROPFIND", "/alice/calendar/", "1", Xml.propfind("D:getetag"))
                        .body())
                .contains("/alice/calendar/b.ics");
    }

    private HttpResponse<String> compressed(FastiProcess server, String body) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(octets)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = request(server, "/alice/calendar/", "0")
                .method("PROPFIND", HttpRequest.BodyPublishers.ofByteArray(octets.toByteArray()))
                .header("Content-Encoding", "gzip")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
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
