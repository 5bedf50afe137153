package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time zones by reference (RFC 7809)")
class TimezoneHttpTest extends OnServer {
    private static final String ID = "C:calendar-timezone-id";
    private static final String WHOLE = "C:calendar-timezone";
    private static final String ZONE = zone("Europe/Berlin");
    private static final String OWN = zone("Own");
    private static final String EVENT = "BEGIN:VEVENT\r\nUID:zoned\r\nDTSTAMP:20260101T000000Z\r\n"
            + "DTSTART;TZID=Europe/Berlin:20260102T100000\r\nDTEND;TZID=Own:20260102T110000\r\nEND:VEVENT\r\n";
    private static final String STORED = Items.calendar(ZONE + OWN + EVENT);
    private static final String BARE = Items.calendar(EVENT.replace("UID:zoned", "UID:bare"));

    private static String place;

    private static String zone(String id) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + id + "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    }

    @BeforeAll
    static void fill() {
        place = calendar("zones");
        put(place + "zoned.ics", STORED);
        put(place + "bare.ics", BARE);
    }

    private static void set(String calendar, String element, int status) {
        String name = element.substring(1, element.indexOf('>'));
        assertThat(alice.send("PROPPATCH", calendar, Xml.proppatch(element))
                        .multistatus()
                        .statusOf(calendar, name))
                .isEqualTo(status);
    }

    private static String read(String calendar, String name) {
        return alice.propfind(calendar, 0, name).text(calendar, name);
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + text + "</" + name + ">";
    }

    @Test
    @DisplayName("calendar-timezone-id set by name gives calendar-timezone its definition (RFC 7809 3.1.5)")
    void byName() {
        String calendar = calendar("zone-by-name");
        assertThat(alice.propfind(calendar, 0, ID).statusOf(calendar, ID)).isEqualTo(404);
        set(calendar, element(ID, "America/New_York"), 200);
        assertThat(read(calendar, ID)).isEqualTo("America/New_York");
        assertThat(read(calendar, WHOLE)).contains("BEGIN:VTIMEZONE", "TZID:America/New_York", "RRULE:FREQ=YEARLY");
        set(calendar, element(WHOLE, read(calendar, WHOLE)), 200);
        assertThat(alice.with("Depth", "0").send("PROPFIND", calendar).body()).doesNotContain("timezone");
        String remove = Xml.document("D:propertyupdate", "<D:remove><D:prop><" + ID + "/></D:prop></D:remove>");
        alice.send("PROPPATCH", calendar, remove).expect(207);
        assertThat(alice.propfind(calendar, 0, WHOLE).statusOf(calendar, WHOLE)).isEqualTo(404);
    }

    @Test
    @DisplayName("calendar-timezone set as a whole gives calendar-timezone-id its TZID (RFC 7809 3.1.5)")
    void byDefinition() {
        String calendar = calendar("zone-by-definition");
        set(calendar, element(WHOLE, Items.calendar(OWN)), 200);
        assertThat(read(calendar, ID)).isEqualTo("Own");
    }

    @Test
    @DisplayName("a name that is no known zone is refused with valid-timezone (RFC 7809 3.1.5)")
    void unknownName() {
        String calendar = calendar("zone-unknown");
        Answer refused = unchanged(
                () -> alice.send("PROPPATCH", calendar, Xml.proppatch(element(ID, "Mars/Olympus"))), calendar);
        assertThat(refused.multistatus().statusOf(calendar, ID)).isEqualTo(403);
        assertThat(Xml.find(refused.xml(), "//D:error/C:valid-timezone")).hasSize(1);
    }

    @Test
    @DisplayName("MKCALENDAR takes calendar-timezone-id, as DAVx5 sends it (RFC 7809 3.1.5)")
    void creation() {
        String calendar = "/alice/zone-created/";
        alice.send("MKCALENDAR", calendar, Xml.creation("C:mkcalendar", element(ID, "Asia/Tokyo")))
                .expect(201);
        assertThat(read(calendar, ID)).isEqualTo("Asia/Tokyo");
        assertThat(read(calendar, WHOLE)).contains("TZOFFSETTO:+0900");
    }

