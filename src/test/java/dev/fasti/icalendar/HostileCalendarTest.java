package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.store.Facts.Trait;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Input made to exhaust a server: each is answered, within seconds on a slow machine and without much memory. */
class HostileCalendarTest {
    private static final String START = "DTSTART:20240101T100000Z\n";
    private static final int TEN_MB = 10_000_000;

    /** Far more than is needed, far less than anything quadratic takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static void refused(byte[] octets) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            assertThatThrownBy(() -> CalendarObject.validate(octets)).isInstanceOf(InvalidCalendar.class);
            assertThat(CalendarObject.index(octets).traits()).contains(Trait.UNREADABLE);
        });
    }

    private static void answered(byte[] octets) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            Throwable thrown = catchThrowable(() -> CalendarObject.validate(octets));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(InvalidCalendar.class);
            }
            assertThat(CalendarObject.index(octets)).isNotNull();
        });
    }

    @Test
    @DisplayName("100,000 nested components are refused")
    void nesting() {
        refused(Ics.octets("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(100_000)));
        refused(Ics.octets("BEGIN:VCALENDAR\n" + "BEGIN:A\n".repeat(50_000) + "END:B\n".repeat(50_000)));
        refused(Ics.octets(
                "BEGIN:VCALENDAR\n" + "BEGIN:A\n".repeat(50_000) + "END:A\n".repeat(50_000) + "END:VCALENDAR\n"));
    }

    @Test
    @DisplayName("100,000 VTIMEZONEs in one object are refused")
    void manyZones() {
        StringBuilder zones = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            zones.append("BEGIN:VTIMEZONE\nTZID:Zone").append(i).append("\nEND:VTIMEZONE\n");
        }
        refused(Ics.calendar(zones + "BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT"));
    }

    @Test
    @DisplayName(
            "The most components that are taken into a calendar can be parsed for queries as well, one more neither")
    void mostComponents() {
        String events = ("BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\n").repeat(19_999);
        byte[] most = Ics.calendar(events);
        assertThat(CalendarObject.validate(most).uid()).isEqualTo("a");
        assertThat(CalendarDocument.parse(most).calendar().components("VEVENT")).hasSize(19_999);
        byte[] more = Ics.calendar(events + "BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\n");
        refused(more);
        assertThatThrownBy(() -> CalendarDocument.parse(more)).isInstanceOf(InvalidCalendar.class);
    }

    @Test
    @DisplayName("1,600 objects, each with a TZID of its own, leave nothing behind that fails the next one")
    void manyTzids() {
        for (int i = 0; i < 1_600; i++) {
            String zone = "BEGIN:VTIMEZONE\nTZID:Zone" + i + "\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
                    + "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
            CalendarObject.validate(Ics.calendar(zone + "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Zone" + i
                    + ":20240101T100000\nRRULE:FREQ=DAILY\nEND:VEVENT"));
            CalendarTimezone.validate(new String(Ics.calendar(zone), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("A value of 10 MB is text like any other; a name or parameters of 10 MB are refused")
    void longLine() {
        assertThat(CalendarObject.validate(Ics.event(START + "DESCRIPTION:" + "x".repeat(TEN_MB)))
                        .uid())
                .isEqualTo("one@example.com");
        refused(Ics.event(START + "x".repeat(TEN_MB) + ":1"));
        refused(Ics.event(START + "X;A=" + "1,".repeat(TEN_MB / 2) + ":1"));
        refused(Ics.event(START + "X;A=\"" + ":".repeat(TEN_MB)));
    }

    @Test
    @DisplayName("Millions of lines, folds and blank lines take no more than time")
    void manyLines() {
        answered(Ics.event(START + "A:\n".repeat(TEN_MB / 4)));
        answered(Ics.event(START + "X:" + "\n ".repeat(TEN_MB / 3)));
        answered(Ics.event(START + "\n".repeat(TEN_MB / 2)));
        answered(Ics.event(START + "END\n".repeat(TEN_MB / 5)));
    }

    @Test
    @DisplayName("Half a million recurrence dates are refused")
    void recurrenceDates() {
        refused(Ics.event(START + "RDATE:" + "20240101T100000Z,".repeat(500_000) + "20240101T100000Z"));
        refused(Ics.event(START + "EXDATE:20240101T100000Z\n".repeat(300_000)));
    }

    @Test
    @DisplayName("Rules without end, too many rules, and rules of endless lists are read without expanding them")
    void rules() {
        assertThat(CalendarObject.validate(Ics.event(START + "RRULE:FREQ=SECONDLY"))
                        .latest())
                .isNull();
        refused(Ics.event(START + "RRULE:FREQ=DAILY;BYHOUR=" + "1,".repeat(1_000_000) + "1"));
        refused(Ics.event(START + "RRULE:FREQ=DAILY;COUNT=" + "9".repeat(1_000_000)));
        refused(Ics.event(START + "RRULE:FREQ=DAILY\n".repeat(100_000)));
        answered(Ics.event(START + "RRULE:FREQ=YEARLY;BYDAY=99999MO,-99999SU"));
    }

    @Test
    @DisplayName("A TZID or a date of megabytes is looked at once")
    void longParameters() {
        answered(Ics.event("DTSTART;TZID=/" + "a/".repeat(30_000) + ":20240101T100000"));
        refused(Ics.event("DTSTART:" + "2".repeat(TEN_MB)));
        refused(Ics.calendar("BEGIN:VEVENT\nUID:" + "u".repeat(2_001) + "\n" + START + "END:VEVENT"));
        refused(Ics.event(START + "DURATION:P" + "1".repeat(TEN_MB)));
        refused(Ics.event(START + "DURATION:PT" + "1H".repeat(TEN_MB / 2)));
    }
}
