package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("free-busy-query (RFC 4791 7.10)")
class FreeBusyHttpTest extends OnServer {
    private static ExampleCalendar calendar;

    @BeforeAll
    static void fill() {
        calendar = ExampleCalendar.on(server);
        calendar.make("/alice/private/", "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>");
        calendar.make("/alice/second/", "");
        calendar.put("/alice/private/p.ics", event("p", "DTSTART:20060104T170000Z\r\nDTEND:20060104T173000Z\r\n"));
        calendar.put("/alice/second/s.ics", event("s", "DTSTART:20060104T200000Z\r\nDTEND:20060104T203000Z\r\n"));
    }

    @Test
    @DisplayName("the example: one busy hour that is sure, one that is not (7.10.1)")
    void example() {
        Answer answer = ask("1", ExampleCalendar.PATH, "20060104T140000Z", "20060104T220000Z")
                .expect(200);

        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/calendar");
        CalendarComponent whole = CalendarDocument.parse(answer.octets()).calendar();
        assertThat(whole.value("VERSION")).contains("2.0");
        assertThat(whole.components()).hasSize(1);
        CalendarComponent freeBusy = whole.components().get(0);
        assertThat(freeBusy.name()).isEqualTo("VFREEBUSY");
        assertThat(freeBusy.value("DTSTART")).contains("20060104T140000Z");
        assertThat(freeBusy.value("DTEND")).contains("20060104T220000Z");
        assertThat(freeBusy.value("DTSTAMP").orElseThrow()).matches("\\d{8}T\\d{6}Z");
        assertThat(freeBusy.value("UID").orElseThrow()).isNotBlank();
        assertThat(ExampleCalendar.periods(answer))
                .containsExactly(
                        "BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z", "BUSY:20060104T190000Z/20060104T200000Z");
    }

    @Test
    @DisplayName("stored busy time counts by its types, clipped to the range")
    void stored() {
        assertThat(ExampleCalendar.periods(ask("1", ExampleCalendar.PATH, "20060104T110000Z", "20060105T110000Z")))
                .containsExactly(
                        "BUSY:20060104T110000Z/20060104T120000Z",
                        "BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z",
                        "BUSY:20060104T190000Z/20060104T200000Z",
                        "BUSY-UNAVAILABLE:20060105T100000Z/20060105T110000Z");
    }

    @Test
    @DisplayName("a home answers for its opaque calendars at Depth infinity, and merges them (RFC 6638 9.1)")
    void home() {
        assertThat(ExampleCalendar.periods(ask("infinity", "/alice/", "20060104T130000Z", "20060105T000000Z")))
                .containsExactly(
                        "BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z", "BUSY:20060104T190000Z/20060104T203000Z");
    }

    @Test
    @DisplayName("a transparent calendar that is asked itself answers")
    void transparentItself() {
        assertThat(ExampleCalendar.periods(ask("1", "/alice/private/", "20060104T000000Z", "20060105T000000Z")))
                .containsExactly("BUSY:20060104T170000Z/20060104T173000Z");
    }

    @Test
    @DisplayName("at Depth 0 a calendar has no members, and all is free (7.10)")
    void depthZero() {
        assertThat(ExampleCalendar.periods(ask("0", ExampleCalendar.PATH, "20060101T000000Z", "20070101T000000Z")))
                .isEmpty();
    }

    @Test
    @DisplayName("scripts from Radicale: without Depth a calendar answers for its members")
    void withoutDepth() {
        Answer answer = server.alice()
                .send("REPORT", "/alice/second/", body("20060104T000000Z", "20060105T000000Z"))
                .expect(200);

        assertThat(ExampleCalendar.periods(answer)).containsExactly("BUSY:20060104T200000Z/20060104T203000Z");
    }

    @Test
    @DisplayName("TRANSP and STATUS decide; an all-day event takes its day in the calendar's time zone (7.3)")
    void types() {
        calendar.make(
                "/alice/types/",
                "<C:calendar-timezone>BEGIN:VCALENDAR&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Europe/Berlin&#13;\n"
                        + "END:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n</C:calendar-timezone>");
        add("free", "DTSTART:20260601T080000Z\r\nDTEND:20260601T090000Z\r\nTRANSP:TRANSPARENT\r\n");
        add("cancelled", "DTSTART:20260601T080000Z\r\nDTEND:20260601T090000Z\r\nSTATUS:CANCELLED\r\n");
        add("maybe", "DTSTART:20260601T100000Z\r\nDTEND:20260601T110000Z\r\nSTATUS:tentative\r\nTRANSP:OPAQUE\r\n");
        add("also", "DTSTART:20260601T103000Z\r\nDURATION:PT2H\r\nSTATUS:TENTATIVE\r\n");
        add("own", "DTSTART:20260601T110000Z\r\nDURATION:PT30M\r\nSTATUS:X-LATER\r\n");
        add("day", "DTSTART;VALUE=DATE:20260602\r\n");
        add("nothing", "DTSTART:20260601T060000Z\r\n");

        assertThat(ExampleCalendar.periods(ask("1", "/alice/types/", "20260601T000000Z", "20260604T000000Z")))
                .containsExactly(
                        "BUSY-TENTATIVE:20260601T100000Z/20260601T123000Z",
                        "BUSY:20260601T110000Z/20260601T113000Z",
                        "BUSY:20260601T220000Z/20260602T220000Z");
    }

