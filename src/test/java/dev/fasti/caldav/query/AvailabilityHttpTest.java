package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Availability in the reckoning of busy time (RFC 7953)")
class AvailabilityHttpTest {
    private static final String WORK = "/alice/work/";
    private static final String OFFICE = "DTSTART;TZID=Europe/Berlin:20260105T090000\r\nDURATION:PT8H\r\n"
            + "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n";

    @TempDir
    Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        String set = "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/><C:comp name=\"VAVAILABILITY\"/>"
                + "</C:supported-calendar-component-set>";
        server.alice()
                .send("MKCALENDAR", WORK, Xml.creation("C:mkcalendar", set))
                .expect(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String availability(String uid, String properties, String... available) {
        StringBuilder out = new StringBuilder("BEGIN:VAVAILABILITY\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\n");
        out.append(properties);
        for (int i = 0; i < available.length; i++) {
            out.append("BEGIN:AVAILABLE\r\nUID:" + uid + "-" + i + "\r\nDTSTAMP:20260101T000000Z\r\n")
                    .append(available[i])
                    .append("END:AVAILABLE\r\n");
        }
        return Items.calendar(out.append("END:VAVAILABILITY\r\n").toString());
    }

    private void put(String uid, String properties, String... available) {
        server.alice()
                .put(WORK + uid + ".ics", availability(uid, properties, available))
                .expect(201);
    }

    private Answer set(String path, String value) {
        return server.alice()
                .send(
                        "PROPPATCH",
                        path,
                        Xml.proppatch("<C:calendar-availability>" + value.replace("\r", "&#13;")
                                + "</C:calendar-availability>"));
    }

    private List<String> busy(String depth, String path, String start, String end) {
        String body = Xml.document("C:free-busy-query", "<C:time-range start=\"" + start + "\" end=\"" + end + "\"/>");
        Answer answer = server.alice().with("Depth", depth).send("REPORT", path, body);
        return ExampleCalendar.periods(answer);
    }

    private List<String> monday() {
        return busy("1", WORK, "20260202T000000Z", "20260203T000000Z");
    }

    @Test
    @DisplayName("what is not said to be available is unavailable, and events come on top of it (RFC 7953 4, 7.2.3)")
    void simple() {
        put("office", "", OFFICE);
        server.alice()
                .put(
                        WORK + "m.ics",
                        Items.calendar("BEGIN:VEVENT\r\nUID:m\r\nDTSTAMP:20260101T000000Z\r\n"
                                + "DTSTART:20260202T110000Z\r\nDTEND:20260202T120000Z\r\nEND:VEVENT\r\n"))
                .expect(201);

        assertThat(monday())
                .containsExactly(
                        "BUSY-UNAVAILABLE:20260202T000000Z/20260202T080000Z",
                        "BUSY:20260202T110000Z/20260202T120000Z",
                        "BUSY-UNAVAILABLE:20260202T160000Z/20260203T000000Z");
    }

    @Test
    @DisplayName("it holds from DTSTART to DTEND, with the BUSYTYPE that it names (RFC 7953 3.1, 3.2)")
    void bounded() {
        put("short", "DTSTART:20260202T060000Z\r\nDTEND:20260202T180000Z\r\nBUSYTYPE:BUSY-TENTATIVE\r\n");

        assertThat(monday()).containsExactly("BUSY-TENTATIVE:20260202T060000Z/20260202T180000Z");
    }

    @Test
    @DisplayName("an instance that RECURRENCE-ID moves is where it was moved to (RFC 7953 3.1)")
    void override() {
        String uid = "office";
        String body = availability(uid, "", OFFICE)
                .replace(
                        "END:VAVAILABILITY",
                        "BEGIN:AVAILABLE\r\nUID:office-0\r\nDTSTAMP:20260101T000000Z\r\n"
                                + "RECURRENCE-ID;TZID=Europe/Berlin:20260202T090000\r\n"
                                + "DTSTART:20260202T180000Z\r\nDTEND:20260202T190000Z\r\nEND:AVAILABLE\r\n"
                                + "END:VAVAILABILITY");
        server.alice().put(WORK + "office.ics", body).expect(201);

        assertThat(monday())
                .containsExactly(
                        "BUSY-UNAVAILABLE:20260202T000000Z/20260202T180000Z",
                        "BUSY-UNAVAILABLE:20260202T190000Z/20260203T000000Z");
    }

    @Test
    @DisplayName("the more important one counts: 1 before 9, none last; also where it says less time (RFC 7953 4)")
    void priorities() {
        put("usual", "PRIORITY:0\r\n", OFFICE);
        put("trip", "PRIORITY:1\r\nBUSYTYPE:BUSY\r\nDTSTART:20260202T100000Z\r\nDTEND:20260202T140000Z\r\n");
        put(
                "ignored",
                "PRIORITY:9\r\nDTSTART:20260202T110000Z\r\nDTEND:20260202T120000Z\r\n",
                "DTSTART:20260202T110000Z\r\nDTEND:20260202T120000Z\r\n");

        assertThat(monday())
                .containsExactly(
                        "BUSY-UNAVAILABLE:20260202T000000Z/20260202T080000Z",
                        "BUSY:20260202T100000Z/20260202T140000Z",
                        "BUSY-UNAVAILABLE:20260202T160000Z/20260203T000000Z");
    }

    @Test
    @DisplayName("of equally important ones BUSY goes before BUSY-UNAVAILABLE before BUSY-TENTATIVE (RFC 7953 4)")
    void equalPriorities() {
        put("a", "PRIORITY:5\r\nBUSYTYPE:BUSY\r\nDTSTART:20260202T100000Z\r\nDTEND:20260202T120000Z\r\n");
        put("b", "PRIORITY:5\r\nBUSYTYPE:BUSY-TENTATIVE\r\nDTSTART:20260202T090000Z\r\nDTEND:20260202T140000Z\r\n");
        put("c", "PRIORITY:5\r\nDTSTART:20260202T110000Z\r\nDTEND:20260202T130000Z\r\n");

        assertThat(monday())
                .containsExactly(
                        "BUSY-TENTATIVE:20260202T090000Z/20260202T100000Z",
                        "BUSY:20260202T100000Z/20260202T120000Z",
                        "BUSY-UNAVAILABLE:20260202T120000Z/20260202T130000Z",
                        "BUSY-TENTATIVE:20260202T130000Z/20260202T140000Z");
    }

    @Test
    @DisplayName(
            "calendar-availability on the home counts where the home is asked; allprop does not tell it (RFC 7953 7.2.4)")
    void property() {
        String value = availability("mine", "", OFFICE);
        set("/alice/", value).expect(207);

        assertThat(busy("infinity", "/alice/", "20260202T000000Z", "20260203T000000Z"))
                .containsExactly(
                        "BUSY-UNAVAILABLE:20260202T000000Z/20260202T080000Z",
                        "BUSY-UNAVAILABLE:20260202T160000Z/20260203T000000Z");
        assertThat(monday()).isEmpty();
        assertThat(server.alice()
                        .propfind("/alice/", 0, "C:calendar-availability")
                        .text("/alice/", "C:calendar-availability"))
                .isEqualTo(value);
        assertThat(server.alice()
                        .with("Depth", "0")
                        .send("PROPFIND", "/alice/", Xml.document("D:propfind", "<D:allprop/>"))
                        .body())
                .doesNotContain("availability");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "BEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nEND:VAVAILABILITY\r\nBEGIN:VAVAILABILITY\r\nUID:b\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nDTSTAMP:20260101T000000Z\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nDTSTART:20260101\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nDTSTART:20260101T000000\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nDTSTART;TZID=Nowhere:20260101T000000\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nDURATION:P1D\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nBEGIN:AVAILABLE\r\nUID:b\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\n",
                "BEGIN:VAVAILABILITY\r\nUID:a\r\nBEGIN:AVAILABLE\r\nUID:b\r\nDTSTART:20260101T000000Z\r\n"
                        + "RRULE:FREQ=NEVER\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\n"
            })
    @DisplayName("a value that is not one valid VAVAILABILITY is refused with valid-calendar-data (RFC 7953 7.2.4)")
    void refused(String components) {
        Answer answer = set("/alice/", components.contains("BEGIN") ? Items.calendar(components) : components)
                .expect(207);

        assertThat(answer.multistatus().statusOf("/alice/", "C:calendar-availability"))
                .isEqualTo(403);
        assertThat(Xml.find(answer.xml(), "//D:error/C:valid-calendar-data")).hasSize(1);
        assertThat(server.alice()
                        .propfind("/alice/", 0, "C:calendar-availability")
                        .statusOf("/alice/", "C:calendar-availability"))
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "'DTSTART:20260202T060000Z|DTEND:20260202T180000Z|', true",
        "'DTSTART:20260202T060000Z|DURATION:PT1H|', true",
        "'DTSTART:20260101T060000Z|', true",
        "'DTEND:20260301T000000Z|', true",
        "'', true",
        "'DTSTART:20260201T060000Z|DTEND:20260202T000000Z|', false",
        "'DTSTART:20260201T060000Z|DURATION:PT1H|', false",
        "'DTSTART:20260203T000000Z|', false",
        "'DTEND:20260202T000000Z|', false"
    })
    @DisplayName("a calendar-query finds it by a time-range as the table says (RFC 7953 7.2.2)")
    void timeRange(String properties, boolean isFound) {
        put("a", properties.replace("|", "\r\n"), OFFICE);
        String filter = "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
                + "<C:comp-filter name=\"VAVAILABILITY\"><C:time-range start=\"20260202T000000Z\""
                + " end=\"20260203T000000Z\"/></C:comp-filter></C:comp-filter></C:filter>";

        assertThat(server.alice()
                        .with("Depth", "1")
                        .send("REPORT", WORK, Xml.document("C:calendar-query", filter))
                        .expect(207)
                        .multistatus()
                        .hrefs())
                .hasSize(isFound ? 1 : 0);
    }

    @Test
    @DisplayName("more available times than can be counted refuse the query: neither free nor busy would be true")
    void tooMany() {
        put("often", "", "DTSTART:20260101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY;INTERVAL=2\r\n");

        String body = Xml.document(
                "C:free-busy-query", "<C:time-range start=\"20260202T000000Z\" end=\"20260302T000000Z\"/>");
        server.alice()
                .with("Depth", "1")
                .send("REPORT", WORK, body)
                .expectPrecondition(403, "D:number-of-matches-within-limits");
    }
}
