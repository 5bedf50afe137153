package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples of calendar-query and calendar-multiget (RFC 4791 7.8 and 7.9)")
class QueryExamplesHttpTest extends OnServer {
    private static ExampleCalendar calendar;

    @BeforeAll
    static void fill() {
        calendar = ExampleCalendar.on(server);
    }

    private static final String EVENTS_OF_THE_FOURTH = "<C:comp-filter name=\"VEVENT\">"
            + "<C:time-range start=\"20060104T000000Z\" end=\"20060105T000000Z\"/></C:comp-filter>";

    @Test
    @DisplayName("7.8.1: parts of the events in a range of time")
    void partialRetrieval() {
        Multistatus answer = calendar.query("""
                <D:getetag/>
                <C:calendar-data>
                  <C:comp name="VCALENDAR">
                    <C:prop name="VERSION"/>
                    <C:comp name="VEVENT">
                      <C:prop name="SUMMARY"/><C:prop name="UID"/><C:prop name="DTSTART"/><C:prop name="DTEND"/>
                      <C:prop name="DURATION"/><C:prop name="RRULE"/><C:prop name="RDATE"/><C:prop name="EXRULE"/>
                      <C:prop name="EXDATE"/><C:prop name="RECURRENCE-ID"/>
                    </C:comp>
                    <C:comp name="VTIMEZONE"/>
                  </C:comp>
                </C:calendar-data>""", EVENTS_OF_THE_FOURTH);

        assertThat(answer.hrefs()).containsExactly("/alice/work/abcd2.ics", "/alice/work/abcd3.ics");
        String zone =
                ExampleCalendar.text("abcd2.ics").replaceAll("(?s).*(BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n).*", "$1");
        ExampleCalendar.assertData(answer, "abcd2", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + zone + """
                BEGIN:VEVENT
                DTSTART;TZID=US/Eastern:20060102T120000
                DURATION:PT1H
                RRULE:FREQ=DAILY;COUNT=5
                SUMMARY:Event #2
                UID:00959BC664CA650E933C892C@example.com
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID=US/Eastern:20060104T140000
                DURATION:PT1H
                RECURRENCE-ID;TZID=US/Eastern:20060104T120000
                SUMMARY:Event #2 bis
                UID:00959BC664CA650E933C892C@example.com
                END:VEVENT
                END:VCALENDAR
                """);
        ExampleCalendar.assertData(answer, "abcd3", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + zone + """
                BEGIN:VEVENT
                DTSTART;TZID=US/Eastern:20060104T100000
                DURATION:PT1H
                SUMMARY:Event #3
                UID:DC6C50A017428C5216A2F1CD@example.com
                END:VEVENT
                END:VCALENDAR
                """);
    }

    @Test
    @DisplayName("7.8.2: overridden components that have to do with a range of time")
    void limitRecurrenceSet() {
        String twice = ExampleCalendar.text("abcd2.ics").replace("END:VCALENDAR", """
                BEGIN:VEVENT
                DTSTAMP:20060206T001121Z
                DTSTART;TZID=US/Eastern:20060106T140000
                DURATION:PT1H
                RECURRENCE-ID;TZID=US/Eastern:20060106T120000
                SUMMARY:Event #2 bis bis
                UID:00959BC664CA650E933C892C@example.com
                END:VEVENT
                END:VCALENDAR""".replace("\n", "\r\n"));
        server.alice().put("/alice/work/abcd2.ics", twice).expect(204);
        try {
            Multistatus answer = calendar.query(
                    "<D:getetag/><C:calendar-data><C:limit-recurrence-set start=\"20060103T000000Z\""
                            + " end=\"20060105T000000Z\"/></C:calendar-data>",
                    "<C:comp-filter name=\"VEVENT\"><C:time-range start=\"20060103T000000Z\""
                            + " end=\"20060105T000000Z\"/></C:comp-filter>");

            assertThat(answer.hrefs()).containsExactly("/alice/work/abcd2.ics", "/alice/work/abcd3.ics");
            ExampleCalendar.assertData(answer, "abcd2", ExampleCalendar.text("abcd2.ics"));
            ExampleCalendar.assertData(answer, "abcd3", ExampleCalendar.text("abcd3.ics"));
        } finally {
            server.alice()
                    .put("/alice/work/abcd2.ics", ExampleCalendar.text("abcd2.ics"))
                    .expect(204);
        }
    }

