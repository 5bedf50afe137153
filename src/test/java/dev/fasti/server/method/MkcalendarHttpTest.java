package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

@DisplayName("MKCALENDAR (RFC 4791 section 5.3.1)")
class MkcalendarHttpTest extends OnServer {
    private static final String TIMEZONE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//Tests//EN\r\n"
            + "BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\n"
            + "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            + "END:VCALENDAR\r\n";

    private static Answer make(String path, String set) {
        return alice.send("MKCALENDAR", path, Xml.creation("C:mkcalendar", set));
    }

    @Test
    @DisplayName("tsdav: without a body it makes a calendar: 201, not to be cached (RFC 4791 5.3.1)")
    void bare() {
        Answer answer = alice.send("MKCALENDAR", "/alice/bare/").expect(201);

        assertThat(answer.octets()).isEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        Element type = alice.propfind("/alice/bare/", 0, "D:resourcetype")
                .property("/alice/bare/", "D:resourcetype")
                .orElseThrow();
        assertThat(Xml.find(type, "C:calendar")).hasSize(1);
        assertThat(Xml.find(type, "D:collection")).hasSize(1);
        put("/alice/bare/e.ics", Items.event("e"));
        put("/alice/bare/t.ics", Items.todo("t"));
    }

    @Test
    @DisplayName("DAVx5: a calendar is made with all its properties at once (RFC 4791 5.3.1.2)")
    void davx5() {
        String path = "/alice/6c0a4b9e-1d2f/";
        make(
                        path,
                        "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                                + "<D:displayname>Über uns</D:displayname>"
                                + "<C:calendar-description>All &lt;of&gt; it</C:calendar-description>"
                                + "<I:calendar-color>#FF00AA80</I:calendar-color>"
                                + "<I:calendar-order>3</I:calendar-order>"
                                + "<C:calendar-timezone>" + TIMEZONE.replace("\r", "&#13;") + "</C:calendar-timezone>"
                                + "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                                + "<C:comp name=\"VJOURNAL\"/></C:supported-calendar-component-set>"
                                + "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>")
                .expect(201);

        Multistatus found = alice.propfind(
                path,
                0,
                "D:displayname",
                "C:calendar-description",
                "I:calendar-color",
                "I:calendar-order",
                "C:calendar-timezone",
                "C:supported-calendar-component-set",
                "C:schedule-calendar-transp");
        assertThat(found.text(path, "D:displayname")).isEqualTo("Über uns");
        assertThat(found.text(path, "C:calendar-description")).isEqualTo("All <of> it");
        assertThat(found.text(path, "I:calendar-color")).isEqualTo("#FF00AA80");
        assertThat(found.text(path, "I:calendar-order")).isEqualTo("3");
        assertThat(found.text(path, "C:calendar-timezone")).isEqualTo(TIMEZONE);
        assertThat(Xml.find(found.document(), "//C:schedule-calendar-transp/C:transparent"))
                .hasSize(1);
        assertThat(Xml.find(found.document(), "//C:comp").stream().map(comp -> comp.getAttribute("name")))
                .containsExactly("VEVENT", "VJOURNAL");
        alice.put(path + "t.ics", Items.todo("t")).expectPrecondition(403, "C:supported-calendar-component");
        put(path + "e.ics", Items.event("e"));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<D:getetag>x</D:getetag> | D:getetag | 403 | D:cannot-modify-protected-property",
                "<CS:getctag>x</CS:getctag> | CS:getctag | 403 | D:cannot-modify-protected-property",
                "<C:calendar-timezone>x</C:calendar-timezone> | C:calendar-timezone | 403 | C:valid-calendar-data",
                "<C:supported-calendar-component-set/> | C:supported-calendar-component-set | 409 | ",
                "<C:schedule-calendar-transp/> | C:schedule-calendar-transp | 409 | "
            })
    @DisplayName("a property that fails makes no calendar: 207 with its status, the others 424 (RFC 4791 5.3.1.1)")
    void failingProperty(String property, String name, int status, String precondition) {
        Answer answer = unchanged(
                () -> make("/alice/failed/", "<D:displayname>F</D:displayname>" + property + "<X:dead>d</X:dead>"),
                "/alice/");

        Multistatus found = answer.multistatus();
        assertThat(found.hrefs()).isEqualTo(List.of("/alice/failed/"));
        assertThat(found.statusOf("/alice/failed/", name)).isEqualTo(status);
        assertThat(found.statusOf("/alice/failed/", "D:displayname")).isEqualTo(424);
        assertThat(found.statusOf("/alice/failed/", "X:dead")).isEqualTo(424);
        if (precondition != null) {
            assertThat(Xml.find(found.propstats("/alice/failed/", status).get(0), "D:error/" + precondition))
                    .hasSize(1);
        }
        assertAbsent("/alice/failed/");
    }

    @Test
    @DisplayName("where something is it is 409 with resource-must-be-null, and that stays (RFC 4791 1.3, 5.3.1)")
    void exists() {
        put("/alice/calendar/a.ics", Items.event("a"));
        for (String path : List.of("/alice/calendar/", "/alice/contacts", "/alice/calendar/a.ics", "/alice/")) {
            unchanged(
                            () -> make(path, "<D:displayname>Other</D:displayname>"),
                            "/alice/",
                            "/alice/calendar/",
                            "/alice/contacts/")
                    .expectPrecondition(409, "D:resource-must-be-null");
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/alice/missing/deeper/, 409",
        "/carol/, 403",
        "/bob/stolen/, 403",
        "/principals/x/, 403",
        "/alice/.hidden/, 403"
    })
    @DisplayName("without its parent it is 409, where none can be made 403 (RFC 4791 5.3.1.1)")
    void places(String path, int status) {
        unchanged(() -> alice.send("MKCALENDAR", path), "/alice/", "/bob/").expect(status);
    }

    @Test
    @DisplayName("inside a calendar or an address book it is calendar-collection-location-ok (RFC 4791 4.2, 5.3.1.1)")
    void location() {
        for (String place : List.of("/alice/calendar/", "/alice/contacts/")) {
            unchanged(() -> alice.send("MKCALENDAR", place + "inner/"), place)
                    .expectPrecondition(403, "C:calendar-collection-location-ok");
        }
        put("/alice/calendar/leaf.ics", Items.event("leaf"));
        unchanged(() -> alice.send("MKCALENDAR", "/alice/calendar/leaf.ics/inner/"), "/alice/calendar/")
                .expect(409);
    }

    @Test
    @DisplayName("a calendar may lie in a plain collection (RFC 4791 4.2)")
    void inFolder() {
        folder("folder");

        alice.send("MKCALENDAR", "/alice/folder/cal").expect(201);

        put("/alice/folder/cal/a.ics", Items.event("a"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"<D:mkcol xmlns:D='DAV:'/>, 400", "<C:mkcalendar, 400", "rubbish, 400"})
    @DisplayName("a body that is not well-formed, or no mkcalendar, is refused, and nothing is made (RFC 4791 5.3.1)")
    void bodies(String body, int status) {
        unchanged(() -> alice.send("MKCALENDAR", "/alice/body/", body), "/alice/")
                .expect(status);
        unchanged(
                        () -> alice.with("Content-Type", "text/calendar")
                                .send("MKCALENDAR", "/alice/body/", Items.event("a")),
                        "/alice/")
                .expect(415);
        assertAbsent("/alice/body/");
    }

    @Test
    @DisplayName("If-None-Match: * holds where nothing is, If-Match does not (RFC 9110 13.1)")
    void conditions() {
        unchanged(() -> alice.with("If-Match", "*").send("MKCALENDAR", "/alice/cond/"), "/alice/")
                .expect(412);
        alice.with("If-None-Match", "*").send("MKCALENDAR", "/alice/cond/").expect(201);
    }

    @Test
    @DisplayName("a new calendar has a token from the start, and an empty history (RFC 6578 4)")
    void token() {
        String path = calendar("fresh");

        assertThat(alice.sync(path, "").multistatus().hrefs()).isEmpty();
        assertThat(alice.sync(path, tokenOf(path)).multistatus().hrefs()).isEmpty();
    }
}
