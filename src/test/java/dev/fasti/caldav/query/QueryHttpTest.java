package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("calendar-query, but for its examples (RFC 4791 7.8)")
class QueryHttpTest extends OnServer {
    private static final String EVENTS =
            "<C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\"/></C:comp-filter></C:filter>";
    private static final String TAGS = "<D:prop><D:getetag/></D:prop>";
    /** The first hour of 10 June 2026 in UTC. */
    private static final String HOUR = "<C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">"
            + "<C:time-range start=\"20260610T000000Z\" end=\"20260610T010000Z\"/></C:comp-filter></C:comp-filter>"
            + "</C:filter>";

    private static ExampleCalendar calendar;

    @BeforeAll
    static void fill() {
        calendar = ExampleCalendar.on(server);
    }

    @Test
    @DisplayName("at Depth 0 a calendar has no calendar objects: nothing is found, and nothing is wrong")
    void depthZero() {
        Multistatus answer = query("0", ExampleCalendar.PATH, TAGS + EVENTS).multistatus();

        assertThat(answer.hrefs()).isEmpty();
    }

    @Test
    @DisplayName("scripts from Radicale: without Depth the members are meant")
    void withoutDepth() {
        Answer answer =
                server.alice().send("REPORT", ExampleCalendar.PATH, Xml.document("C:calendar-query", TAGS + EVENTS));

        assertThat(answer.multistatus().hrefs()).hasSize(3);
    }

    @Test
    @DisplayName("python-caldav: a time asked of the VCALENDAR is asked of events, to-dos and journals in it (9.7.1)")
    void timeOfAnything() {
        calendar.make("/alice/mixed/", "");
        calendar.put("/alice/mixed/in.ics", item("VEVENT", "in", "DTSTART:20260601T100000Z\r\n"));
        calendar.put("/alice/mixed/out.ics", item("VEVENT", "out", "DTSTART:20260701T100000Z\r\n"));
        calendar.put(
                "/alice/mixed/series.ics",
                item("VEVENT", "series", "DTSTART:20200101T100000Z\r\nRRULE:FREQ=DAILY\r\n"));
        calendar.put(
                "/alice/mixed/off.ics", item("VEVENT", "off", "DTSTART:20260530T100000Z\r\nRRULE:FREQ=WEEKLY\r\n"));
        calendar.put("/alice/mixed/due.ics", item("VTODO", "due", "DUE:20260602T100000Z\r\n"));
        calendar.put("/alice/mixed/note.ics", item("VJOURNAL", "note", "DTSTART;VALUE=DATE:20260603\r\n"));
        assertThat(query("1", "/alice/mixed/", TAGS + anything(""))
                        .multistatus()
                        .hrefs())
                .containsExactlyInAnyOrder(
                        "/alice/mixed/in.ics",
                        "/alice/mixed/series.ics",
                        "/alice/mixed/due.ics",
                        "/alice/mixed/note.ics");
        assertThat(query("1", "/alice/mixed/", TAGS + anything("<C:comp-filter name='VEVENT'/>"))
                        .multistatus()
                        .hrefs())
                .containsExactlyInAnyOrder("/alice/mixed/in.ics", "/alice/mixed/series.ics");
    }

    private static String anything(String asked) {
        return "<C:filter><C:comp-filter name='VCALENDAR'>" + asked
                + "<C:time-range start='20260601T000000Z' end='20260606T000000Z'/></C:comp-filter></C:filter>";
    }

    private static String item(String component, String uid, String lines) {
        return Items.calendar("BEGIN:" + component + "\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\n" + lines
                + "END:" + component + "\r\n");
    }

    @Test
    @DisplayName("a home answers for all calendars below it at Depth infinity, and for none at Depth 1 (7.2)")
    void home() {
        calendar.make("/alice/other/", "");
        calendar.put("/alice/other/o.ics", Items.event("other"));

        assertThat(query("infinity", "/alice/", TAGS + EVENTS).multistatus().hrefs())
                .contains("/alice/other/o.ics", "/alice/work/abcd1.ics", "/alice/work/abcd2.ics");
        assertThat(query("1", "/alice/", TAGS + EVENTS).multistatus().hrefs()).isEmpty();
    }

