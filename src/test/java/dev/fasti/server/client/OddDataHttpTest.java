package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd events, as clients and importers write them, all in one calendar beside one that is not odd: each is kept as it
 * came or refused with a precondition, and none takes anything away from its neighbours.
 */
@TestMethodOrder(OrderAnnotation.class)
class OddDataHttpTest extends OnServer {
    private static final String START = "DTSTART:20260601T100000Z\r\n";
    private static final String TIMES = START + "DTEND:20260601T110000Z\r\n";
    private static final String JUNE = "start='20260601T000000Z' end='20260608T000000Z'";
    private static final List<String> KEPT = new ArrayList<>();

    private static String place;

    @BeforeAll
    static void neighbours() {
        place = calendar("odd");
        put(place + "neighbour.ics", event("neighbour", TIMES));
    }

    private static String event(String uid, String lines) {
        return Items.calendar("BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:x\r\n" + lines
                + "END:VEVENT\r\n");
    }

    /** Lines as they stand in a table, joined by bars, usual times by a word. */
    private static String lines(String row) {
        return row.replace("@TIMES", TIMES.strip())
                        .replace("@START", START.strip())
                        .replace("|", "\r\n") + "\r\n";
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:20260601T100000|DTEND:20260601T110000",
                "DTSTART;TZID=Customized Time Zone:20260601T100000|DURATION:PT1H",
                "DTSTART;TZID=\"W. Europe Standard Time\":20260601T100000|DURATION:PT1H",
                "DTSTART;TZID=Europe/Berlin:20260601T100000Z|DTEND;TZID=Europe/Berlin:20260601T110000Z",
                "DTSTART;TZID=:20260601T100000|DURATION:PT1H",
                "@TIMES|RDATE;VALUE=PERIOD:20260602T100000Z/PT2H,20260603T100000Z/20260603T120000Z",
                "@TIMES|RDATE;VALUE=PERIOD:20260602T100000Z",
                "@START|DURATION:-PT1H",
                "@START|DTEND:20260601T090000Z",
                "@START|DTEND;VALUE=DATE:20260602",
                "@START|DURATION:P1W2D",
                "DTSTART:20260601|DTEND:20260602",
                "DTSTART;VALUE=DATE:20260601|DTEND;VALUE=DATE:20260601",
                "@TIMES|@START",
                "@TIMES|SUMMARY:",
                "@TIMES|SUMMARY:a\0b\007",
                "@TIMES|X-FOO;X-P=\"a,b;c:d\":v|X-:|X-WEIRD;P=^n^':q",
                "@TIMES|BEGIN:X-SUB|X-A:1|END:X-SUB",
                "@TIMES|BEGIN:VALARM|END:VALARM",
                "@TIMES|BEGIN:VALARM|ACTION:NONE|TRIGGER;VALUE=DATE-TIME:19760401T005545Z|END:VALARM",
                "@TIMES|RRULE:FREQ=DAILY;UNTIL=20260605",
                "DTSTART;VALUE=DATE:20260601|RRULE:FREQ=DAILY;UNTIL=20260605T100000Z",
                "@TIMES|RRULE:FREQ=DAILY;UNTIL=20200605T100000Z",
                "@TIMES|RRULE:FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z",
                "@TIMES|RRULE:FREQ=MONTHLY;BYSETPOS=-1",
                "@TIMES|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "@TIMES|RRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
                "@TIMES|RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=;COUNT=3",
                "@TIMES|RRULE:FREQ=DAILY;COUNT=3;|RRULE:FREQ=WEEKLY;COUNT=3",
                "@TIMES|RRULE:RSCALE=CHINESE;FREQ=YEARLY;COUNT=3",
                "@TIMES|RRULE:FREQ=DAILY;COUNT=9|EXDATE:",
                "@TIMES|RRULE:",
                "DTSTART:20260601T100000|DTEND;TZID=Europe/Berlin:20260601T110000",
                "@START|RRULE:FREQ=SECONDLY",
                "@START|DURATION:PT1M|RRULE:FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5,6,7",
                "DTSTART:99991231T235959Z|DURATION:P10D",
                "DTSTART;VALUE=DATE:00010101|RRULE:FREQ=YEARLY",
                "DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY",
                "DTSTART;TZID=Europe/Berlin:20260329T023000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3",
                "@TIMES|RECURRENCE-ID;VALUE=DATE:20260601",
                "@TIMES|ORGANIZER;CN=\"A, B\":mailto:a@b.c|ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:c@d.e|ATTENDEE:",
                "@TIMES|GEO:foo|URL:not a url|SEQUENCE:abc|TRANSP:MAYBE|CREATED:0",
            })
    @DisplayName("what is odd and can be understood, or passed over, is kept to the octet, attendees and all")
    void kept(String row) {
        String name = KEPT.size() + ".ics";
        String odd = event("odd" + KEPT.size(), lines(row));
        assertThat(alice.put(place + name, odd).expect(201).header("ETag")).isPresent();
        KEPT.add(name);
        assertThat(alice.send("GET", place + name).octets()).isEqualTo(odd.getBytes(StandardCharsets.UTF_8));
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@TIMES|RRULE:FREQ=DAILY;COUNT=0",
                "@TIMES|RRULE:FREQ=DAILY;INTERVAL=0;COUNT=3",
                "@TIMES|RRULE:FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO",
                "@TIMES|RRULE:FREQ=FORTNIGHTLY",
                "@TIMES|BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:foo|END:VALARM",
                "@TIMES|THIS LINE HAS NO COLON",
                "DTSTART:tomorrow",
                "DTSTART;VALUE=DATE:20260230",
                "@START|DURATION:P99999999999D",
                "SUMMARY:no start",
            })
    @DisplayName(
            "what cannot mean anything is refused with valid-calendar-data, and changes nothing (RFC 4791 5.3.2.1)")
    void refused(String row) {
        unchanged(() -> alice.put(place + "refused.ics", event("refused", lines(row))), place)
                .expectPrecondition(403, "C:valid-calendar-data");
    }

    private static Multistatus query(String data) {
        String body = Xml.document(
                "C:calendar-query",
                "<D:prop><D:getetag/>" + data + "</D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
                        + "<C:comp-filter name='VEVENT'><C:time-range " + JUNE + "/></C:comp-filter></C:comp-filter>"
                        + "</C:filter>");
        return alice.with("Depth", "1").send("REPORT", place, body).expect(207).multistatus();
    }

    @Order(3)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<C:calendar-data/>",
                "<C:calendar-data><C:expand " + JUNE + "/></C:calendar-data>",
                "<C:calendar-data><C:limit-recurrence-set " + JUNE + "/></C:calendar-data>",
                "<C:calendar-data><C:comp name='VCALENDAR'><C:comp name='VEVENT'><C:prop name='DTSTART'/></C:comp></C:comp>"
                        + "</C:calendar-data>",
            })
    @DisplayName("a query finds the neighbour among them, whole, expanded and in part (RFC 4791 7.8, 9.6)")
    void queries(String data) {
        Multistatus found = query(data);
        assertThat(found.hrefs()).hasSizeGreaterThan(30);
        assertThat(found.text(place + "neighbour.ics", "C:calendar-data")).contains("DTSTART:20260601T100000Z");
        for (String href : found.hrefs()) {
            assertThat(found.statusOf(href, "D:getetag")).as(href).isEqualTo(200);
        }
    }

    @Test
    @Order(4)
    @DisplayName("a multiget and a synchronisation tell of every one, and free-busy-query of the neighbour's hour")
    void listings() {
        StringBuilder hrefs = new StringBuilder();
        KEPT.forEach(name -> hrefs.append("<D:href>").append(place).append(name).append("</D:href>"));
        Multistatus got = alice.send(
                        "REPORT",
                        place,
                        Xml.document("C:calendar-multiget", "<D:prop><C:calendar-data/></D:prop>" + hrefs))
                .multistatus();
        for (String name : KEPT) {
            assertThat(got.text(place + name, "C:calendar-data")).as(name).contains("END:VCALENDAR");
        }
        assertThat(alice.sync(place, "").multistatus().hrefs()).hasSize(KEPT.size() + 1);
        Answer busy = alice.with("Depth", "1")
                .send(
                        "REPORT",
                        place,
                        Xml.document(
                                "C:free-busy-query", "<C:time-range start='20260601T103000Z' end='20260601T104500Z'/>"))
                .expect(200);
        assertThat(busy.body()).contains("20260601T103000Z/20260601T104500Z");
    }
}
