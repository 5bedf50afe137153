package dev.fasti.icalendar.expansion;

import static dev.fasti.icalendar.Ics.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.Ics;
import dev.fasti.icalendar.component.CalendarComponent;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.icalendar.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmTimesTest {
    private static final Expander EXPANDER =
            new Expander(ZoneId.of("Europe/Berlin").getRules(), ExpansionLimits.USUAL);

    private static CalendarDocument document(String component, String lines, String alarm) {
        return CalendarDocument.parse(Ics.component(
                component,
                lines.replace("\\n", "\n") + "\nBEGIN:VALARM\n" + alarm.replace("\\n", "\n") + "\nEND:VALARM"));
    }

    /** That the first instance's alarm triggers at these instants, in order, and at no other. */
    private static void assertTriggers(CalendarDocument document, Instant... expected) {
        Instance first = EXPANDER.instances(document, TimeRange.ALWAYS).get(0);
        CalendarComponent alarm = first.component().components("VALARM").get(0);
        AlarmTimes alarms = EXPANDER.alarms(document);
        Instant from = Instant.MIN;
        for (Instant trigger : expected) {
            assertThat(alarms.overlaps(first, alarm, new TimeRange(from, trigger)))
                    .isFalse();
            from = trigger.plusNanos(1);
            assertThat(alarms.overlaps(first, alarm, new TimeRange(trigger, from)))
                    .isTrue();
        }
        assertThat(alarms.overlaps(first, alarm, new TimeRange(from, Instant.MAX)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        VEVENT | DTSTART:20240104T100000Z | TRIGGER:-PT15M | 2024-01-04T09:45:00Z
        VEVENT | DTSTART:20240104T100000Z\\nDURATION:PT1H | TRIGGER;RELATED=END:PT5M | 2024-01-04T11:05:00Z
        VEVENT | DTSTART;VALUE=DATE:20240104 | TRIGGER:PT9H | 2024-01-04T08:00:00Z
        VEVENT | DTSTART;VALUE=DATE:20240104 | TRIGGER;RELATED=END:-PT1H | 2024-01-04T22:00:00Z
        VEVENT | DTSTART;TZID=Europe/Berlin:20240331T120000 | TRIGGER:-P1D | 2024-03-30T11:00:00Z
        VEVENT | DTSTART;TZID=Europe/Berlin:20240331T120000 | TRIGGER:-PT24H | 2024-03-30T10:00:00Z
        VEVENT | DTSTART:20240104T100000Z | TRIGGER;VALUE=DATE-TIME:20200101T000000Z | 2020-01-01T00:00:00Z
        VTODO | DUE:20240104T100000Z | TRIGGER:-PT15M | 2024-01-04T09:45:00Z
        VTODO | DTSTART:20240104T100000Z\\nDUE:20240104T120000Z | TRIGGER;RELATED=END:-PT15M | 2024-01-04T11:45:00Z
        """)
    @DisplayName("A trigger is absolute or relative to the start or the end (RFC 5545 3.8.6.3)")
    void trigger(String component, String lines, String alarm, Instant expected) {
        assertTriggers(document(component, lines, alarm), expected);
    }

    @Test
    @DisplayName("REPEAT follows the first trigger, each DURATION later (RFC 5545 3.8.6.2)")
    void repeat() {
        CalendarDocument document =
                document("VEVENT", "DTSTART:20240104T100000Z", "TRIGGER:-PT15M\\nREPEAT:2\\nDURATION:PT5M");
        assertTriggers(document, at("2024-01-04T09:45:00Z"), at("2024-01-04T09:50:00Z"), at("2024-01-04T09:55:00Z"));
        assertThat(overlaps(document, "2024-01-04T09:50:00Z", "2024-01-04T09:50:01Z"))
                .isTrue();
        assertThat(overlaps(document, "2024-01-04T09:50:01Z", "2024-01-04T09:55:00Z"))
                .isFalse();
        assertThat(overlaps(document, "2024-01-04T09:56:00Z", "2024-01-04T11:00:00Z"))
                .isFalse();
        assertThat(overlaps(document, "2024-01-04T09:00:00Z", "2024-01-04T09:45:00Z"))
                .isFalse();
    }

    private static boolean overlaps(CalendarDocument document, String from, String to) {
        TimeRange range = new TimeRange(at(from), at(to));
        AlarmTimes alarms = EXPANDER.alarms(document);
        return EXPANDER.find(
                        document,
                        alarms.reach(range),
                        instance -> instance.component().components("VALARM").stream()
                                .anyMatch(alarm -> alarms.overlaps(instance, alarm, range)))
                .isPresent();
    }

    @Test
    @DisplayName("Alarms of recurring components are found weeks before and after their instances (RFC 4791 9.9)")
    void recurring() {
        CalendarDocument early = document("VEVENT", "DTSTART:20240104T100000Z\\nRRULE:FREQ=WEEKLY", "TRIGGER:-P3W");
        assertThat(overlaps(early, "2024-02-15T10:00:00Z", "2024-02-15T10:00:01Z"))
                .isTrue();
        assertThat(overlaps(early, "2023-12-14T10:00:00Z", "2023-12-14T10:00:01Z"))
                .isTrue();
        assertThat(overlaps(early, "2023-12-07T10:00:00Z", "2023-12-07T10:00:01Z"))
                .isFalse();
        CalendarDocument late = document("VEVENT", "DTSTART:20240104T100000Z\\nRRULE:FREQ=YEARLY", "TRIGGER:P60D");
        assertThat(overlaps(late, "2025-03-05T10:00:00Z", "2025-03-05T10:00:01Z"))
                .isTrue();
    }

    @Test
    @DisplayName("A milliard of repetitions is no trouble to look up")
    void hostile() {
        CalendarDocument document =
                document("VEVENT", "DTSTART:20240104T100000Z", "TRIGGER:PT0S\\nREPEAT:999999999\\nDURATION:PT1S");
        assertThat(overlaps(document, "2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z"))
                .isTrue();
        CalendarDocument far = document(
                "VEVENT", "DTSTART:20240104T100000Z", "TRIGGER:P999999999W\\nREPEAT:999999999\\nDURATION:P999999999W");
        assertThat(overlaps(far, "2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z"))
                .isFalse();
    }
}