    @Test
    @DisplayName("7.8.3: instances written out, in UTC and without rules and zones")
    void expand() {
        Multistatus answer = calendar.query(
                "<C:calendar-data><C:expand start=\"20060103T000000Z\" end=\"20060105T000000Z\"/></C:calendar-data>",
                "<C:comp-filter name=\"VEVENT\"><C:time-range start=\"20060103T000000Z\""
                        + " end=\"20060105T000000Z\"/></C:comp-filter>");

        assertThat(answer.hrefs()).containsExactly("/alice/work/abcd2.ics", "/alice/work/abcd3.ics");
        ExampleCalendar.assertData(answer, "abcd2", """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example Corp.//CalDAV Client//EN
                BEGIN:VEVENT
                DTSTAMP:20060206T001121Z
                DTSTART:20060103T170000Z
                DURATION:PT1H
                RECURRENCE-ID:20060103T170000Z
                SUMMARY:Event #2
                UID:00959BC664CA650E933C892C@example.com
                END:VEVENT
                BEGIN:VEVENT
                DTSTAMP:20060206T001121Z
                DTSTART:20060104T190000Z
                DURATION:PT1H
                RECURRENCE-ID:20060104T170000Z
                SUMMARY:Event #2 bis
                UID:00959BC664CA650E933C892C@example.com
                END:VEVENT
                END:VCALENDAR
                """);
        ExampleCalendar.assertData(answer, "abcd3", """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example Corp.//CalDAV Client//EN
                BEGIN:VEVENT
                ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:cyrus@example.com
                ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lisa@example.com
                DTSTAMP:20060206T001220Z
                DTSTART:20060104T150000Z
                DURATION:PT1H
                LAST-MODIFIED:20060206T001330Z
                ORGANIZER:mailto:cyrus@example.com
                SEQUENCE:1
                STATUS:TENTATIVE
                SUMMARY:Event #3
                UID:DC6C50A017428C5216A2F1CD@example.com
                END:VEVENT
                END:VCALENDAR
                """);
    }

    @Test
    @DisplayName("7.8.4: the stored busy time in a range of time")
    void limitFreeBusySet() {
        Multistatus answer = calendar.query(
                "<C:calendar-data><C:limit-freebusy-set start=\"20060102T000000Z\" end=\"20060103T000000Z\"/>"
                        + "</C:calendar-data>",
                "<C:comp-filter name=\"VFREEBUSY\"><C:time-range start=\"20060102T000000Z\""
                        + " end=\"20060103T000000Z\"/></C:comp-filter>");

        assertThat(answer.hrefs()).containsExactly("/alice/work/abcd8.ics");
        ExampleCalendar.assertData(answer, "abcd8", """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example Corp.//CalDAV Client//EN
                BEGIN:VFREEBUSY
                ORGANIZER;CN="Bernard Desruisseaux":mailto:bernard@example.com
                UID:76ef34-54a3d2@example.com
                DTSTAMP:20050530T123421Z
                DTSTART:20060101T000000Z
                DTEND:20060108T000000Z
                FREEBUSY;FBTYPE=BUSY-TENTATIVE:20060102T100000Z/20060102T120000Z
                END:VFREEBUSY
                END:VCALENDAR
                """);
    }

    @Test
    @DisplayName("7.8.5: to-dos with an alarm in a range of time")
    void alarms() {
        String task = ExampleCalendar.text("abcd5.ics")
                .replace("DUE;VALUE=DATE:20060106", "DUE;TZID=US/Eastern:20060106T120000")
                .replace("E10BA47467C5C69BB74E8720", "alarm");
        calendar.put("alarm.ics", task);
        try {
            Multistatus answer = calendar.query("<C:comp-filter name=\"VTODO\"><C:comp-filter name=\"VALARM\">"
                    + "<C:time-range start=\"20060106T100000Z\" end=\"20060107T100000Z\"/>"
                    + "</C:comp-filter></C:comp-filter>");

            assertThat(answer.hrefs()).containsExactly("/alice/work/alarm.ics");
            assertThat(answer.text("/alice/work/alarm.ics", "C:calendar-data")).isEqualTo(task);
        } finally {
            server.alice().send("DELETE", "/alice/work/alarm.ics").expect(204);
        }
    }

