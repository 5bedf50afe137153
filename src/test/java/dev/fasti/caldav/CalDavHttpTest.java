package dev.fasti.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calendars over HTTP (RFC 4791)")
class CalDavHttpTest extends OnServer {
    @Test
    @DisplayName("DAVx5: OPTIONS on the principal says calendar-access (RFC 4791 5.1)")
    void announcesItself() {
        Answer answer = server.alice().send("OPTIONS", "/principals/alice/");

        assertThat(answer.header("DAV").orElseThrow()).contains("calendar-access");
    }

    @Test
    @DisplayName("the home is found from the principal (RFC 4791 6.2.1)")
    void findsTheHome() {
        Multistatus found = server.alice().propfind("/principals/alice/", 0, "C:calendar-home-set");

        assertThat(found.text("/principals/alice/", "C:calendar-home-set")).isEqualTo("/alice/");
    }

    @Test
    @DisplayName("DAVx5: MKCALENDAR takes all properties at once (RFC 4791 5.3.1)")
    void makesACalendar() {
        server.alice()
                .send(
                        "MKCALENDAR",
                        "/alice/made/",
                        Xml.document(
                                "C:mkcalendar",
                                "<D:set><D:prop><D:displayname>Made</D:displayname>"
                                        + "<C:calendar-description xml:lang=\"en\">Mine</C:calendar-description>"
                                        + "<I:calendar-color>#112233</I:calendar-color>"
                                        + "<C:supported-calendar-component-set><C:comp name=\"VTODO\"/>"
                                        + "</C:supported-calendar-component-set></D:prop></D:set>"))
                .expect(201);

        Multistatus made = server.alice()
                .propfind(
                        "/alice/made/",
                        0,
                        "D:resourcetype",
                        "C:calendar-description",
                        "I:calendar-color",
                        "C:supported-calendar-component-set");
        assertThat(Xml.find(made.document(), "//D:resourcetype/C:calendar")).hasSize(1);
        assertThat(Xml.find(made.document(), "//C:supported-calendar-component-set/C:comp[@name='VTODO']"))
                .hasSize(1);
        assertThat(made.text("/alice/made/", "C:calendar-description")).isEqualTo("Mine");
        assertThat(made.text("/alice/made/", "I:calendar-color")).isEqualTo("#112233FF");
        server.alice()
                .put("/alice/made/e.ics", Items.event("e"))
                .expectPrecondition(403, "C:supported-calendar-component");
        server.alice().put("/alice/made/t.ics", Items.todo("t")).expect(201);
    }

    @Test
    @DisplayName("a calendar with one impossible property is not made at all (RFC 4791 5.3.1)")
    void makesNothingHalfway() {
        Answer answer = server.alice()
                .send(
                        "MKCALENDAR",
                        "/alice/half/",
                        Xml.document(
                                "C:mkcalendar",
                                "<D:set><D:prop><D:displayname>Half</D:displayname>"
                                        + "<C:calendar-timezone>no zone</C:calendar-timezone></D:prop></D:set>"));

        assertThat(answer.status()).isBetween(207, 499);
        assertThat(answer.body()).contains("valid-calendar-data");
        server.alice().with("Depth", "0").send("PROPFIND", "/alice/half/").expect(404);
    }

    @Test
    @DisplayName("an object is answered as the octets that were put, under the tag of the PUT (RFC 4791 5.3.4)")
    void keepsOctets() {
        make("/alice/kept/");
        String event = Items.event("kept", "Ünïcode \\n <&>");
        String tag = server.alice()
                .put("/alice/kept/a b.ics".replace(" ", "%20"), event)
                .expect(201)
                .header("ETag")
                .orElseThrow();

        Answer answer = server.alice().send("GET", "/alice/kept/a%20b.ics").expect(200);

        assertThat(answer.body()).isEqualTo(event);
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Content-Type")).contains("text/calendar; charset=utf-8");
    }

