package dev.fasti.icalendar;

import static dev.fasti.icalendar.Ics.calendar;
import static dev.fasti.icalendar.Ics.component;
import static dev.fasti.icalendar.Ics.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that real clients and exporters write: against the letter of the RFCs, and taken as it is. */
class TakenCalendarTest {
    private static final String START = "DTSTART:20240101T100000Z\n";

    private static Facts taken(byte[] octets) {
        byte[] before = octets.clone();
        Facts facts = CalendarObject.validate(octets);
        assertThat(octets).isEqualTo(before);
        assertThat(facts.traits()).doesNotContain(Trait.UNREADABLE);
        assertThat(CalendarObject.index(octets)).isEqualTo(facts);
        return facts;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("Sloppy exporters: blank lines and control characters")
    void blankLinesAndControlCharacters() {
        String text = "\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n\r\nBEGIN:VEVENT\r\nUID:a\u0001b\r\n \r\n"
                + "DTSTART:20240101T100000Z\r\nSUMMARY:bell\u0007 and\u000B tab\r\n\u0000\r\nEND:VEVENT\r\n"
                + "END:VCALENDAR\r\n\u001A";
        assertThat(taken(utf8(text)).uid()).isEqualTo("ab");
    }

    @Test
    @DisplayName("Old exporters: bare LF, bare CR and doubled CR as line ends")
    void lineEnds() {
        String text = new String(event(START), StandardCharsets.UTF_8);
        assertThat(taken(utf8(text.replace("\r\n", "\n"))).uid()).isEqualTo("one@example.com");
        assertThat(taken(utf8(text.replace("\r\n", "\r"))).uid()).isEqualTo("one@example.com");
        assertThat(taken(utf8(text.replace("\r\n", "\r\r\n"))).uid()).isEqualTo("one@example.com");
    }

    @Test
    @DisplayName("Windows tools: a byte order mark")
    void byteOrderMark() {
        byte[] text = event(START);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        out.writeBytes(text);
        assertThat(taken(out.toByteArray()).uid()).isEqualTo("one@example.com");
    }

    @Test
    @DisplayName("PHP exporters: a fold in the middle of a UTF-8 character, by blank or tab (RFC 5545 3.1)")
    void foldWithinCharacter() {
        byte[] text = event(START + "SUMMARY:x\u00FCy");
        for (byte blank : new byte[] {' ', '\t'}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte octet : text) {
                out.write(octet);
                if (octet == (byte) 0xC3) {
                    out.writeBytes(new byte[] {'\r', '\n', blank});
                }
            }
            taken(out.toByteArray());
        }
    }

    @Test
    @DisplayName("Folded names and values are read as one (RFC 5545 3.1)")
    void folds() {
        assertThat(taken(event("DTST\n ART:2024\n 0101T1000\n\t00Z\n")).earliest())
                .isEqualTo(Ics.at("2024-01-01T10:00:00Z"));
    }

    @Test
    @DisplayName("Importers: a missing UID, or an empty one, is no UID (RFC 5545 3.8.4.7)")
    void missingUid() {
        assertThat(taken(calendar("BEGIN:VEVENT\n" + START + "END:VEVENT")).uid())
                .isNull();
        assertThat(taken(calendar("BEGIN:VEVENT\nUID:\n" + START + "END:VEVENT"))
                        .uid())
                .isNull();
    }

    @Test
    @DisplayName("Google: CREATED in the year 0")
    void createdInYearZero() {
        taken(event(START + "CREATED:00001231T000000Z"));
    }

    @Test
    @DisplayName("Merging tools: repeated PRODID and VERSION, or neither")
    void repeatedVersion() {
        taken(calendar("VERSION:2.0\nPRODID:again\nBEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT"));
        taken(Ics.octets("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\nEND:VCALENDAR\n"));
    }

    @Test
    @DisplayName("Alphabetical writers: VERSION after the components, quoted parameters before it")
    void versionLast() {
        Facts facts = taken(Ics.octets("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nX;CN=\"a:b;c\":d\n"
                + "DTSTART;TZID=\"Europe/Berlin\":20240101T100000\nEND:VEVENT\nVERSION:2.0\nEND:VCALENDAR\n"));
        assertThat(facts.earliest()).isEqualTo(Ics.at("2024-01-01T06:00:00Z"));
    }

    @Test
    @DisplayName("iOS and Google: RECURRENCE-ID without a master, one or several (RFC 4791 4.1)")
    void overridesAlone() {
        String override =
                "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:2024010%dT100000Z\nDTSTART:2024010%dT120000Z\nEND:VEVENT\n";
        Facts facts = taken(calendar(override.formatted(3, 3) + override.formatted(5, 6)));
        assertThat(facts.traits()).containsExactly(Trait.RECURRING);
        assertThat(facts.earliest()).isEqualTo(Ics.at("2024-01-03T12:00:00Z"));
        assertThat(facts.latest()).isEqualTo(Ics.at("2024-01-06T12:00:01Z"));
    }

    @Test
    @DisplayName("Exchange bridges: EXDATE of another value type than DTSTART, or empty (RFC 5545 3.8.5.1)")
    void exdateOfOtherType() {
        taken(event(START + "RRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20240102,20240103"));
        taken(event("DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=DAILY\nEXDATE:20240102T000000Z"));
        taken(event(START + "RRULE:FREQ=DAILY\nEXDATE:"));
    }