    @Test
    @DisplayName(
            "a birthday by the Chinese calendar, as iOS writes it, is found in all years by DAVx⁵ and others (9.9)")
    void otherCalendars() {
        calendar.make("/alice/birthdays/", "");
        calendar.put(
                "/alice/birthdays/b.ics",
                Items.calendar("BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:20200125\r\n"
                        + "RRULE:RSCALE=CHINESE;FREQ=YEARLY\r\nEND:VEVENT\r\n"));

        String open = HOUR.replace(" end=\"20260610T010000Z\"", "");
        for (String filter : new String[] {HOUR, open}) {
            assertThat(query("1", "/alice/birthdays/", TAGS + filter)
                            .multistatus()
                            .hrefs())
                    .containsExactly("/alice/birthdays/b.ics");
        }
        assertThat(query("1", "/alice/birthdays/", TAGS + HOUR.replace("202606", "201906"))
                        .multistatus()
                        .hrefs())
                .isEmpty();
    }

    @Test
    @DisplayName("one calendar object can be asked whether it matches")
    void onMember() {
        assertThat(query("0", "/alice/work/abcd1.ics", TAGS + EVENTS)
                        .multistatus()
                        .hrefs())
                .containsExactly("/alice/work/abcd1.ics");
        assertThat(query("0", "/alice/work/abcd4.ics", TAGS + EVENTS)
                        .multistatus()
                        .hrefs())
                .isEmpty();
    }

    @Test
    @DisplayName("an address book and a principal have no such report, and others are told nothing")
    void elsewhere() {
        server.alice()
                .send(
                        "MKCOL",
                        "/alice/book/",
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                                        + "</D:prop></D:set>"))
                .expect(201);

