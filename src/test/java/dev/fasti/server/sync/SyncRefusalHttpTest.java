package dev.fasti.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sync-collection does not answer, and what it notices. */
class SyncRefusalHttpTest {
    private static final String CALENDAR = "/alice/calendar/";
    private static final String CONTACTS = "/alice/contacts/";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder, Map.of("FASTI_STORAGE_RESCAN_INTERVAL", "1s", "FASTI_LIMITS_MAX_SYNC_RESULTS", "4"));
        server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
        server.alice().put(CONTACTS + "a.vcf", Items.card("a", "A")).expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String collection) {
        return server.alice().sync(collection, "").multistatus().syncToken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "junk",
                "http://radicale.org/ns/sync/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "https://fasti.dev/ns/sync/",
                "https://fasti.dev/ns/sync/1-0000000000000000",
                "https://fasti.dev/ns/sync/0-0000000000000000",
                "https://fasti.dev/ns/sync/999999999999999999-0123456789abcdef",
                "https://fasti.dev/ns/sync/99999999999999999999-0123456789abcdef",
                "https://fasti.dev/ns/sync/-1-0123456789abcdef",
                "data:,1"
            })
    @DisplayName("A token that this collection never gave out is refused with valid-sync-token (RFC 6578 3.2)")
    void foreignToken(String token) {
        server.alice().sync(CALENDAR, token).expectPrecondition(403, "D:valid-sync-token");
        server.alice().sync(CONTACTS, token).expectPrecondition(403, "D:valid-sync-token");
    }

    @Test
    @DisplayName("The token of another collection, and one of the future, are refused (RFC 6578 3.2)")
    void otherToken() {
        server.alice().sync(CALENDAR, token(CONTACTS)).expectPrecondition(403, "D:valid-sync-token");
        String token = token(CALENDAR);
        Matcher matcher = Pattern.compile("/(\\d+)-").matcher(token);
        String future = matcher.replaceFirst(found -> "/" + (Long.parseLong(found.group(1)) + 1) + "-");
        assertThat(future).isNotEqualTo(token);
        server.alice().sync(CALENDAR, future).expectPrecondition(403, "D:valid-sync-token");
    }

    private static String body(String content) {
        return Xml.document("D:sync-collection", content);
    }

    @Test
    @DisplayName("A missing or unknown sync-level is told apart from 1 and infinite (RFC 6578 6.3)")
    void level() {
        String rest = "<D:sync-token/><D:prop><D:getetag/></D:prop>";
        for (String level : List.of("1", " 1 ", "infinite")) {
            server.alice()
                    .send("REPORT", CALENDAR, body(rest + "<D:sync-level>" + level + "</D:sync-level>"))
                    .expect(207);
        }
        for (String level : List.of("0", "2", "junk", "")) {
            server.alice()
                    .send("REPORT", CALENDAR, body(rest + "<D:sync-level>" + level + "</D:sync-level>"))
                    .expect(400);
        }
        server.alice().send("REPORT", CALENDAR, body(rest)).expect(207);
    }

    @Test
    @DisplayName("Without prop, without a token, with two kinds of prop the request is malformed (RFC 6578 6.1)")
    void malformed() {
        String level = "<D:sync-level>1</D:sync-level>";
        server.alice().send("REPORT", CALENDAR, body("<D:sync-token/>" + level)).expect(400);
        server.alice()
                .send("REPORT", CALENDAR, body(level + "<D:prop><D:getetag/></D:prop>"))
                .expect(400);
        server.alice()
                .send("REPORT", CALENDAR, body("<D:sync-token/>" + level + "<D:prop/><D:allprop/>"))
                .expect(400);
    }

    @Test
    @DisplayName("Homes, plain collections, members, principals and the root have no sync-collection (RFC 3253 3.6)")
    void unsupported() {
        assertThat(server.alice().send("MKCOL", "/alice/plain/").status()).isEqualTo(201);
        for (String path :
                List.of("/", "/principals/", "/principals/alice/", "/alice/", "/alice/plain/", CALENDAR + "a.ics")) {
            server.alice().sync(path, "").expectPrecondition(403, "D:supported-report");
        }
        server.alice().sync("/alice/none/", "").expect(404);
        server.alice().sync(CALENDAR + "none.ics", "").expect(404);
    }

    @Test
    @DisplayName("The server's own limit pages too, whatever nresults asks for (RFC 6578 3.6)")
    void ownLimit() {
        String many = "/alice/many/";
        server.alice().send("MKCALENDAR", many).expect(201);
        for (int i = 0; i < 6; i++) {
            server.alice().put(many + i + ".ics", Items.event("m" + i)).expect(201);
        }
        Multistatus first = server.alice().sync(many, "").multistatus();
        assertThat(first.hrefs()).hasSize(5);
        assertThat(first.status(many)).hasValue(507);
        String greedy = body("<D:sync-token>" + first.syncToken()
                + "</D:sync-token><D:sync-level>1</D:sync-level><D:limit><D:nresults>1000000000000</D:nresults>"
                + "</D:limit><D:prop><D:getetag/></D:prop>");
        Multistatus second = server.alice().send("REPORT", many, greedy).multistatus();
        assertThat(second.hrefs()).containsExactly(many + "4.ics", many + "5.ics");
    }

    @Test
    @DisplayName("A file edited, added or removed behind the server's back is in a later synchronisation")
    void behindTheBack() throws IOException, InterruptedException {
        String path = "/alice/edited/";
        server.alice().send("MKCALENDAR", path).expect(201);
        server.alice().put(path + "a.ics", Items.event("a")).expect(201);
        server.alice().put(path + "b.ics", Items.event("b")).expect(201);
        String token = token(path);
        Path calendar = folder.resolve("collection-root/alice/edited");
        Files.writeString(calendar.resolve("a.ics"), Items.event("a", "Changed by an editor"));
        Files.writeString(calendar.resolve("c.ics"), Items.event("c"));
        Files.delete(calendar.resolve("b.ics"));
        Multistatus changes = server.alice().sync(path, token).multistatus();
        for (int tries = 0; changes.hrefs().size() < 3 && tries < 600; tries++) {
            Thread.sleep(100);
            changes = server.alice().sync(path, token).multistatus();
        }
        assertThat(changes.hrefs()).containsExactlyInAnyOrder(path + "a.ics", path + "b.ics", path + "c.ics");
        assertThat(changes.status(path + "b.ics")).hasValue(404);
        assertThat(changes.text(path + "a.ics", "D:getetag"))
                .isEqualTo(server.alice()
                        .send("GET", path + "a.ics")
                        .header("ETag")
                        .orElseThrow());
    }
}