    @Test
    @DisplayName("Fantastical: an empty RRULE, which is none")
    void emptyRule() {
        assertThat(taken(event("DTSTART:00001229T190358\nDTEND:00001229T190359\nRRULE:"))
                        .traits())
                .isEmpty();
    }

    @Test
    @DisplayName("Web calendars: a zone beside the end alone; the end is a day's offsets about (RFC 5545 3.8.2.2)")
    void zoneOfEndAlone() {
        Facts facts = taken(event("DTSTART:20240101T100000\nDTEND;TZID=Europe/Berlin:20240103T110000"));
        assertThat(facts.earliest()).isEqualTo(Ics.at("2023-12-31T16:00:00Z"));
        assertThat(facts.latest()).isEqualTo(Ics.at("2024-01-04T05:00:00Z"));
    }

    @Test
    @DisplayName("Thunderbird: DTEND beside DURATION:PT0S")
    void dtendAndDuration() {
        Facts facts = taken(event(START + "DTEND:20240101T110000Z\nDURATION:PT0S"));
        assertThat(facts.latest()).isEqualTo(Ics.at("2024-01-01T11:00:00Z"));
    }

    @Test
    @DisplayName("Thunderbird: X-MOZ-LASTACK and X-MOZ-SNOOZE-TIME")
    void mozillaProperties() {
        taken(event(START + "X-MOZ-LASTACK:20240101T095000Z\nX-MOZ-SNOOZE-TIME-1704103200000000:20240101T095500Z"));
    }

    @Test
    @DisplayName("Evolution: floating UNTIL, and UNTIL as a date beside a DTSTART with time (RFC 5545 3.3.10)")
    void floatingUntil() {
        assertThat(taken(event(START + "RRULE:FREQ=DAILY;UNTIL=20240110T100000"))
                        .latest())
                .isAfter(Ics.at("2024-01-11T00:00:00Z"));
        assertThat(taken(event(START + "RRULE:FREQ=DAILY;UNTIL=20240110")).latest())
                .isAfter(Ics.at("2024-01-11T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "freq=weekly;byday=mo",
                "FREQ=WEEKLY;BYDAY=MO, TU",
                "FREQ=WEEKLY; INTERVAL=2;",
                "FREQ=WEEKLY;;COUNT=2",
                "FREQ=WEEKLY;BYDAY=;COUNT=2",
                "FREQ=WEEKLY;X-NAME=1",
                "RSCALE=CHINESE;FREQ=YEARLY;SKIP=FORWARD"
            })
    @DisplayName("Web calendars: rules with blanks, empty parts, lower case and extensions (RFC 5545 3.3.10, RFC 7529)")
    void sloppyRules(String rule) {
        assertThat(taken(event(START + "RRULE:" + rule)).traits()).containsExactly(Trait.RECURRING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART;TZID=W. Europe Standard Time:20240101T100000",
                "DTSTART;TZID=\"Europe/Berlin \":20240101T100000",
                "DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:20240101T100000"
            })
    @DisplayName("Outlook and Evolution: Windows, padded and prefixed TZIDs without VTIMEZONE name a zone")
    void vendorTzids(String start) {
        assertThat(taken(event(start)).earliest()).isEqualTo(Ics.at("2024-01-01T06:00:00Z"));
    }

    @Test
    @DisplayName("Outlook CalDav Synchronizer: a VTIMEZONE whose DTSTART is a DATE")
    void zoneWithDate() {
        taken(calendar("BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nDTSTART;VALUE=DATE:16010101\nTZOFFSETFROM:+0100\n"
                + "TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
                + "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Custom:20240101T100000\nEND:VEVENT"));
    }

    @Test
    @DisplayName("Birthday calendars: 1604 as the year that is not known")
    void year1604() {
        Facts facts = taken(event("DTSTART;VALUE=DATE:16040229\nRRULE:FREQ=YEARLY"));
        assertThat(facts.latest()).isNull();
        assertThat(facts.earliest()).isBefore(Ics.at("1604-02-29T00:00:00Z"));
    }

    @Test
    @DisplayName("Tasks.org and Apple Reminders: RELATED-TO and X-APPLE-SORT-ORDER in a VTODO without dates")
    void relatedTo() {
        Facts facts = taken(component("VTODO", "SUMMARY:Sub\nRELATED-TO:parent\nX-APPLE-SORT-ORDER:12345"));
        assertThat(facts.component()).isEqualTo("VTODO");
        assertThat(facts.earliest()).isNull();
        assertThat(facts.latest()).isNull();
    }

    @Test
    @DisplayName("jtx Board: a VJOURNAL without dates")
    void journal() {
        assertThat(taken(component("VJOURNAL", "SUMMARY:Note\nDESCRIPTION:text"))
                        .component())
                .isEqualTo("VJOURNAL");
    }

    @Test
    @DisplayName("Web exporters: DTSTART as a date without VALUE, and as a date-time with VALUE=DATE")
    void valueParameterContradicts() {
        assertThat(taken(event("DTSTART:20240101")).latest()).isEqualTo(Ics.at("2024-01-02T18:00:00Z"));
        taken(event("DTSTART;VALUE=DATE:20240101T000000"));
    }

    @Test
    @DisplayName("Any client: a leap second, an end before the start, the same property twice")
    void smallFaults() {
        taken(event("DTSTART:20161231T235960Z"));
        taken(event(START + "DTEND:20240101T090000Z"));
        taken(event(START + START));
    }
}
