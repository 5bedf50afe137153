package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("COPY and MOVE of collections (RFC 4918 sections 9.8.3 and 9.9.2)")
class CopyMoveCollectionHttpTest extends OnServer {
    private static int count;

    /** A calendar with a name, a member, and a note on the member; and where it is to go. */
    private String source;

    private String target;
    private String tag;

    @BeforeEach
    void prepare() {
        count++;
        source = calendar("source" + count);
        target = "/alice/target" + count + "/";
        tag = put(source + "a.ics", Items.event("a"));
        alice.send("PROPPATCH", source, Xml.proppatch("<D:displayname>Mine</D:displayname><X:dead>1</X:dead>"))
                .expect(207);
        alice.send("PROPPATCH", source + "a.ics", Xml.proppatch("<X:note>n</X:note>"))
                .expect(207);
    }

    private static TestServer.Call toward(String destination) {
        return alice.with("Destination", destination);
    }

    private void assertArrived(String path) {
        Multistatus found = alice.propfind(path, 1, "D:displayname", "D:resourcetype", "D:getetag", "X:dead", "X:note");
        assertThat(found.hrefs()).containsExactly(path, path + "a.ics");
        assertThat(found.text(path, "D:displayname")).isEqualTo("Mine");
        assertThat(found.text(path, "X:dead")).isEqualTo("1");
        assertThat(Xml.find(found.property(path, "D:resourcetype").orElseThrow(), "C:calendar"))
                .hasSize(1);
        assertThat(found.text(path + "a.ics", "D:getetag")).isEqualTo(tag);
        assertThat(found.text(path + "a.ics", "X:note")).isEqualTo("n");
    }

    @ParameterizedTest(name = "{0} Depth {1}")
    @CsvSource({"COPY, infinity", "COPY, ", "MOVE, infinity", "MOVE, "})
    @DisplayName("a collection goes with its kind, properties and members: 201 (RFC 4918 9.8.3, 9.9.2)")
    void whole(String method, String depth) {
        TestServer.Call call = toward(target);

        (depth == null ? call : call.with("Depth", depth)).send(method, source).expect(201);

        assertArrived(target);
        if (method.equals("COPY")) {
            assertArrived(source);
        } else {
            assertAbsent(source);
            assertAbsent(source + "a.ics");
        }
    }

    @Test
    @DisplayName("a copy lives its own life: a change in one is none in the other (RFC 4918 9.8)")
    void independent() {
        toward(target).send("COPY", source).expect(201);
        alice.put(target + "a.ics", Items.event("a", "Changed")).expect(204);
        alice.send("DELETE", source + "a.ics").expect(204);

        assertThat(alice.send("GET", target + "a.ics").body()).contains("Changed");
    }

    @Test
    @DisplayName("a COPY with Depth 0 takes the properties and no members (RFC 4918 9.8.3)")
    void shallow() {
        toward(target).with("Depth", "0").send("COPY", source).expect(201);

        Multistatus found = alice.propfind(target, 1, "D:displayname", "X:dead");
        assertThat(found.hrefs()).containsExactly(target);
        assertThat(found.text(target, "D:displayname")).isEqualTo("Mine");
        assertThat(found.text(target, "X:dead")).isEqualTo("1");
    }

