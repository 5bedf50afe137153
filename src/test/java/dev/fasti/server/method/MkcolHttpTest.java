package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@DisplayName("MKCOL, plain and extended (RFC 4918 section 9.3, RFC 5689)")
class MkcolHttpTest extends OnServer {
    private static final String CALENDAR = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>";
    private static final String BOOK = "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>";

    private static Answer extended(String path, String set) {
        return alice.send("MKCOL", path, Xml.creation("D:mkcol", set));
    }

    private static Element type(String path) {
        return alice.propfind(path, 0, "D:resourcetype")
                .property(path, "D:resourcetype")
                .orElseThrow();
    }

    @Test
    @DisplayName("without a body it makes a plain, empty collection: 201 (RFC 4918 9.3)")
    void plain() {
        Answer answer = alice.send("MKCOL", "/alice/plain/").expect(201);

        assertThat(answer.octets()).isEmpty();
        assertThat(Xml.find(type("/alice/plain/"), "*")).hasSize(1);
        assertThat(Xml.find(type("/alice/plain/"), "D:collection")).hasSize(1);
        assertThat(alice.propfind("/alice/plain/", 1, "D:resourcetype").hrefs()).containsExactly("/alice/plain/");
        assertThat(alice.propfind("/alice/", 1, "D:resourcetype").hrefs()).contains("/alice/plain/");
    }

    @Test
    @DisplayName("vdirsyncer: the slash at the end may be missing (RFC 4918 5.2)")
    void withoutSlash() {
        extended("/alice/bare", CALENDAR).expect(201);

        put("/alice/bare/a.ics", Items.event("a"));
        assertThat(alice.propfind("/alice/bare", 0, "D:resourcetype").hrefs()).containsExactly("/alice/bare/");
    }

    @Test
    @DisplayName("plain collections nest, and hold members of any kind (RFC 4918 5.2)")
    void nested() {
        folder("a");
        folder("a/b");
        extended("/alice/a/b/cal/", CALENDAR).expect(201);
        put("/alice/a/b/cal/x.ics", Items.event("x"));
        alice.send("PUT", "/alice/a/b/x.txt", "x").expect(201);

        assertThat(alice.propfind("/alice/a/b/", 1, "D:resourcetype").hrefs())
                .containsExactlyInAnyOrder("/alice/a/b/", "/alice/a/b/cal/", "/alice/a/b/x.txt");
    }

    @Test
    @DisplayName("Outlook CalDav Synchronizer: an extended MKCOL makes a calendar with its properties (RFC 5689 3)")
    void calendarWithProperties() {
        extended(
                        "/alice/work/",
                        CALENDAR + "<D:displayname>Work &amp; more</D:displayname>"
                                + "<C:calendar-description xml:lang=\"en\">Mine</C:calendar-description>"
                                + "<C:supported-calendar-component-set><C:comp name=\"VTODO\"/>"
                                + "</C:supported-calendar-component-set>"
                                + "<I:calendar-color>#112233FF</I:calendar-color><X:dead>d</X:dead>")
                .expect(201);

        Multistatus found = alice.propfind(
                "/alice/work/",
                0,
                "D:displayname",
                "C:calendar-description",
                "C:supported-calendar-component-set",
                "I:calendar-color",
                "X:dead");
        assertThat(found.text("/alice/work/", "D:displayname")).isEqualTo("Work & more");
        assertThat(found.text("/alice/work/", "C:calendar-description")).isEqualTo("Mine");
        assertThat(found.text("/alice/work/", "I:calendar-color")).isEqualTo("#112233FF");
        assertThat(found.text("/alice/work/", "X:dead")).isEqualTo("d");
        assertThat(Xml.find(found.document(), "//C:comp")).hasSize(1);
        assertThat(Xml.find(found.document(), "//C:comp[@name='VTODO']")).hasSize(1);
        assertThat(Xml.find(type("/alice/work/"), "C:calendar")).hasSize(1);
        alice.put("/alice/work/a.ics", Items.event("a")).expectPrecondition(403, "C:supported-calendar-component");
    }

    @Test
    @DisplayName("an extended MKCOL makes an address book with its properties (RFC 6352 6.3.1, RFC 5689 3)")
    void addressBookWithProperties() {
        extended(
                        "/alice/friends/",
                        BOOK + "<D:displayname>Friends</D:displayname>"
                                + "<CR:addressbook-description>Old</CR:addressbook-description>")
                .expect(201);

        Multistatus found = alice.propfind("/alice/friends/", 0, "D:displayname", "CR:addressbook-description");
        assertThat(found.text("/alice/friends/", "D:displayname")).isEqualTo("Friends");
        assertThat(found.text("/alice/friends/", "CR:addressbook-description")).isEqualTo("Old");
        assertThat(Xml.find(type("/alice/friends/"), "CR:addressbook")).hasSize(1);
        put("/alice/friends/a.vcf", Items.card("a", "A"));
    }

