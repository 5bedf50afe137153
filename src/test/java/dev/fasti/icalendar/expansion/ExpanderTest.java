package dev.fasti.icalendar.expansion;

import static dev.fasti.icalendar.Ics.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimePoint;
import dev.fasti.icalendar.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpanderTest {
    private static final Expander UTC = new Expander(ZoneId.of("UTC").getRules(), ExpansionLimits.USUAL);
    private static final Expander BERLIN =
            new Expander(ZoneId.of("Europe/Berlin").getRules(), ExpansionLimits.USUAL);
    private static final TimeRange JANUARY = new TimeRange(at("2024-01-01T00:00:00Z"), at("2024-02-01T00:00:00Z"));

    /** Starts, ends and summaries: {@code 0104T1000-1100 moved}, in UTC. */
    private static List<String> shown(Expander expander, CalendarDocument document, TimeRange range) {
        return expander.instances(document, range).stream()
                .map(ExpanderTest::shown)
                .toList();
    }

    private static String shown(Instance instance) {
        String start = Objects.requireNonNull(instance.start()).instant().toString();
        String end = Objects.requireNonNull(instance.end()).instant().toString();
        String summary =
                instance.component().value("SUMMARY").map(text -> " " + text).orElse("");
        return start.substring(5, 16).replaceAll("[-:]", "") + "-"
                + end.substring(11, 16).replace(":", "") + summary;
    }

    private static CalendarDocument event(String lines) {
        return CalendarDocument.parse(Ics.event(lines));
    }

    /** A weekly event on Thursdays from 2024-01-04, 10:00 to 11:00 UTC, and overrides, divided by "--". */
    private static CalendarDocument weekly(String more, String... overrides) {
        StringBuilder all = new StringBuilder("BEGIN:VEVENT\nUID:a\nDTSTART:20240104T100000Z\nDTEND:20240104T110000Z\n"
                + "RRULE:FREQ=WEEKLY\n" + more + "END:VEVENT\n");
        for (String override : overrides) {
            all.append("BEGIN:VEVENT\nUID:a\n").append(override).append("\nEND:VEVENT\n");
        }
        return CalendarDocument.parse(Ics.calendar(all.toString()));
    }

    @Test
    @DisplayName("An override moved into the range is found there, one moved out is gone (RFC 4791 9.9)")
    void moved() {
        CalendarDocument document = weekly(
                "",
                "RECURRENCE-ID:20240111T100000Z\nDTSTART:20240301T100000Z\nSUMMARY:out",
                "RECURRENCE-ID:20240606T100000Z\nDTSTART:20240120T080000Z\nDURATION:PT30M\nSUMMARY:in");
        assertThat(shown(UTC, document, JANUARY))
                .containsExactly("0104T1000-1100", "0118T1000-1100", "0120T0800-0830 in", "0125T1000-1100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART;TZID=Europe/Berlin:20240104T100000 | RECURRENCE-ID:20240111T090000Z
        DTSTART;TZID=Europe/Berlin:20240104T100000 | RECURRENCE-ID;TZID=Europe/Berlin:20240111T100000
        DTSTART;TZID=Europe/Berlin:20240104T100000 | RECURRENCE-ID;TZID=America/New_York:20240111T040000
        DTSTART;TZID=Europe/Berlin:20240104T100000 | RECURRENCE-ID:20240111T100000
        DTSTART;TZID=Europe/Berlin:20240104T100000 | RECURRENCE-ID;VALUE=DATE:20240111
        DTSTART:20240104T100000 | RECURRENCE-ID:20240111T100000
        DTSTART;TZID=Nowhere:20240104T100000 | RECURRENCE-ID;TZID=Nowhere:20240111T100000
        DTSTART:20240104T090000Z | RECURRENCE-ID:20240111T090000
        DTSTART;VALUE=DATE:20240104 | RECURRENCE-ID;VALUE=DATE:20240111
        DTSTART;VALUE=DATE:20240104 | RECURRENCE-ID:20240111T000000Z
        DTSTART;VALUE=DATE:20240104 | RECURRENCE-ID:20240110T230000Z
        """)
    @DisplayName("RECURRENCE-ID and EXDATE find their instance in any form (RFC 5545 3.8.4.4, 3.8.5.1)")
    void forms(String start, String id) {
        String exdate = id.replace("RECURRENCE-ID", "EXDATE");
        CalendarDocument excluded = event(start + "\nRRULE:FREQ=WEEKLY;COUNT=3\n" + exdate);
        assertThat(BERLIN.instances(excluded, TimeRange.ALWAYS)).hasSize(2);

        CalendarDocument overridden = CalendarDocument.parse(Ics.calendar(
                "BEGIN:VEVENT\nUID:a\n" + start + "\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\n" + id
                        + "\nDTSTART:20240112T000000Z\nSUMMARY:moved\nEND:VEVENT"));
        List<Instance> instances = BERLIN.instances(overridden, TimeRange.ALWAYS);
        assertThat(instances).hasSize(3);
        Instance moved = instances.get(1);
        assertThat(moved.component().value("SUMMARY")).contains("moved");
        TimePoint first = Objects.requireNonNull(instances.get(0).start());
        TimePoint own = Objects.requireNonNull(moved.recurrenceId());
        assertThat(own.form()).isEqualTo(first.form());
        assertThat(own.local()).isEqualTo(first.local().plusWeeks(1));
    }

    @Test
    @DisplayName("RANGE=THISANDFUTURE moves all later instances as far, until the next one (RFC 5545 3.8.4.4)")
    void range() {
        CalendarDocument document = weekly(
                "",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20240111T100000Z\nDTSTART:20240112T120000Z\nDURATION:PT2H\nSUMMARY:b",
                "RECURRENCE-ID:20240118T100000Z\nDTSTART:20240118T100000Z\nSUMMARY:one",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20240201T100000Z\nDTSTART:20240129T100000Z\nSUMMARY:c");
        assertThat(shown(UTC, document, JANUARY))
                .containsExactly(
                        "0104T1000-1100",
                        "0112T1200-1400 b",
                        "0118T1000-1000 one",
                        "0126T1200-1400 b",
                        "0129T1000-1000 c");
    }

    @Test
    @DisplayName("Overrides without what they override are instances of their own (RFC 4791 4.1)")
    void orphan() {
        CalendarDocument document = CalendarDocument.parse(Ics.calendar("BEGIN:VEVENT\nUID:a\n"
                + "RECURRENCE-ID:20240111T100000Z\nDTSTART:20240112T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\n"
                + "RECURRENCE-ID:20240118T100000Z\nEND:VEVENT"));
        assertThat(shown(UTC, document, JANUARY)).containsExactly("0112T1000-1000", "0118T1000-1000");
    }

    @Test
    @DisplayName("RDATE adds dates and periods, EXDATE and EXRULE take out (RFC 5545 3.8.5)")
    void dates() {
        CalendarDocument document = event("DTSTART:20240104T100000Z\nDURATION:PT1H\n"
                + "RRULE:FREQ=DAILY;COUNT=3\nRDATE:20240110T100000Z,20240105T100000Z\n"
                + "RDATE;VALUE=PERIOD:20240111T100000Z/PT3H,20240112T100000Z/20240112T101500Z\n"
                + "EXDATE:20240106T100000Z,20240110T100000Z\nEXRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4");
        assertThat(shown(UTC, document, JANUARY)).containsExactly("0105T1000-1100", "0111T1000-1300", "0112T1000-1015");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART;VALUE=DATE:20240104                                    | 0103T2300-2300 | a DATE without DTEND is a day
        DTSTART;VALUE=DATE:20240104\\nDTEND;VALUE=DATE:20240104         | 0103T2300-2300 | one that ends when it begins, too
        DTSTART;VALUE=DATE:20240104\\nDURATION:PT24H                    | 0103T2300-2300 | hours of a DATE are days
        DTSTART:20240104T100000                                        | 0104T0900-0900 | floating, in the zone asked for
        DTSTART:20240104T100000Z\\nDTEND:20240104T090000Z               | 0104T1000-1000 | an end before the start
        DTSTART:20240104T100000Z\\nDURATION:-PT1H                       | 0104T1000-1000 | a negative duration
        DTSTART:20240104T100000Z\\nDTEND:20240104T110000Z\\nDURATION:PT0S | 0104T1000-1100 | DTEND and a DURATION beside it
        DTSTART:20240104T100000Z\\nDURATION:P1W                         | 0104T1000-1000 | weeks
        DTSTART;TZID=Europe/Berlin:20240104T100000\\nDTEND;TZID=Europe/London:20240104T100000 | 0104T0900-1000 | two zones
        DTSTART:20240104T100000\\nDTEND;TZID=America/New_York:20240104T110000 | 0104T0900-1000 | a zone beside the end alone
        DTSTART;TZID=America/New_York:20240104T100000\\nDTEND:20240104T110000 | 0104T1500-1600 | a zone beside the start alone
        """)
    @DisplayName("Ends are those of RFC 4791 9.9")
    void ends(String lines, String expected, String why) {
        assertThat(shown(BERLIN, event(lines.replace("\\n", "\n")), JANUARY))
                .as(why)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // New York moves on 2026-03-08 at 2:00 and back on 2026-11-01 at 2:00
        "America/New_York,20260307T023000,PT1H,0308T0730-0830",
        "America/New_York,20261031T013000,PT1H,1101T0530-0630",
        "America/New_York,20260307T120000,P1D,0308T1600-1600",
        "America/New_York,20260306T120000,P1D,0307T1700-1600",
        "America/New_York,20260306T120000,PT24H,0307T1700-1700",
        // Lord Howe moves by half an hour, on 2026-04-05 back and on 2026-10-04 forward at 2:00
        "Australia/Lord_Howe,20260404T014500,PT1H,0404T1445-1545",
        "Australia/Lord_Howe,20261003T021500,PT1H,1003T1545-1645"
    })
    @DisplayName(
            "In a gap the offset before it counts, of an overlap the first time; P1D is a day, PT24H is exact (RFC 5545"
                    + " 3.3.5, 3.3.6)")
    void changesOfOffset(String zone, String start, String duration, String second) {
        CalendarDocument document =
                event("DTSTART;TZID=" + zone + ":" + start + "\nDURATION:" + duration + "\nRRULE:FREQ=DAILY;COUNT=2");
        assertThat(shown(UTC, document, TimeRange.ALWAYS).get(1)).isEqualTo(second);
    }

    @Test
    @DisplayName("DTEND gives every instance the same exact time (RFC 5545 3.8.5.3)")
    void exactEnd() {
        CalendarDocument document = event("DTSTART;TZID=America/New_York:20260306T220000\n"
                + "DTEND;TZID=America/New_York:20260307T060000\nRRULE:FREQ=DAILY;COUNT=2");
        assertThat(shown(UTC, document, TimeRange.ALWAYS)).containsExactly("0307T0300-1100", "0308T0300-1100");
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART;TZID=Europe/Berlin:20240104T100000,20240106T090000Z,3",
        "DTSTART;TZID=Europe/Berlin:20240104T100000,20240106T085959Z,2",
        "DTSTART;TZID=Europe/Berlin:20240104T100000,20240106T100000,3",
        "DTSTART;TZID=Europe/Berlin:20240104T100000,20240106,3",
        "DTSTART;VALUE=DATE:20240104,20240106,3",
        "DTSTART;VALUE=DATE:20240104,20240106T000000Z,3",
        "DTSTART;VALUE=DATE:20240104,20231231,1"
    })
    @DisplayName("UNTIL is inclusive in any form (RFC 5545 3.3.10)")
    void until(String start, String until, int count) {
        assertThat(BERLIN.instances(event(start + "\nRRULE:FREQ=DAILY;UNTIL=" + until), TimeRange.ALWAYS))
                .hasSize(count);
    }

    @Test
    @DisplayName("A DTSTART that its rule does not give is the first instance, and counts (RFC 5545 3.8.5.3)")
    void unsynchronised() {
        CalendarDocument document = event("DTSTART:20240104T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3");
        assertThat(shown(UTC, document, TimeRange.ALWAYS))
                .containsExactly("0104T1000-1000", "0108T1000-1000", "0115T1000-1000");
    }

    @Test
    @DisplayName("An unknown TZID is floating and flagged, never an error (RFC 5545 3.2.19)")
    void unknownZone() {
        CalendarDocument document = event("DTSTART;TZID=Nowhere:20240104T100000\nRRULE:FREQ=DAILY;COUNT=2");
        assertThat(document.unknownZones()).containsExactly("Nowhere");
        assertThat(shown(BERLIN, document, JANUARY)).containsExactly("0104T0900-0900", "0105T0900-0900");
    }

    @Test
    @DisplayName("A to-do recurs by its DUE where it has no DTSTART, and its length by both")
    void toDos() {
        CalendarDocument due =
                CalendarDocument.parse(Ics.component("VTODO", "DUE:20240104T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2"));
        List<Instance> instances = UTC.instances(due, JANUARY);
        assertThat(instances).extracting(Instance::start).containsOnlyNulls();
        assertThat(instances)
                .extracting(instance -> Objects.requireNonNull(instance.end()).toUtc())
                .containsExactly("20240104T100000Z", "20240111T100000Z");
        CalendarDocument both = CalendarDocument.parse(
                Ics.component("VTODO", "DTSTART:20240104T100000Z\nDUE:20240105T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2"));
        assertThat(shown(UTC, both, JANUARY)).containsExactly("0104T1000-1000", "0111T1000-1000");
    }

    @Test
    @DisplayName("find looks no further than it must, and tells nothing where nothing is")
    void find() {
        CalendarDocument endless = event("DTSTART:20240104T100000Z\nRRULE:FREQ=SECONDLY");
        TimeRange later = new TimeRange(at("2040-01-01T00:00:00Z"), TimeRange.ALWAYS.end());
        assertThat(UTC.find(endless, later, instance -> true))
                .map(ExpanderTest::shown)
                .contains("0101T0000-0000");
        CalendarDocument ended = event("DTSTART:20240104T100000Z\nRRULE:FREQ=SECONDLY;COUNT=9");
        assertThat(UTC.find(ended, later, instance -> true)).isEmpty();
    }
}