    @Test
    @DisplayName("7.8.6: an event by its UID, exactly as it is stored")
    void uid() {
        Multistatus answer = calendar.query("<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"UID\">"
                + "<C:text-match collation=\"i;octet\">DC6C50A017428C5216A2F1CD@example.com</C:text-match>"
                + "</C:prop-filter></C:comp-filter>");

        assertThat(answer.hrefs()).containsExactly("/alice/work/abcd3.ics");
        assertThat(answer.text("/alice/work/abcd3.ics", "C:calendar-data"))
                .isEqualTo(ExampleCalendar.text("abcd3.ics"));
    }

    @Test
    @DisplayName("7.8.7: events by the participation of one attendee")
    void participation() {
        assertThat(calendar.find("<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"ATTENDEE\">"
                        + "<C:text-match collation=\"i;ascii-casemap\">mailto:lisa@example.com</C:text-match>"
                        + "<C:param-filter name=\"PARTSTAT\"><C:text-match collation=\"i;ascii-casemap\">NEEDS-ACTION"
                        + "</C:text-match></C:param-filter></C:prop-filter></C:comp-filter>"))
                .containsExactly("abcd3");
    }

    @Test
    @DisplayName("7.8.8: all events")
    void events() {
        Multistatus answer = calendar.query("<C:comp-filter name=\"VEVENT\"/>");

        assertThat(answer.hrefs())
                .containsExactly("/alice/work/abcd1.ics", "/alice/work/abcd2.ics", "/alice/work/abcd3.ics");
        assertThat(answer.text("/alice/work/abcd1.ics", "C:calendar-data"))
                .isEqualTo(ExampleCalendar.text("abcd1.ics"));
    }

    @Test
    @DisplayName("7.8.9: to-dos that still need to be worked on")
    void pending() {
        assertThat(calendar.find("<C:comp-filter name=\"VTODO\">"
                        + "<C:prop-filter name=\"COMPLETED\"><C:is-not-defined/></C:prop-filter>"
                        + "<C:prop-filter name=\"STATUS\">"
                        + "<C:text-match negate-condition=\"yes\">CANCELLED</C:text-match></C:prop-filter>"
                        + "</C:comp-filter>"))
                .containsExactly("abcd4", "abcd5");
    }

    @Test
    @DisplayName("7.8.10: a property that no standard knows can be asked for, which the example's server refuses")
    void extension() {
        String filter = "<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"X-ABC-GUID\">"
                + "<C:text-match>ABC</C:text-match></C:prop-filter></C:comp-filter>";
        assertThat(calendar.find(filter)).isEmpty();
        calendar.put(
                "guid.ics",
                ExampleCalendar.text("abcd1.ics")
                        .replace("74855313FA803DA593CD579A", "guid")
                        .replace("SUMMARY", "X-ABC-GUID:1-abc-2\r\nSUMMARY"));
        try {
            assertThat(calendar.find(filter)).containsExactly("guid");
        } finally {
            server.alice().send("DELETE", "/alice/work/guid.ics").expect(204);
        }
    }

    @Test
    @DisplayName("7.9.1: objects by their hrefs, one of which names nothing")
    void multiget() {
        Multistatus answer = calendar.report(
                        "0",
                        ExampleCalendar.PATH,
                        "C:calendar-multiget",
                        "<D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>/alice/work/abcd1.ics</D:href>"
                                + "<D:href>/alice/work/mtg1.ics</D:href>")
                .multistatus();

        assertThat(answer.text("/alice/work/abcd1.ics", "C:calendar-data"))
                .isEqualTo(ExampleCalendar.text("abcd1.ics"));
        assertThat(answer.text("/alice/work/abcd1.ics", "D:getetag")).startsWith("\"");
        assertThat(answer.status("/alice/work/mtg1.ics")).contains(404);
    }

    @Test
    @DisplayName("Appendix B: the whole calendar")
    void wholeCalendar() {
        Multistatus answer = calendar.query("");

        assertThat(answer.hrefs()).hasSize(8);
        for (int i = 1; i <= 8; i++) {
            String name = "abcd" + i + ".ics";
            assertThat(answer.text("/alice/work/" + name, "C:calendar-data")).isEqualTo(ExampleCalendar.text(name));
        }
    }
}