    @Test
    @DisplayName("an extended MKCOL can make a plain collection with properties, too (RFC 5689 3.3)")
    void plainWithProperties() {
        extended("/alice/named/", "<D:resourcetype><D:collection/></D:resourcetype><D:displayname>N</D:displayname>")
                .expect(201);

        assertThat(alice.propfind("/alice/named/", 0, "D:displayname").text("/alice/named/", "D:displayname"))
                .isEqualTo("N");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "<D:resourcetype><D:collection/><X:special/></D:resourcetype>",
                "<D:resourcetype><D:collection/><C:calendar/><CR:addressbook/></D:resourcetype>",
                "<D:resourcetype><C:calendar/></D:resourcetype>",
                "<D:resourcetype><D:collection/><D:principal/></D:resourcetype>",
                "<D:resourcetype/>",
                ""
            })
    @DisplayName(
            "a type that there is not is valid-resourcetype, the rest 424, and nothing is made (RFC 5689 3.3, 3.5)")
    void unknownType(String type) {
        Answer answer = unchanged(
                        () -> extended("/alice/special/", type + "<D:displayname>S</D:displayname>"), "/alice/")
                .expect(403);

        assertThat(Xml.find(
                        answer.xml(),
                        "/D:mkcol-response/D:propstat[D:prop/D:resourcetype]/D:error/D:valid-resourcetype"))
                .hasSize(1);
        assertThat(Xml.find(answer.xml(), "/D:mkcol-response/D:propstat[D:prop/D:displayname]/D:status")
                        .get(0)
                        .getTextContent())
                .isEqualTo("HTTP/1.1 424 Failed Dependency");
        assertAbsent("/alice/special/");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<D:getetag>x</D:getetag> | D:getetag | 403",
                "<C:calendar-timezone>rubbish</C:calendar-timezone> | C:calendar-timezone | 403",
                "<C:supported-calendar-component-set/> | C:supported-calendar-component-set | 409",
                "<C:schedule-calendar-transp/> | C:schedule-calendar-transp | 409"
            })
    @DisplayName(
            "a property that fails is told in a mkcol-response, and so is each other one; nothing is made (RFC 5689 3)")
    void failingProperty(String property, String name, int status) {
        Answer answer =
                unchanged(() -> extended("/alice/failed/", CALENDAR + "<X:fine>x</X:fine>" + property), "/alice/");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(Xml.find(answer.xml(), "/D:mkcol-response/D:propstat[D:prop/" + name + "]/D:status")
                        .get(0)
                        .getTextContent())
                .startsWith("HTTP/1.1 " + status);
        for (String other : new String[] {"X:fine", "D:resourcetype"}) {
            assertThat(Xml.find(answer.xml(), "/D:mkcol-response/D:propstat[D:prop/" + other + "]/D:status"))
                    .as(other)
                    .singleElement()
                    .extracting(Element::getTextContent)
                    .isEqualTo("HTTP/1.1 424 Failed Dependency");
        }
        assertAbsent("/alice/failed/");
    }

    @Test
    @DisplayName(
            "where something is it is 405 with Allow and resource-must-be-null, and that stays (RFC 4918 9.3.1, RFC 3253 6.3)")
    void exists() {
        put("/alice/calendar/a.ics", Items.event("a"));
        for (String path : new String[] {"/alice/calendar/", "/alice/calendar", "/alice/calendar/a.ics", "/alice/"}) {
            Answer answer = unchanged(() -> extended(path, BOOK), "/alice/", "/alice/calendar/");

            answer.expectPrecondition(405, "D:resource-must-be-null");
            assertThat(allowed(answer)).contains("PROPFIND").doesNotContain("MKCOL");
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/alice/missing/deeper/, 409",
        "/alice/calendar/a.ics/deeper/, 409",
        "/carol/, 403",
        "/bob/stolen/, 403",
        "/principals/carol/, 405",
        "/principals/nobody/, 403",
        "/principals/alice/x/, 403"
    })
    @DisplayName("without its parent it is 409, where nothing can be made 403, where something is 405 (RFC 4918 9.3.1)")
    void places(String path, int status) {
        unchanged(() -> alice.send("MKCOL", path), "/alice/", "/bob/").expect(status);
        unchanged(() -> extended(path, CALENDAR), "/alice/", "/bob/").expect(status);
    }

    @Test
    @DisplayName("calendars and address books hold no collections: 403 (RFC 4791 4.2, RFC 6352 5.2)")
    void location() {
        for (String place : new String[] {"/alice/calendar/", "/alice/contacts/"}) {
            unchanged(() -> alice.send("MKCOL", place + "x/"), place).expect(403);
            unchanged(() -> extended(place + "x/", CALENDAR), place)
                    .expectPrecondition(403, "C:calendar-collection-location-ok");
            unchanged(() -> extended(place + "x/", BOOK), place)
                    .expectPrecondition(403, "CR:addressbook-collection-location-ok");
        }
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | hello | 415",
                "xyz-foo/bar-512 | afafafaf | 415",
                "application/xml | <X:other xmlns:X='urn:x'/> | 415",
                "application/xml | <unclosed | 400",
                "application/xml | <!DOCTYPE a []><D:mkcol xmlns:D='DAV:'/> | 400"
            })
    @DisplayName(
            "a body that is not understood is 415, one that is broken 400, and nothing is made (RFC 4918 9.3, 9.3.1)")
    void bodies(String type, String body, int status) {
        unchanged(() -> alice.with("Content-Type", type).send("MKCOL", "/alice/body/", body), "/alice/")
                .expect(status);
        assertAbsent("/alice/body/");
    }

    @Test
    @DisplayName("If-None-Match: * holds where nothing is, If-Match does not (RFC 9110 13.1)")
    void conditions() {
        unchanged(() -> alice.with("If-Match", "*").send("MKCOL", "/alice/cond/"), "/alice/")
                .expect(412);
        unchanged(() -> alice.with("If", "(<urn:x>)").send("MKCOL", "/alice/cond/"), "/alice/")
                .expect(412);
        alice.with("If-None-Match", "*").send("MKCOL", "/alice/cond/").expect(201);
    }
}