    @ParameterizedTest(name = "{0} Depth {1}")
    @CsvSource({"COPY, 1", "MOVE, 1", "MOVE, 0", "COPY, 2", "MOVE, all"})
    @DisplayName("any other depth is 400 (RFC 4918 9.8.3, 9.9.2)")
    void depth(String method, String depth) {
        unchanged(() -> toward(target).with("Depth", depth).send(method, source), source, "/alice/")
                .expect(400);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("over a collection nothing of the old one is left: 204 (RFC 4918 9.8.4, 9.9.3)")
    void overCollection(String method) {
        calendar("target" + count);
        put(target + "old.ics", Items.event("old"));
        alice.send("PROPPATCH", target, Xml.proppatch("<X:old>x</X:old>")).expect(207);
        String token = tokenOf(target);

        toward(target).send(method, source).expect(204);

        assertArrived(target);
        assertAbsent(target + "old.ics");
        assertThat(alice.propfind(target, 0, "X:old").statusOf(target, "X:old")).isEqualTo(404);
        alice.sync(target, token).expectPrecondition(403, "D:valid-sync-token");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("over a member the collection takes its place: 204 (RFC 4918 9.8.4, 9.9.3)")
    void overMember(String method) {
        String around = folder("around" + count);
        alice.send("PUT", around + "x", "old").expect(201);

        toward(around + "x").send(method, source).expect(204);

        assertArrived(around + "x/");
        assertThat(alice.propfind(around, 1, "D:resourcetype").hrefs()).containsExactly(around, around + "x/");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("Overwrite F is 412 over a collection and over a member (RFC 4918 10.6)")
    void overwriteForbidden(String method) {
        calendar("target" + count);
        String around = folder("kept" + count);
        alice.send("PUT", around + "x", "old").expect(201);

        unchanged(() -> toward(target).with("Overwrite", "F").send(method, source), source, target)
                .expect(412);
        unchanged(() -> toward(around + "x").with("Overwrite", "F").send(method, source), source, around)
                .expect(412);
        toward("/alice/free" + count + "/")
                .with("Overwrite", "F")
                .send(method, source)
                .expect(201);
    }

    @ParameterizedTest(name = "{0} to {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/alice/missing/deeper/ | 409",
                "/alice/ | 403",
                "/carol/ | 403",
                "/bob/ | 403",
                "/bob/stolen/ | 403",
                "/bob/calendar/ | 403",
                "/ | 403",
                "/principals/x/ | 403",
                "/alice/.hidden/ | 403",
                "http://elsewhere.example.org/alice/x/ | 502",
                "/alice/../x/ | 400"
            })
    @DisplayName("a place that cannot be is refused, and nothing is touched (RFC 4918 9.8.5, 9.9.4)")
    void places(String destination, int status) {
        for (String method : new String[] {"COPY", "MOVE"}) {
            unchanged(() -> toward(destination).send(method, source), source, "/alice/", "/bob/", "/bob/calendar/")
                    .expect(status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("onto itself is 403, with or without the slash (RFC 4918 9.8.5)")
    void itself(String method) {
        unchanged(() -> toward(source).send(method, source), source).expect(403);
        unchanged(() -> toward(source.substring(0, source.length() - 1)).send(method, source), source)
                .expect(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("into itself is 403: it would have no end (RFC 4918 9.8.5, 9.9.2)")
    void intoItself(String method) {
        String outer = folder("outer" + count);
        folder("outer" + count + "/inner");

        unchanged(() -> toward(outer + "copy/").send(method, outer), outer, "/alice/")
                .expect(403);
        unchanged(() -> toward(outer + "inner/copy/").send(method, outer), outer, outer + "inner/")
                .expect(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("onto the collection around it, it takes that one's place with all that was in it (RFC 4918 9.8.4)")
    void overParent(String method) {
        String outer = folder("parent" + count);
        folder("parent" + count + "/inner");
        alice.send("PUT", outer + "inner/x", "x").expect(201);
        alice.send("PUT", outer + "y", "y").expect(201);

        toward(outer).send(method, outer + "inner/").expect(204);

        assertThat(alice.propfind(outer, 1, "D:resourcetype").hrefs()).containsExactly(outer, outer + "x");
        assertThat(alice.send("GET", outer + "x").body()).isEqualTo("x");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName(
            "calendars and address books hold no collections: collection-location-ok (RFC 4791 5.3.2.1, RFC 6352 6.3.2.1)")
    void location(String method) {
        String calendar = calendar("holder" + count);
        String book = addressBook("book" + count);
        String plain = folder("plain" + count);

        unchanged(() -> toward(calendar + "x/").send(method, source), source, calendar)
                .expectPrecondition(403, "C:calendar-collection-location-ok");
        unchanged(() -> toward(calendar + "x/").send(method, book), book, calendar)
                .expectPrecondition(403, "CR:addressbook-collection-location-ok");
        unchanged(() -> toward(book + "x/").send(method, plain), plain, book).expect(403);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | * | 201",
                "If-Match | \"x\" | 412",
                "If-None-Match | * | 412",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If | (<urn:x>) | 412"
            })
    @DisplayName("conditions are about the source, which has no tag (RFC 9110 13.1)")
    void conditions(String header, String value, int status) {
        TestServer.Call call = toward(target).with(header, value);
        if (status == 201) {
            call.send("MOVE", source).expect(201);
        } else {
            unchanged(() -> call.send("MOVE", source), source, "/alice/").expect(status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("a home neither goes nor is copied: 405 with Allow (RFC 9110 15.5.6)")
    void home(String method) {
        Answer answer = unchanged(() -> toward("/alice/home/").send(method, "/alice/"), "/alice/")
                .expect(405);

        assertThat(allowed(answer)).doesNotContain("COPY", "MOVE");
    }

    @Test
    @DisplayName("a moved collection starts no history that its old token could be wrong about (RFC 6578 3.2)")
    void tokens() {
        String token = tokenOf(source);
        toward(target).send("MOVE", source).expect(201);

        Multistatus initial = alice.sync(target, "").multistatus();
        assertThat(initial.hrefs()).containsExactly(target + "a.ics");
        alice.sync(source, token).expect(404);
        Answer continued = alice.sync(target, token);
        assertThat(continued.status()).isIn(207, 403);
        if (continued.status() == 207) {
            assertThat(continued.multistatus().hrefs()).isEmpty();
        }
    }
}