        query("1", "/alice/book/", TAGS + EVENTS).expectPrecondition(403, "D:supported-report");
        query("1", "/principals/alice/", TAGS + EVENTS).expectPrecondition(403, "D:supported-report");
        server.bob()
                .with("Depth", "1")
                .send("REPORT", ExampleCalendar.PATH, Xml.document("C:calendar-query", TAGS + EVENTS))
                .expectPrecondition(403, "D:need-privileges");
    }

    @Test
    @DisplayName("properties that a member does not have are 404; allprop and propname are answered (7.8)")
    void properties() {
        Multistatus answer = query("1", ExampleCalendar.PATH, "<D:prop><D:getetag/><X:none/></D:prop>" + EVENTS)
                .multistatus();
        assertThat(answer.statusOf("/alice/work/abcd1.ics", "X:none")).isEqualTo(404);
        assertThat(answer.statusOf("/alice/work/abcd1.ics", "D:getetag")).isEqualTo(200);

        assertThat(query("1", ExampleCalendar.PATH, EVENTS)
                        .multistatus()
                        .property("/alice/work/abcd1.ics", "D:getetag"))
                .isPresent();
        assertThat(query("1", ExampleCalendar.PATH, "<D:propname/>" + EVENTS)
                        .multistatus()
                        .property("/alice/work/abcd1.ics", "C:calendar-data"))
                .isPresent();
    }

    @Test
    @DisplayName("a wrong filter, collation, type or zone is refused with its element; a missing filter is 400")
    void refusals() {
        refused("C:valid-filter", TAGS + "<C:filter><C:comp-filter name=\"VEVENT\"/></C:filter>");
        refused(
                "C:supported-collation",
                TAGS
                        + EVENTS.replace(
                                "<C:comp-filter name=\"VEVENT\"/>",
                                "<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"UID\">"
                                        + "<C:text-match collation=\"i;nothing\">x</C:text-match></C:prop-filter>"
                                        + "</C:comp-filter>"));
        refused(
                "C:supported-calendar-data",
                "<D:prop><C:calendar-data content-type=\"application/json\"/></D:prop>" + EVENTS);
        refused("C:valid-calendar-data", TAGS + EVENTS + "<C:timezone>BEGIN:VCALENDAR</C:timezone>");
        refused("C:valid-timezone", TAGS + EVENTS + "<C:timezone-id>Mars/Olympus</C:timezone-id>");
        query("1", ExampleCalendar.PATH, TAGS).expect(400);
        query(
                        "1",
                        ExampleCalendar.PATH,
                        "<D:prop><C:calendar-data><C:expand start=\"20260101T000000Z\"/></C:calendar-data></D:prop>"
                                + EVENTS)
                .expect(400);
        query("2", ExampleCalendar.PATH, TAGS + EVENTS).expect(400);
    }

    @Test
    @DisplayName("dates are where the request says, else where the calendar says, else where the server is (7.3)")
    void timeZones() {
        calendar.make("/alice/zoned/", "<C:calendar-timezone>" + zone("Europe/Berlin") + "</C:calendar-timezone>");
        calendar.put(
                "/alice/zoned/floating.ics",
                Items.calendar("BEGIN:VEVENT\r\nUID:f\r\nDTSTART:20260610T023000\r\nDURATION:PT15M\r\nEND:VEVENT\r\n"));
        calendar.put(
                "/alice/zoned/day.ics",
                Items.calendar("BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20260609\r\nEND:VEVENT\r\n"));

        assertThat(query("1", "/alice/zoned/", TAGS + HOUR).multistatus().hrefs())
                .containsExactly("/alice/zoned/floating.ics");
        assertThat(query("1", "/alice/zoned/", TAGS + HOUR + "<C:timezone-id>America/New_York</C:timezone-id>")
                        .multistatus()
                        .hrefs())
                .containsExactly("/alice/zoned/day.ics");
        String ownZone = "BEGIN:VCALENDAR&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Own&#13;\nBEGIN:STANDARD&#13;\n"
                + "DTSTART:19700101T000000&#13;\nTZOFFSETFROM:+0230&#13;\nTZOFFSETTO:+0230&#13;\nEND:STANDARD&#13;\n"
                + "END:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n";
        assertThat(query("1", "/alice/zoned/", TAGS + HOUR + "<C:timezone>" + ownZone + "</C:timezone>")
                        .multistatus()
                        .hrefs())
                .containsExactly("/alice/zoned/floating.ics");
    }

    @Test
    @DisplayName("what is written out is in the zone of the request, too (9.6.5)")
    void expandInZone() {
        calendar.make("/alice/expanded/", "");
        calendar.put(
                "/alice/expanded/days.ics",
                Items.calendar("BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20260601\r\nRRULE:FREQ=DAILY\r\n"
                        + "END:VEVENT\r\n"));
        String request = "<D:prop><C:calendar-data><C:expand start=\"20260610T000000Z\" end=\"20260610T010000Z\"/>"
                + "</C:calendar-data></D:prop>" + HOUR;

        assertThat(query("1", "/alice/expanded/", request + "<C:timezone-id>America/New_York</C:timezone-id>")
                        .multistatus()
                        .text("/alice/expanded/days.ics", "C:calendar-data"))
                .contains("DTSTART;VALUE=DATE:20260609", "RECURRENCE-ID;VALUE=DATE:20260609")
                .doesNotContain("RRULE", "20260610");
        assertThat(query("1", "/alice/expanded/", request + "<C:timezone-id>Etc/UTC</C:timezone-id>")
                        .multistatus()
                        .text("/alice/expanded/days.ics", "C:calendar-data"))
                .contains("DTSTART;VALUE=DATE:20260610")
                .doesNotContain("20260609");
    }

    @Test
    @DisplayName("a broken item is left out of queries and breaks none; it is still served")
    void brokenItem() throws IOException {
        calendar.make("/alice/broken/", "");
        calendar.put("/alice/broken/good.ics", Items.event("good"));
        Path folder = server.data().resolve("collection-root/alice/broken");
        Files.writeString(folder.resolve("bad.ics"), "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
        Files.writeString(folder.resolve("worse.ics"), "nothing of the kind");

        assertThat(query("1", "/alice/broken/", TAGS + EVENTS).multistatus().hrefs())
                .containsExactly("/alice/broken/good.ics");
        server.alice().send("GET", "/alice/broken/bad.ics").expect(200);
    }

    @Test
    @DisplayName("an object with too many instances to be written out is told so, and the others are answered")
    void tooManyInstances() {
        calendar.make("/alice/many/", "");
        calendar.put(
                "/alice/many/often.ics",
                Items.calendar(
                        "BEGIN:VEVENT\r\nUID:o\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n"));
        calendar.put("/alice/many/once.ics", Items.event("once"));
        Multistatus answer = query(
                        "1",
                        "/alice/many/",
                        "<D:prop><D:getetag/><C:calendar-data><C:expand start=\"20260101T000000Z\""
                                + " end=\"20260201T000000Z\"/></C:calendar-data></D:prop>" + EVENTS)
                .multistatus();

        assertThat(answer.statusOf("/alice/many/often.ics", "C:calendar-data")).isEqualTo(507);
        assertThat(Xml.find(answer.document(), "//D:error/D:number-of-matches-within-limits"))
                .hasSize(1);
        assertThat(answer.statusOf("/alice/many/often.ics", "D:getetag")).isEqualTo(200);
        assertThat(answer.text("/alice/many/once.ics", "C:calendar-data")).contains("UID:once");
    }

    private static void refused(String precondition, String content) {
        query("1", ExampleCalendar.PATH, content).expectPrecondition(403, precondition);
    }

    private static String zone(String tzid) {
        return "BEGIN:VCALENDAR&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:" + tzid
                + "&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n";
    }

    private static Answer query(String depth, String path, String content) {
        return calendar.report(depth, path, "C:calendar-query", content);
    }
}