    @Test
    @DisplayName("CalDAV-Timezones: F leaves out standard zones, in GET and in reports; the tag stays (RFC 7809 3.1.3)")
    void without() {
        String expected = Items.calendar(OWN + EVENT);
        Answer got =
                alice.with("CalDAV-Timezones", "F").with("Range", "bytes=0-9").send("GET", place + "zoned.ics");
        assertThat(got.expect(200).body()).isEqualTo(expected);
        assertThat(got.header("Vary")).contains("CalDAV-Timezones");
        assertThat(tag(got)).isEqualTo(tagOf(place + "zoned.ics"));
        assertThat(data("F", "zoned.ics")).containsExactly(expected);
        assertThat(alice.send("GET", place + "zoned.ics").body()).isEqualTo(STORED);
    }

    @Test
    @DisplayName("CalDAV-Timezones: T adds the definitions that an object lacks (RFC 7809 3.1.3)")
    void withAll() {
        assertThat(data("T", "zoned.ics")).containsExactly(STORED);
        String whole = alice.with("CalDAV-Timezones", "T")
                .send("GET", place + "bare.ics")
                .body();
        assertThat(whole).contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n").doesNotContain("TZID:Own\r\n");
        assertThat(data("T", "bare.ics")).containsExactly(whole);
        assertThat(alice.send("GET", place + "bare.ics").body()).isEqualTo(BARE);
    }

    @Test
    @DisplayName("another value of CalDAV-Timezones is no choice: what is kept is answered (RFC 7809 7.1)")
    void malformed() {
        Answer got = alice.with("CalDAV-Timezones", "maybe").send("GET", place + "bare.ics");
        assertThat(got.expect(200).body()).isEqualTo(BARE);
        assertThat(data("maybe", "zoned.ics")).containsExactly(STORED);
    }

    @Test
    @DisplayName("calendar-query takes timezone-id, and refuses what it does not know (RFC 7809 3.1.6)")
    void query() {
        String range = "<C:time-range start=\"20260101T150000Z\" end=\"20260101T160000Z\"/>";
        String filter = "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
                + "<C:comp-filter name=\"VEVENT\">" + range + "</C:comp-filter></C:comp-filter></C:filter>";
        String calendar = calendar("zone-query");
        put(
                calendar + "day.ics",
                Items.calendar("BEGIN:VEVENT\r\nUID:day\r\nDTSTAMP:20260101T000000Z\r\n"
                        + "DTSTART;VALUE=DATE:20260102\r\nEND:VEVENT\r\n"));
        TestServer.Call deep = alice.with("Depth", "1");
        String tokyo = Xml.document("C:calendar-query", filter + "<C:timezone-id>Asia/Tokyo</C:timezone-id>");
        String paris = Xml.document("C:calendar-query", filter + "<C:timezone-id>Europe/Paris</C:timezone-id>");
        String none = Xml.document("C:calendar-query", filter + "<C:timezone-id>Mars/Olympus</C:timezone-id>");
        assertThat(deep.send("REPORT", calendar, tokyo).multistatus().hrefs()).containsExactly(calendar + "day.ics");
        assertThat(deep.send("REPORT", calendar, paris).multistatus().hrefs()).isEmpty();
        deep.send("REPORT", calendar, none).expectPrecondition(403, "C:valid-timezone");
    }

    private static List<String> data(String choice, String name) {
        String body = Xml.document(
                "C:calendar-multiget", "<D:prop><C:calendar-data/></D:prop><D:href>" + place + name + "</D:href>");
        return Xml.find(
                        alice.with("CalDAV-Timezones", choice)
                                .send("REPORT", place, body)
                                .multistatus()
                                .document(),
                        "//C:calendar-data")
                .stream()
                .map(element -> element.getTextContent())
                .toList();
    }
}
