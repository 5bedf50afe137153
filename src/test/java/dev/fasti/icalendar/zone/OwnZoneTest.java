package dev.fasti.icalendar.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.CalendarTimezone;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A zone made from its VTIMEZONE")
class OwnZoneTest {
    private static String part(String name, String start, String from, String to, String rule) {
        return "BEGIN:" + name + "\nDTSTART:" + start + "\nTZOFFSETFROM:" + from + "\nTZOFFSETTO:" + to + "\n" + rule
                + "\nEND:" + name + "\n";
    }

    private static ZoneRules rules(String parts) {
        return CalendarTimezone.rules(new String(
                        Ics.calendar("BEGIN:VTIMEZONE\nTZID:Own\n" + parts + "END:VTIMEZONE"),
                        java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    @DisplayName("is that of New York from 1987 on, by the VTIMEZONE of RFC 5545 3.6.5")
    void newYork() {
        ZoneRules own = rules(part(
                        "DAYLIGHT",
                        "19870405T020000",
                        "-0500",
                        "-0400",
                        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z")
                + part(
                        "STANDARD",
                        "19871025T020000",
                        "-0400",
                        "-0500",
                        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z")
                + part("DAYLIGHT", "20070311T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")
                + part("STANDARD", "20071104T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"));
        same(own, ZoneId.of("America/New_York").getRules(), "1988-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,19810329T020000,+0100,+0200,3;BYDAY=-1SU,19961027T030000,10;BYDAY=-1SU,1997-01-01T00:00:00Z",
        "Australia/Lord_Howe,20081005T020000,+1030,+1100,10;BYDAY=1SU,20080406T020000,4;BYDAY=1SU,2009-01-01T00:00:00Z",
        "America/Los_Angeles,16010311T020000,-0800,-0700,3;BYDAY=2SU,16011104T020000,11;BYDAY=1SU,2008-01-01T00:00:00Z"
    })
    @DisplayName("changes when the IANA zone does")
    void iana(
            String zone,
            String summer,
            String standard,
            String daylight,
            String on,
            String winter,
            String off,
            String from) {
        ZoneRules own = rules(part("DAYLIGHT", summer, standard, daylight, "RRULE:FREQ=YEARLY;BYMONTH=" + on)
                + part("STANDARD", winter, daylight, standard, "RRULE:FREQ=YEARLY;BYMONTH=" + off));
        same(own, ZoneId.of(zone).getRules(), from);
    }

    private static void same(ZoneRules own, ZoneRules iana, String from) {
        Instant end = Instant.parse("2099-01-01T00:00:00Z");
        int changes = 0;
        ZoneOffsetTransition change = iana.nextTransition(Instant.parse(from));
        while (change != null && change.getInstant().isBefore(end)) {
            assertThat(own.nextTransition(change.getInstant().minusSeconds(1))).isEqualTo(change);
            changes++;
            change = iana.nextTransition(change.getInstant());
        }
        assertThat(changes).isGreaterThan(170);
    }

    @Test
    @DisplayName("may be of one offset, of RDATEs, and of a DATE as DTSTART")
    void simple() {
        assertThat(rules(part("STANDARD", "19700101", "+0545", "+0545", "X:1")).getOffset(Instant.EPOCH))
                .hasToString("+05:45");
        ZoneRules dated = rules(part("STANDARD", "20200101T000000", "+0100", "+0200", "RDATE:20220101T000000")
                + part("DAYLIGHT", "20210101T000000", "+0200", "+0100", "X:1"));
        assertThat(dated.getTransitions()).hasSize(3);
    }

    @Test
    @DisplayName("gives the times of its object, whose TZID nobody else knows")
    void used() {
        CalendarDocument document = CalendarDocument.parse(Ics.calendar("BEGIN:VTIMEZONE\nTZID:Own\n"
                + part("STANDARD", "19700101T000000", "+0300", "+0300", "X:1")
                + "END:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID= Own :20240104T100000\nEND:VEVENT"));
        assertThat(document.unknownZones()).isEmpty();
        Expander expander = new Expander(ZoneId.of("Asia/Tokyo").getRules(), ExpansionLimits.USUAL);
        assertThat(expander.instances(document, TimeRange.ALWAYS))
                .extracting(instance -> instance.start().toUtc())
                .containsExactly("20240104T070000Z");
    }

    @Test
    @DisplayName("that changes every second, or says nothing, is unknown")
    void hostile() {
        for (String parts : new String[] {
            part("STANDARD", "19700101T000000", "+0100", "+0200", "RRULE:FREQ=SECONDLY"),
            part("STANDARD", "19700101T000000", "+0100", "+9900", "X:1"),
            ""
        }) {
            CalendarDocument document = CalendarDocument.parse(Ics.calendar("BEGIN:VTIMEZONE\nTZID:Own\n" + parts
                    + "END:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=Own:20240104T100000\nEND:VEVENT"));
            assertThat(document.unknownZones()).containsExactly("Own");
        }
    }
}