    @Test
    @DisplayName("a second object with a UID is refused, with the href of the first (RFC 4791 5.3.2.1)")
    void refusesASecondUid() {
        make("/alice/uids/");
        server.alice().put("/alice/uids/one.ics", Items.event("same")).expect(201);

        Answer answer = server.alice().put("/alice/uids/two.ics", Items.event("same"));

        answer.expectPrecondition(403, "C:no-uid-conflict");
        assertThat(Xml.find(answer.xml(), "/D:error/C:no-uid-conflict/D:href")
                        .get(0)
                        .getTextContent())
                .isEqualTo("/alice/uids/one.ics");
    }

    @Test
    @DisplayName("a multiget answers what it finds, 404 for what is not there, 403 in a foreign home (RFC 4791 7.9)")
    void multiget() {
        make("/alice/got/");
        String event = Items.event("got");
        String tag = server.alice()
                .put("/alice/got/a.ics", event)
                .expect(201)
                .header("ETag")
                .orElseThrow();

        Multistatus found = multiget("<C:calendar-data/>", "/alice/got/a.ics", "/alice/got/b.ics", "/bob/got/a.ics")
                .multistatus();

        assertThat(found.hrefs()).containsExactly("/alice/got/a.ics", "/alice/got/b.ics", "/bob/got/a.ics");
        assertThat(found.text("/alice/got/a.ics", "C:calendar-data")).isEqualTo(event);
        assertThat(found.text("/alice/got/a.ics", "D:getetag")).isEqualTo(tag);
        assertThat(found.status("/alice/got/b.ics")).contains(404);
        assertThat(found.status("/bob/got/a.ics")).contains(403);
    }

    @Test
    @DisplayName("a multiget answers with instances written out, too (RFC 4791 9.6.5)")
    void expandsInMultiget() {
        make("/alice/expanded/");
        server.alice()
                .put(
                        "/alice/expanded/a.ics",
                        Items.event("e").replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=2\r\nSUMMARY"))
                .expect(201);

        Multistatus found = multiget(
                        "<C:calendar-data><C:expand start=\"20260103T000000Z\" end=\"20270101T000000Z\"/></C:calendar-data>",
                        "/alice/expanded/a.ics",
                        "/alice/expanded/b.ics")
                .multistatus();

        assertThat(found.text("/alice/expanded/a.ics", "C:calendar-data"))
                .contains("DTSTART:20260103T100000Z", "RECURRENCE-ID:20260103T100000Z")
                .doesNotContain("20260102", "RRULE");
        assertThat(found.status("/alice/expanded/b.ics")).contains(404);
    }

    @Test
    @DisplayName("Nextcloud: the objects come with a PROPFIND of the calendar")
    void propfindOfData() {
        make("/alice/listed/");
        server.alice().put("/alice/listed/a.ics", Items.event("listed")).expect(201);

        Multistatus listed = server.alice().propfind("/alice/listed/", 1, "C:calendar-data", "D:getetag");

        assertThat(listed.text("/alice/listed/a.ics", "C:calendar-data")).isEqualTo(Items.event("listed"));
        assertThat(listed.statusOf("/alice/listed/", "C:calendar-data")).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "a property and its refusal: the component set is protected once the calendar is there (RFC 4791 5.2.3)")
    void protectsTheComponentSet() {
        make("/alice/fixed/");

        Multistatus answer = server.alice()
                .send(
                        "PROPPATCH",
                        "/alice/fixed/",
                        Xml.proppatch("<C:calendar-description>x</C:calendar-description>"
                                + "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                                + "</C:supported-calendar-component-set>"))
                .multistatus();

        assertThat(answer.statusOf("/alice/fixed/", "C:supported-calendar-component-set"))
                .isEqualTo(403);
        assertThat(answer.statusOf("/alice/fixed/", "C:calendar-description")).isEqualTo(424);
    }

    private static void make(String path) {
        server.alice().send("MKCALENDAR", path).expect(201);
    }

    private static Answer multiget(String property, String member, String... others) {
        String hrefs =
                "<D:href>" + member + "</D:href><D:href>" + String.join("</D:href><D:href>", others) + "</D:href>";
        String collection = member.substring(0, member.lastIndexOf('/') + 1);
        return server.alice()
                .with("Depth", "1")
                .send(
                        "REPORT",
                        collection,
                        Xml.document("C:calendar-multiget", "<D:prop><D:getetag/>" + property + "</D:prop>" + hrefs));
    }
}
