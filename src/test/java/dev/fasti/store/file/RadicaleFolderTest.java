package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder goes from a real Radicale to us and back. */
@Timeout(120)
class RadicaleFolderTest {
    private static final Path PROGRAM = Path.of("/usr/bin/radicale");
    private static final CollectionPath CALENDAR = CollectionPath.of("alice", "work");
    private static final CollectionPath CONTACTS = CollectionPath.of("alice", "contacts");

    @TempDir
    Path data;

    private int port;

    private interface Visit {
        void to(RadicaleFolderTest radicale) throws Exception;
    }

    private void withRadicale(Visit visit) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config=",
                        "--hosts=127.0.0.1:" + port,
                        "--storage-filesystem-folder=" + data,
                        "--auth-type=none",
                        "--web-type=none")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitStart(process);
            visit.to(this);
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private void awaitStart(Process process) throws Exception {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            try {
                send("OPTIONS", "/", "");
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("Radicale did not start");
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        String login = Base64.getEncoder().encodeToString("alice:x".getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + login)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return retrying(request.build());
    }

    /**
     * Sends on a connection of its own, since Radicale closes those that a pooling client takes for open; now and then
     * it closes even a new one without an answer, and every request here may be sent again.
     */
    private static HttpResponse<String> retrying(HttpRequest request) throws Exception {
        for (int attempt = 1; ; attempt++) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    private static String event(String uid, String summary) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T090000Z\r\nDTEND:20260105T100000Z\r\nSUMMARY:"
                + summary + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static String card(String uid, String name) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\nFN:" + name + "\r\nN:" + name
                + ";;;;\r\nEND:VCARD\r\n";
    }

    /** Fills Radicale's folder and returns the tag that it gave for each decoded name. */
    private Map<String, String> fill() throws Exception {
        String calendar = "<C:mkcalendar xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
                + " xmlns:I=\"http://apple.com/ns/ical/\"><set><prop><displayname>Wörk &amp; more</displayname>"
                + "<I:calendar-color>#ff0000ff</I:calendar-color><C:supported-calendar-component-set>"
                + "<C:comp name=\"VEVENT\"/><C:comp name=\"VTODO\"/></C:supported-calendar-component-set>"
                + "<x:own xmlns:x=\"urn:x\">value</x:own></prop></set></C:mkcalendar>";
        assertThat(send("MKCALENDAR", "/alice/work/", calendar).statusCode()).isEqualTo(201);
        String book = "<mkcol xmlns=\"DAV:\" xmlns:R=\"urn:ietf:params:xml:ns:carddav\"><set><prop><resourcetype>"
                + "<collection/><R:addressbook/></resourcetype><displayname>People</displayname>"
                + "<R:addressbook-description>All of them</R:addressbook-description></prop></set></mkcol>";
        assertThat(send("MKCOL", "/alice/contacts/", book).statusCode()).isEqualTo(201);
        Map<String, String> tags = new LinkedHashMap<>();
        put(tags, "/alice/work/a.ics", "a.ics", event("a", "Plain"));
        put(tags, "/alice/work/b%20%40%C3%A9%25%27.ics", "b @é%'.ics", event("b", "Ünïcode 日本"));
        put(tags, "/alice/work/c.ics", "c.ics", event("c", "Line one\\nline two\\, and a comma"));
        put(tags, "/alice/contacts/d.vcf", "d.vcf", card("d", "Zoë"));
        return tags;
    }

    private void put(Map<String, String> tags, String href, String name, String item) throws Exception {
        HttpResponse<String> put = send("PUT", href, item);
        assertThat(put.statusCode()).isEqualTo(201);
        tags.put(name, put.headers().firstValue("ETag").orElseThrow());
    }

    private static Map<String, String> served(FileStore store) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (CollectionPath path : new CollectionPath[] {CALENDAR, CONTACTS}) {
            store.find(path)
                    .orElseThrow()
                    .snapshot()
                    .members()
                    .forEach(member -> tags.put(member.name(), member.etag().value()));
        }
        return tags;
    }

    @Test
    @DisplayName("Radicale's folder opens as it is, with its tags, names and properties, and can go back")
    void goesThereAndBack() throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "Radicale is not installed");
        Map<String, String> tags = new LinkedHashMap<>();
        withRadicale(radicale -> tags.putAll(radicale.fill()));
        byte[] ours = event("new", "From us").getBytes(StandardCharsets.UTF_8);
        try (FileStore store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC())) {
            assertThat(store.children(CALENDAR.owner().home())).containsExactly("contacts", "work");
            assertThat(served(store)).containsExactlyInAnyOrderEntriesOf(tags);
            assertProperties(store);
            Collection calendar = store.find(CALENDAR).orElseThrow();
            Content content = calendar.read("b @é%'.ics").orElseThrow();
            assertThat(new String(content.octets(), StandardCharsets.UTF_8)).contains("Ünïcode 日本");
            calendar.put("new ö.ics", ours, StoreFixture.facts("new"), ALWAYS);
            calendar.delete("c.ics", ALWAYS);
            calendar.patchMember(
                    "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("green")))), ALWAYS);
            calendar.patch(new PropertyPatch(Map.of(
                    NAME,
                    Optional.of(new PropertyValue.Text("Renamed")),
                    new PropertyName("urn:y", "xml"),
                    Optional.of(new PropertyValue.Xml("<y:xml xmlns:y=\"urn:y\"><y:b/></y:xml>")))));
            store.create(CollectionPath.of("alice", "made"), CollectionKind.CALENDAR, Map.of())
                    .put("m.ics", event("m", "Made").getBytes(StandardCharsets.UTF_8), Facts.NONE, ALWAYS);
        }
        withRadicale(radicale -> radicale.assertServes(tags, ours));
        try (FileStore store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC())) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().properties())
                    .containsEntry(
                            new PropertyName("urn:y", "xml"),
                            new PropertyValue.Xml("<y:xml xmlns:y=\"urn:y\"><y:b/></y:xml>"))
                    .containsEntry(NAME, new PropertyValue.Text("By Radicale again"));
        }
    }

    private static void assertProperties(FileStore store) {
        assertThat(store.find(CALENDAR).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
        assertThat(store.find(CALENDAR).orElseThrow().snapshot().properties())
                .containsEntry(NAME, new PropertyValue.Text("Wörk & more"))
                .containsEntry(COLOR, new PropertyValue.Text("#ff0000ff"))
                .containsEntry(new PropertyName("urn:x", "own"), new PropertyValue.Text("value"))
                .containsEntry(
                        new PropertyName("urn:ietf:params:xml:ns:caldav", "supported-calendar-component-set"),
                        new PropertyValue.Text("VEVENT,VTODO"));
        assertThat(store.find(CONTACTS).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.ADDRESSBOOK);
        assertThat(store.find(CONTACTS).orElseThrow().snapshot().properties())
                .containsEntry(NAME, new PropertyValue.Text("People"))
                .containsEntry(
                        new PropertyName("urn:ietf:params:xml:ns:carddav", "addressbook-description"),
                        new PropertyValue.Text("All of them"));
    }

    private void assertServes(Map<String, String> tags, byte[] ours) throws Exception {
        HttpResponse<String> a = send("GET", "/alice/work/a.ics", "");
        assertThat(a.statusCode()).isEqualTo(200);
        assertThat(a.headers().firstValue("ETag")).contains(tags.get("a.ics"));
        assertThat(send("GET", "/alice/work/b%20%40%C3%A9%25%27.ics", "").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/alice/work/c.ics", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/alice/contacts/d.vcf", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/alice/made/m.ics", "").statusCode()).isEqualTo(200);
        HttpResponse<String> written = send("GET", "/alice/work/new%20%C3%B6.ics", "");
        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(written.body()).contains("SUMMARY:From us").hasSameSizeAs(new String(ours, StandardCharsets.UTF_8));
        String allprop = "<propfind xmlns=\"DAV:\"><allprop/></propfind>";
        HttpResponse<String> listing = send("PROPFIND", "/alice/work/", allprop, "Depth", "1");
        assertThat(listing.statusCode()).isEqualTo(207);
        assertThat(listing.body())
                .contains("Renamed", "a.ics", "new%20%C3%B6.ics")
                .doesNotContain(".fasti");
        HttpResponse<String> home = send("PROPFIND", "/alice/", allprop, "Depth", "1");
        assertThat(home.body()).contains("/alice/work/", "/alice/made/", "/alice/contacts/");
        String rename = "<propertyupdate xmlns=\"DAV:\"><set><prop><displayname>By Radicale again</displayname>"
                + "</prop></set></propertyupdate>";
        assertThat(send("PROPPATCH", "/alice/work/", rename).statusCode()).isEqualTo(207);
    }
}
