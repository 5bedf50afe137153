package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("DELETE (RFC 4918 section 9.6, RFC 9110 section 9.3.5)")
class DeleteHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";

    @Test
    @DisplayName("a deleted member is gone, and a second time it is 404 (RFC 4918 9.6)")
    void member() {
        put(PLACE + "a.ics", Items.event("a"));

        assertThat(alice.send("DELETE", PLACE + "a.ics").expect(204).octets()).isEmpty();

        alice.send("GET", PLACE + "a.ics").expect(404);
        alice.send("HEAD", PLACE + "a.ics").expect(404);
        assertAbsent(PLACE + "a.ics");
        assertThat(alice.propfind(PLACE, 1, "D:getetag").hrefs()).doesNotContain(PLACE + "a.ics");
        unchanged(() -> alice.send("DELETE", PLACE + "a.ics"), PLACE).expect(404);
        put(PLACE + "a.ics", Items.event("a"));
    }

    @Test
    @DisplayName("a sync names what was deleted with 404 (RFC 6578 3.5.2)")
    void synchronises() {
        put(PLACE + "sync.ics", Items.event("sync"));
        String token = tokenOf(PLACE);
        alice.send("DELETE", PLACE + "sync.ics").expect(204);

        Multistatus changes = alice.sync(PLACE, token).multistatus();

        assertThat(changes.hrefs()).containsExactly(PLACE + "sync.ics");
        assertThat(changes.status(PLACE + "sync.ics")).contains(404);
    }

    @Test
    @DisplayName("a member's dead properties go with it: a new one of its name has none (RFC 4918 9.6)")
    void properties() {
        put(PLACE + "props.ics", Items.event("props"));
        alice.send("PROPPATCH", PLACE + "props.ics", Xml.proppatch("<X:note>mine</X:note>"))
                .expect(207);
        alice.send("DELETE", PLACE + "props.ics").expect(204);
        put(PLACE + "props.ics", Items.event("props"));

        assertThat(alice.propfind(PLACE + "props.ics", 0, "X:note").statusOf(PLACE + "props.ics", "X:note"))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a collection goes with all that is in it, and can be made anew without any of it (RFC 4918 9.6.1)")
    void collection() {
        String path = calendar("gone");
        put(path + "a.ics", Items.event("a"));
        alice.send("PROPPATCH", path, Xml.proppatch("<D:displayname>Gone</D:displayname>"))
                .expect(207);

        alice.send("DELETE", path).expect(204);

        assertAbsent(path);
        assertAbsent(path + "a.ics");
        alice.send("DELETE", path).expect(404);
        assertThat(alice.propfind("/alice/", 1, "D:resourcetype").hrefs()).doesNotContain(path);
        calendar("gone");
        assertThat(alice.propfind(path, 1, "D:displayname").hrefs()).containsExactly(path);
        assertThat(alice.propfind(path, 0, "D:displayname").text(path, "D:displayname"))
                .isEqualTo("gone");
    }

    @Test
    @DisplayName("a token of a deleted collection is not one of its successor's (RFC 6578 3.2)")
    void successor() {
        String path = calendar("reborn");
        put(path + "a.ics", Items.event("a"));
        String token = tokenOf(path);
        alice.send("DELETE", path).expect(204);
        calendar("reborn");

        alice.sync(path, token).expectPrecondition(403, "D:valid-sync-token");
    }

    @Test
    @DisplayName("nested collections go with the one around them (RFC 4918 9.6.1)")
    void nested() {
        String outer = folder("outer");
        String inner = folder("outer/inner");
        alice.send("MKCALENDAR", inner + "cal/").expect(201);
        put(inner + "cal/a.ics", Items.event("a"));

        alice.send("DELETE", outer).expect(204);

        assertAbsent(outer);
        assertAbsent(inner);
        assertAbsent(inner + "cal/a.ics");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/alice/", "/alice", "/principals/", "/principals/alice/"})
    @DisplayName("a home stays, as does what the server makes up: 405 with Allow (RFC 9110 15.5.6)")
    void home(String path) {
        Answer answer =
                unchanged(() -> alice.send("DELETE", path), "/alice/", PLACE).expect(405);

        assertThat(allowed(answer)).isNotEmpty().doesNotContain("DELETE");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"infinity, 204", "Infinity, 204", "0, 400", "1, 400", "2, 400", "all, 400"})
    @DisplayName("a collection is deleted with Depth infinity and no other (RFC 4918 9.6.1)")
    void depth(String depth, int status) {
        String path = calendar("depth-" + depth + "-" + status);
        put(path + "a.ics", Items.event("a"));

        if (status == 204) {
            alice.with("Depth", depth).send("DELETE", path).expect(204);
            assertAbsent(path);
        } else {
            unchanged(() -> alice.with("Depth", depth).send("DELETE", path), path)
                    .expect(400);
        }
    }

    @Test
    @DisplayName("a member has no depth: any is taken (RFC 4918 10.2)")
    void memberDepth() {
        put(PLACE + "deep.ics", Items.event("deep"));

        alice.with("Depth", "0").send("DELETE", PLACE + "deep.ics").expect(204);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | TAG | 204",
                "If-Match | * | 204",
                "If-Match | \"x\" | 412",
                "If-Match | W/TAG | 412",
                "If-Match | bare | 400",
                "If-None-Match | * | 412",
                "If-None-Match | TAG | 412",
                "If-None-Match | \"x\" | 204",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If-Unmodified-Since | Fri, 01 Jan 2100 00:00:00 GMT | 204",
                "If | ([TAG]) | 204",
                "If | (Not [TAG]) | 412"
            })
    @DisplayName("a member is deleted if the condition holds, else it stays (RFC 9110 13.1)")
    void conditions(String header, String value, int status) {
        String path = PLACE + "cond.ics";
        alice.put(path, Items.event("cond"));
        TestServer.Call call = alice.with(header, value.replace("TAG", tagOf(path)));

        if (status == 204) {
            call.send("DELETE", path).expect(204);
            assertAbsent(path);
        } else {
            unchanged(() -> call.send("DELETE", path), PLACE).expect(status);
        }
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | * | 204",
                "If-Match | \"x\" | 412",
                "If-Match | bare | 400",
                "If-None-Match | * | 412",
                "If-None-Match | \"x\" | 204",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If | (<urn:x>) | 412"
            })
    @DisplayName("a collection has no tag, but is there: so much can be asked of it (RFC 9110 13.1)")
    void collectionConditions(String header, String value, int status) {
        String path = "/alice/cond/";
        alice.send("MKCALENDAR", path);
        alice.put(path + "a.ics", Items.event("a"));
        TestServer.Call call = alice.with(header, value);

        if (status == 204) {
            call.send("DELETE", path).expect(204);
            assertAbsent(path);
        } else {
            unchanged(() -> call.send("DELETE", path), path).expect(status);
        }
    }

    @Test
    @DisplayName("DAVx5: a deletion against a stale tag is 412, and what was written meanwhile stays (RFC 9110 13.1.1)")
    void stale() {
        String tag = put(PLACE + "stale.ics", Items.event("stale"));
        alice.put(PLACE + "stale.ics", Items.event("stale", "Newer")).expect(204);

        unchanged(() -> alice.with("If-Match", tag).send("DELETE", PLACE + "stale.ics"), PLACE)
                .expect(412);

        assertThat(alice.send("GET", PLACE + "stale.ics").body()).contains("Newer");
    }
}
