package dev.fasti.caldav.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.component.CalendarText;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.server.fixture.Items;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Parts of calendar objects (RFC 4791 9.6)")
class CalendarPartsTest {
    private static final String JUNE = " start=\"20260601T000000Z\" end=\"20260701T000000Z\"/>";
    private static final String EVENT =
            "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260601T100000Z\r\nSUMMARY;LANGUAGE=de:Rat\r\n"
                    + "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n";

    @Test
    @DisplayName("nothing said is everything, as the VTIMEZONE of the standard's example shows (7.8.1)")
    void everything() {
        assertThat(ask(EVENT, "<C:comp name=\"VCALENDAR\"/>")).isEqualTo(Items.calendar(EVENT));
        assertThat(ask(EVENT, "<C:comp name=\"VCALENDAR\"><C:allprop/><C:allcomp/></C:comp>"))
                .isEqualTo(Items.calendar(EVENT));
    }

    @Test
    @DisplayName("named properties come without components, named components with all properties (9.6.1)")
    void named() {
        assertThat(ask(EVENT, "<C:comp name=\"VCALENDAR\"><C:prop name=\"version\"/></C:comp>"))
                .isEqualTo("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
        assertThat(ask(EVENT, comp("VCALENDAR", comp("VEVENT", "<C:prop name=\"UID\"/>"))))
                .isEqualTo(Items.calendar("BEGIN:VEVENT\r\nUID:u\r\nEND:VEVENT\r\n"));
        assertThat(ask(EVENT, comp("VCALENDAR", comp("VEVENT", "<C:prop name=\"UID\"/><C:allcomp/>"))))
                .contains("BEGIN:VALARM", "TRIGGER")
                .doesNotContain("SUMMARY");
        assertThat(ask(EVENT, comp("VCALENDAR", comp("VTODO", "")))).isEqualTo(Items.calendar(""));
        assertThat(ask(EVENT, comp("VCALENDAR", comp("VEVENT", comp("VALARM", "<C:prop name=\"ACTION\"/>")))))
                .contains("SUMMARY", "ACTION")
                .doesNotContain("TRIGGER");
    }

    @Test
    @DisplayName("novalue leaves name and parameters (9.6.4)")
    void noValue() {
        assertThat(ask(EVENT, comp("VCALENDAR", comp("VEVENT", "<C:prop name=\"SUMMARY\" novalue=\"yes\"/>"))))
                .contains("SUMMARY;LANGUAGE=de:\r\n")
                .doesNotContain("Rat");
    }

    @Test
    @DisplayName("an instance is in UTC; across a change of offset its duration is exact (9.6.5)")
    void expandZoned() {
        String event = "BEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Europe/Berlin:20260328T120000\r\nDURATION:P1D\r\n"
                + "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20260404T120000\r\n"
                + "X-NOTE;TZID=Europe/Berlin:20260328T080000\r\nEND:VEVENT\r\n";

        String expanded = ask(event, "<C:expand start=\"20260301T000000Z\" end=\"20260501T000000Z\"/>");

        assertThat(expanded)
                .contains("DTSTART:20260328T110000Z\r\nDURATION:PT23H\r\n", "RECURRENCE-ID:20260328T110000Z")
                .contains("DTSTART:20260411T100000Z\r\nDURATION:PT24H\r\n", "RECURRENCE-ID:20260411T100000Z")
                .contains("X-NOTE:20260328T070000Z")
                .doesNotContain("RRULE", "EXDATE", "TZID", "20260404");
    }

    @Test
    @DisplayName("dates stay dates and floating times float; what does not recur has no RECURRENCE-ID")
    void expandFloating() {
        String day =
                "BEGIN:VEVENT\r\nUID:u\r\nDTSTART;VALUE=DATE:20260605\r\nDTEND;VALUE=DATE:20260607\r\nEND:VEVENT\r\n";
        String floating = "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260605T100000\r\nDTEND:20260605T110000\r\nEND:VEVENT\r\n";

        assertThat(ask(day, "<C:expand" + JUNE)).isEqualTo(Items.calendar(day));
        assertThat(ask(floating, "<C:expand" + JUNE)).isEqualTo(Items.calendar(floating));
    }

    @Test
    @DisplayName("what is not in the range is not written out, to-dos without a time are (9.9)")
    void expandOutside() {
        String todo = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:x\r\nEND:VTODO\r\n";

        assertThat(ask(EVENT, "<C:expand start=\"20270101T000000Z\" end=\"20270201T000000Z\"/>"))
                .isEqualTo(Items.calendar(""));
        assertThat(ask(todo, "<C:expand" + JUNE)).isEqualTo(Items.calendar(todo));
    }

    @Test
    @DisplayName("an override is kept for where it is, for where it would be, and for the range that it begins (9.6.6)")
    void overrides() {
        String series =
                "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260101T100000Z\r\nDTEND:20260101T120000Z\r\nRRULE:FREQ=DAILY\r\n"
                        + "END:VEVENT\r\n";
        String movedAway = override("20260610T100000Z", "20260801T100000Z", "");
        String movedIn = override("20260810T100000Z", "20260611T100000Z", "");
        String partly = override("20260531T230000Z", "20260831T230000Z", "");
        String elsewhere = override("20260910T100000Z", "20260911T100000Z", "");
        String before = override("20260201T100000Z", "20260201T110000Z", ";RANGE=THISANDFUTURE");

        assertThat(ask(series + movedAway + movedIn + partly + elsewhere + before, "<C:limit-recurrence-set" + JUNE))
                .isEqualTo(Items.calendar(series + movedAway + movedIn + partly + before));
    }

    @Test
    @DisplayName("of several periods in one FREEBUSY those in the range are kept (9.6.7)")
    void freeBusy() {
        String busy = "BEGIN:VFREEBUSY\r\nUID:u\r\n"
                + "FREEBUSY;FBTYPE=BUSY:20260501T000000Z/PT1H,20260605T000000Z/PT1H,20260630T230000Z/PT2H\r\n"
                + "FREEBUSY:20260701T000000Z/PT1H\r\nEND:VFREEBUSY\r\n";

        assertThat(ask(busy, "<C:limit-freebusy-set" + JUNE))
                .isEqualTo(Items.calendar("BEGIN:VFREEBUSY\r\nUID:u\r\n"
                        + "FREEBUSY;FBTYPE=BUSY:20260605T000000Z/PT1H,20260630T230000Z/PT2H\r\nEND:VFREEBUSY\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<C:comp name=\"VEVENT\"/>",
                "<C:comp/>",
                "<C:comp name=\"VCALENDAR\"><C:prop/></C:comp>",
                "<C:comp name=\"VCALENDAR\"><C:prop name=\"UID\" novalue=\"perhaps\"/></C:comp>",
                "<C:expand/>",
                "<C:expand start=\"20260601T000000Z\" end=\"20260601T000000Z\"/>",
                "<C:expand start=\"20260601\" end=\"20260701\"/>",
                "<C:limit-recurrence-set start=\"20260601T000000Z\"/>",
                "<C:limit-freebusy-set end=\"20260601T000000Z\"/>"
            })
    @DisplayName("what is none of these is 400, never the whole object")
    void refuses(String part) {
        assertThatThrownBy(() -> ask(EVENT, part))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    private static String override(String id, String start, String parameters) {
        return "BEGIN:VEVENT\r\nUID:u\r\nRECURRENCE-ID" + parameters + ":" + id + "\r\nDTSTART:" + start
                + "\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    }

    private static String comp(String name, String content) {
        return "<C:comp name=\"" + name + "\">" + content + "</C:comp>";
    }

    private static String ask(String components, String parts) {
        DataRequest request =
                DataRequest.read(ProtocolBench.element("<C:calendar-data>" + parts + "</C:calendar-data>"));
        CalendarDocument document =
                CalendarDocument.parse(Items.calendar(components).getBytes(StandardCharsets.UTF_8));
        Expander expander = new Expander(ZoneId.of("Europe/Berlin").getRules(), ExpansionLimits.USUAL);
        return new String(CalendarText.of(request.of(document, expander)), StandardCharsets.UTF_8);
    }
}
