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
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("COPY and MOVE of members (RFC 4918 sections 9.8 and 9.9)")
class CopyMoveHttpTest extends OnServer {
    private static int count;

    /** Two calendars of each test's own, and a member in the first. */
    private String from;

    private String to;
    private String member;
    private String tag;

    @BeforeEach
    void prepare(TestInfo info) {
        count++;
        from = calendar("from" + count);
        to = calendar("to" + count);
        member = from + "a.ics";
        tag = put(member, Items.event("a", info.getDisplayName().replaceAll("\\W", "")));
    }

    private static TestServer.Call toward(String destination) {
        return alice.with("Destination", destination);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("to a new place it is 201, with octets, tag and dead properties (RFC 4918 9.8.2, 9.9.1)")
    void toNewPlace(String method) {
        alice.send("PROPPATCH", member, Xml.proppatch("<X:note xml:lang=\"en\">a <X:b/> c</X:note>"))
                .expect(207);
        String body = alice.send("GET", member).body();

        Answer answer = toward(to + "b.ics").send(method, member).expect(201);

        assertThat(answer.octets()).isEmpty();
        assertThat(alice.send("GET", to + "b.ics").body()).isEqualTo(body);
        assertThat(tagOf(to + "b.ics")).isEqualTo(tag);
        Multistatus copied = alice.propfind(to + "b.ics", 0, "X:note");
        assertThat(copied.property(to + "b.ics", "X:note").orElseThrow().getAttribute("xml:lang"))
                .isEqualTo("en");
        alice.send("GET", member).expect(method.equals("COPY") ? 200 : 404);
    }

    @ParameterizedTest(name = "{0} Overwrite {1}")
    @CsvSource({"COPY, T", "MOVE, T", "COPY, ", "MOVE, "})
    @DisplayName("over a member it is 204, and the properties of what was there are gone (RFC 4918 9.8.4, 9.9.3)")
    void overMember(String method, String overwrite) {
        put(to + "b.ics", Items.event("a", "Old"));
        alice.send("PROPPATCH", to + "b.ics", Xml.proppatch("<X:old>x</X:old>")).expect(207);
        TestServer.Call call = toward(to + "b.ics");

        (overwrite == null ? call : call.with("Overwrite", overwrite))
                .send(method, member)
                .expect(204);

        assertThat(tagOf(to + "b.ics")).isEqualTo(tag);
        assertThat(alice.propfind(to + "b.ics", 0, "X:old").statusOf(to + "b.ics", "X:old"))
                .isEqualTo(404);
        assertThat(alice.propfind(to, 1, "D:getetag").hrefs()).containsExactly(to, to + "b.ics");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("Overwrite F is 412 over a member or a collection, and 201 where nothing is (RFC 4918 10.6)")
    void overwriteForbidden(String method) {
        put(to + "b.ics", Items.event("b"));
        String folder = folder("taken" + count);

        unchanged(() -> toward(to + "b.ics").with("Overwrite", "F").send(method, member), from, to)
                .expect(412);
        unchanged(() -> toward(folder).with("Overwrite", "F").send(method, member), from, folder)
                .expect(412);
        toward(to + "c.ics").with("Overwrite", "F").send(method, member).expect(201);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("over a collection the member takes its place, as if that had been deleted (RFC 4918 9.8.4, 9.9.3)")
    void overCollection(String method) {
        String around = folder("around" + count);
        String inner = folder("around" + count + "/inner");
        alice.send("PUT", inner + "old.txt", "old").expect(201);

        toward(around + "inner").with("Overwrite", "T").send(method, member).expect(204);

        assertThat(tagOf(around + "inner")).isEqualTo(tag);
        assertThat(alice.propfind(around, 1, "D:resourcetype").hrefs()).containsExactly(around, around + "inner");
        alice.send("GET", member).expect(method.equals("COPY") ? 200 : 404);
    }

    @ParameterizedTest(name = "{0} to {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/alice/missing/a.ics | 409",
                "/alice/a.ics | 403",
                "/alice/ | 403",
                "/ | 403",
                "/principals/alice/ | 403",
                "/principals/a.ics | 403",
                "/bob/calendar/a.ics | 403",
                "/bob/ | 403",
                "/carol/calendar/a.ics | 403",
                "/alice/calendar/.hidden | 403",
                "http://elsewhere.example.org/alice/calendar/a.ics | 502",
                "//elsewhere.example.org/alice/calendar/a.ics | 502",
                "/alice/../bob/calendar/a.ics | 400",
                "/alice/calendar/%zz.ics | 400",
                "/alice/calendar/a%00.ics | 400",
                "a.ics | 400",
                "not a URI | 400"
            })
    @DisplayName("a place that cannot be is refused, and nothing is touched (RFC 4918 9.8.5, 9.9.4)")
    void places(String destination, int status) {
        for (String method : new String[] {"COPY", "MOVE"}) {
            unchanged(() -> toward(destination).send(method, member), from, "/alice/", "/bob/", "/bob/calendar/")
                    .expect(status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("a foreign source is refused, and a foreign destination is not replaced (RFC 3744 7.1.1)")
    void foreign(String method) {
        server.bob()
                .put("/bob/calendar/mine" + count + ".ics", Items.event("mine" + count))
                .expect(201);

        unchanged(
                        () -> toward(to + "stolen.ics").send(method, "/bob/calendar/mine" + count + ".ics"),
                        to,
                        "/bob/calendar/")
                .expect(403);
        unchanged(() -> toward("/bob/calendar/mine" + count + ".ics").send(method, member), from, "/bob/calendar/")
                .expect(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("onto itself is 403, however it is spelled (RFC 4918 9.8.5)")
    void itself(String method) {
        for (String same : new String[] {
            member, member.replace("a.ics", "%61.ics"), "http://" + server.uri().getAuthority() + member
        }) {
            unchanged(() -> toward(same).send(method, member), from).expect(403);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("no Destination, a third kind of Overwrite and an unknown Depth are 400 (RFC 4918 10.2, 10.3, 10.6)")
    void headers(String method) {
        unchanged(() -> alice.send(method, member), from, to).expect(400);
        unchanged(() -> toward(to + "b.ics").with("Overwrite", "maybe").send(method, member), from, to)
                .expect(400);
        unchanged(() -> toward(to + "b.ics").with("Depth", "deep").send(method, member), from, to)
                .expect(400);
        toward("http://" + server.uri().getAuthority() + to + "b%20b.ics")
                .with("Depth", "0")
                .send(method, member)
                .expect(201);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | TAG | 201",
                "If-Match | \"x\" | 412",
                "If-Match | bare | 400",
                "If-None-Match | TAG | 412",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If | (Not [TAG]) | 412"
            })
    @DisplayName("conditions are about the source (RFC 9110 13.1, RFC 4918 10.4)")
    void conditions(String header, String value, int status) {
        for (String method : new String[] {"COPY", "MOVE"}) {
            TestServer.Call call = toward(to + method + ".ics").with(header, value.replace("TAG", tag));
            if (status != 201) {
                unchanged(() -> call.send(method, member), from, to).expect(status);
            } else {
                call.send(method, member).expect(201);
                alice.send("DELETE", to + method + ".ics").expect(204);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName("into a calendar or an address book the rules of PUT hold (RFC 4791 5.3.2.1, RFC 6352 6.3.2.1)")
    void rules(String method) {
        String plain = folder("rules" + count);
        alice.send("PUT", plain + "x.ics", "rubbish").expect(201);
        alice.send("PUT", plain + "m.ics", Items.event("m").replace("VERSION", "METHOD:PUBLISH\r\nVERSION"))
                .expect(201);
        alice.send("PUT", plain + "t.ics", Items.todo("t")).expect(201);
        alice.send(
                        "MKCALENDAR",
                        plain + "events/",
                        Xml.creation(
                                "C:mkcalendar",
                                "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                                        + "</C:supported-calendar-component-set>"))
                .expect(201);

        assertRefused(method, plain + "x.ics", to, "C:valid-calendar-data");
        assertRefused(method, plain + "m.ics", to, "C:valid-calendar-object-resource");
        assertRefused(method, plain + "t.ics", plain + "events/", "C:supported-calendar-component");
        alice.send("PUT", plain + "x.xml", "<x/>").expect(201);
        put("/alice/contacts/c" + count + ".vcf", Items.card("c" + count, "C"));
        assertRefused(method, plain + "x.xml", to, "C:supported-calendar-data");
        assertRefused(method, "/alice/contacts/c" + count + ".vcf", to, "C:supported-calendar-data");
        assertRefused(method, member, "/alice/contacts/", "CR:supported-address-data");
        toward(to + "t.ics").send(method, plain + "t.ics").expect(201);
    }

    private static void assertRefused(String method, String source, String place, String precondition) {
        String around = source.substring(0, source.lastIndexOf('/') + 1);
        unchanged(() -> toward(place + "new.ics").send(method, source), around, place)
                .expectPrecondition(403, precondition);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"COPY", "MOVE"})
    @DisplayName(
            "a UID that another member has, or another UID than the replaced one's, is no-uid-conflict (RFC 4791 5.3.2.1)")
    void uidConflict(String method) {
        put(to + "holder.ics", Items.event("a"));
        put(to + "other.ics", Items.event("other"));

        assertConflict(toward(to + "new.ics"), method, to + "holder.ics");
        assertConflict(toward(to + "other.ics"), method, to + "holder.ics");
        alice.send("DELETE", to + "holder.ics").expect(204);
        assertConflict(toward(to + "other.ics"), method, to + "other.ics");
        toward(to + "new.ics").send(method, member).expect(201);
    }

    private void assertConflict(TestServer.Call call, String method, String holder) {
        Answer answer = unchanged(() -> call.send(method, member), from, to);
        answer.expectPrecondition(403, "C:no-uid-conflict");
        assertThat(Xml.find(answer.xml(), "//C:no-uid-conflict/D:href").get(0).getTextContent())
                .isEqualTo(holder);
    }

    @Test
    @DisplayName("within one calendar a MOVE keeps its UID, while a COPY would double it (RFC 4791 5.3.2.1)")
    void rename() {
        unchanged(() -> toward(from + "b.ics").send("COPY", member), from).expectPrecondition(403, "C:no-uid-conflict");

        toward(from + "b.ics").send("MOVE", member).expect(201);

        assertThat(alice.propfind(from, 1, "D:getetag").hrefs()).containsExactly(from, from + "b.ics");
        alice.put(from + "c.ics", Items.event("a")).expectPrecondition(403, "C:no-uid-conflict");
    }
}