    @Test
    @DisplayName(
            "timezone-id says where floating times are, before the calendar's own zone; unknown ones are refused (RFC 7809)")
    void timezoneId() {
        calendar.make("/alice/floating/", "");
        calendar.put("/alice/floating/f.ics", event("f", "DTSTART:20260601T120000\r\nDURATION:PT1H\r\n"));
        String range = "<C:time-range start=\"20260601T000000Z\" end=\"20260602T000000Z\"/>";

        assertThat(ExampleCalendar.periods(calendar.report(
                        "1",
                        "/alice/floating/",
                        "C:free-busy-query",
                        range + "<C:timezone-id>Asia/Tokyo</C:timezone-id>")))
                .containsExactly("BUSY:20260601T030000Z/20260601T040000Z");
        calendar.report(
                        "1",
                        "/alice/floating/",
                        "C:free-busy-query",
                        range + "<C:timezone-id>Nowhere/Else</C:timezone-id>")
                .expectPrecondition(403, "C:valid-timezone");
    }

    @Test
    @DisplayName("an event that recurs more often than can be counted makes the range busy, but not a range of decades")
    void tooOften() {
        calendar.make("/alice/often/", "");
        calendar.put(
                "/alice/often/o.ics",
                event("o", "DTSTART:20260601T000000Z\r\nDURATION:PT0S\r\nRRULE:FREQ=SECONDLY\r\n"));

        assertThat(ExampleCalendar.periods(ask("1", "/alice/often/", "20260701T000000Z", "20260708T000000Z")))
                .containsExactly("BUSY:20260701T000000Z/20260708T000000Z");
        ask("1", "/alice/often/", "20260701T000000Z", "20560708T000000Z")
                .expectPrecondition(403, "D:number-of-matches-within-limits");
    }

    @Test
    @DisplayName("a calendar object has no such report (7.10)")
    void onMember() {
        ask("0", "/alice/work/abcd1.ics", "20060104T000000Z", "20060105T000000Z")
                .expectPrecondition(403, "D:supported-report");
    }

    @Test
    @DisplayName("a stranger is told 404 of a calendar that is there and of one that is not (RFC 4791 7.10)")
    void stranger() {
        String body = body("20060104T000000Z", "20060105T000000Z");
        int there = server.bob()
                .with("Depth", "1")
                .send("REPORT", ExampleCalendar.PATH, body)
                .status();
        int nowhere = server.bob()
                .with("Depth", "1")
                .send("REPORT", "/alice/nowhere/", body)
                .status();

        assertThat(there).isEqualTo(nowhere).isEqualTo(404);
    }

    @Test
    @DisplayName("a range that is open at one end is answered for two years, which DTSTART and DTEND say (9.9)")
    void openRanges() {
        Answer from = open("start=\"20060104T140000Z\"");
        assertThat(bound(from, "DTSTART")).isEqualTo("20060104T140000Z");
        assertThat(bound(from, "DTEND")).isEqualTo("20080104T140000Z");
        assertThat(ExampleCalendar.periods(from)).startsWith("BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z");

        Answer until = open("end=\"20060104T160000Z\"");
        assertThat(bound(until, "DTSTART")).isEqualTo("20040104T160000Z");
        assertThat(bound(until, "DTEND")).isEqualTo("20060104T160000Z");
        assertThat(ExampleCalendar.periods(until)).endsWith("BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z");

        assertThat(bound(open("start=\"99981231T000000Z\""), "DTEND")).isEqualTo("99991231T235959Z");
        assertThat(bound(open("end=\"00010101T000000Z\""), "DTSTART")).isEqualTo("00000101T000000Z");
    }

    private static Answer open(String end) {
        return calendar.report("1", ExampleCalendar.PATH, "C:free-busy-query", "<C:time-range " + end + "/>")
                .expect(200);
    }

    private static String bound(Answer answer, String property) {
        CalendarComponent freeBusy =
                CalendarDocument.parse(answer.octets()).calendar().components().get(0);
        return freeBusy.value(property).orElseThrow();
    }

    @Test
    @DisplayName("the request has one range, which has an end and is no moment; else it is 400 (9.11)")
    void wrongRanges() {
        for (String range : List.of(
                "",
                "<C:time-range/>",
                "<C:time-range end=\"00000101T000000Z\"/>",
                "<C:time-range start=\"99991231T235959Z\"/>",
                "<C:time-range start=\"20060104T000000Z\" end=\"20060104T000000Z\"/>",
                "<C:time-range start=\"20060104\" end=\"20060105\"/>",
                "<C:time-range start=\"20060101T000000Z\" end=\"20060102T000000Z\"/>".repeat(2))) {
            calendar.report("1", ExampleCalendar.PATH, "C:free-busy-query", range)
                    .expect(400);
        }
    }

    private static void add(String uid, String properties) {
        calendar.put("/alice/types/" + uid + ".ics", event(uid, properties));
    }

    private static String event(String uid, String properties) {
        return Items.calendar("BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\n" + properties
                + "SUMMARY:x\r\nEND:VEVENT\r\n");
    }

    private static Answer ask(String depth, String path, String start, String end) {
        return calendar.report(
                depth, path, "C:free-busy-query", "<C:time-range start=\"" + start + "\" end=\"" + end + "\"/>");
    }

    private static String body(String start, String end) {
        return Xml.document("C:free-busy-query", "<C:time-range start=\"" + start + "\" end=\"" + end + "\"/>");
    }
}
