package dev.fasti.icalendar;

import static dev.fasti.icalendar.Ics.at;
import static dev.fasti.icalendar.Ics.calendar;
import static dev.fasti.icalendar.Ics.component;
import static dev.fasti.icalendar.Ics.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tables of RFC 4791 section 9.9, each row against the bounds in the facts. */
class TimeBoundsTest {
    private static void bounds(byte[] octets, @Nullable String earliest, @Nullable String latest) {
        Facts facts = CalendarObject.validate(octets);
        assertThat(facts.earliest()).isEqualTo(instant(earliest));
        assertThat(facts.latest()).isEqualTo(instant(latest));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : at(text);
    }

    @Test
    @DisplayName("VEVENT in UTC with DTEND, with DURATION, with neither (RFC 4791 9.9)")
    void eventInUtc() {
        bounds(
                event("DTSTART:20240101T100000Z\nDTEND:20240101T110000Z"),
                "2024-01-01T10:00:00Z",
                "2024-01-01T11:00:00Z");
        bounds(event("DTSTART:20240101T100000Z\nDURATION:P1DT1H"), "2024-01-01T10:00:00Z", "2024-01-02T11:00:00Z");
        bounds(event("DTSTART:20240101T100000Z"), "2024-01-01T10:00:00Z", "2024-01-01T10:00:01Z");
    }

    @Test
    @DisplayName("VEVENT on a DATE lasts a day, in whatever zone is asked for (RFC 4791 9.9)")
    void eventOnDate() {
        bounds(event("DTSTART;VALUE=DATE:20240101"), "2023-12-31T06:00:00Z", "2024-01-02T18:00:00Z");
        bounds(
                event("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20240104"),
                "2023-12-31T06:00:00Z",
                "2024-01-04T18:00:00Z");
        bounds(
                event("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20240101"),
                "2023-12-31T06:00:00Z",
                "2024-01-02T18:00:00Z");
    }

    @Test
    @DisplayName("VEVENT in a known zone is bounded by its rules and what may change of them, else by any offset")
    void eventInZone() {
        bounds(event("DTSTART;TZID=America/New_York:20240701T100000"), "2024-07-01T11:00:00Z", "2024-07-01T17:00:01Z");
        bounds(event("DTSTART;TZID=My Zone:20240701T100000"), "2024-06-30T16:00:00Z", "2024-07-02T04:00:01Z");
        bounds(event("DTSTART:20240701T100000"), "2024-06-30T16:00:00Z", "2024-07-02T04:00:01Z");
    }

    @Test
    @DisplayName("VTODO by DTSTART, DUE and DURATION, a second wider for what is inclusive (RFC 4791 9.9)")
    void toDoWithDates() {
        bounds(
                component("VTODO", "DTSTART:20240101T100000Z\nDURATION:PT1H"),
                "2024-01-01T09:59:59Z",
                "2024-01-01T11:00:01Z");
        bounds(
                component("VTODO", "DTSTART:20240101T100000Z\nDUE:20240103T100000Z"),
                "2024-01-01T09:59:59Z",
                "2024-01-03T10:00:01Z");
        bounds(component("VTODO", "DTSTART:20240101T100000Z"), "2024-01-01T09:59:59Z", "2024-01-01T10:00:01Z");
        bounds(
                component("VTODO", "DUE:20240101T100000Z\nCREATED:20200101T000000Z"),
                "2024-01-01T09:59:59Z",
                "2024-01-01T10:00:01Z");
        bounds(component("VTODO", "DUE;VALUE=DATE:20240101"), "2023-12-31T05:59:59Z", "2024-01-02T18:00:00Z");
    }

    @Test
    @DisplayName("VTODO by COMPLETED and CREATED, where there is nothing else (RFC 4791 9.9)")
    void toDoWithoutDates() {
        String created = "CREATED:20240101T100000Z";
        String completed = "COMPLETED:20240105T100000Z";
        bounds(component("VTODO", created + "\n" + completed), "2024-01-01T09:59:59Z", "2024-01-05T10:00:01Z");
        bounds(component("VTODO", completed), "2024-01-05T09:59:59Z", "2024-01-05T10:00:01Z");
        bounds(component("VTODO", created), "2024-01-01T09:59:59Z", null);
        bounds(component("VTODO", "SUMMARY:some day"), null, null);
    }

    @Test
    @DisplayName("VJOURNAL by DTSTART, a day for a DATE (RFC 4791 9.9)")
    void journal() {
        bounds(component("VJOURNAL", "DTSTART:20240101T100000Z"), "2024-01-01T10:00:00Z", "2024-01-01T10:00:01Z");
        bounds(component("VJOURNAL", "DTSTART;VALUE=DATE:20240101"), "2023-12-31T06:00:00Z", "2024-01-02T18:00:00Z");
        bounds(component("VJOURNAL", "SUMMARY:note"), null, null);
    }

    @Test
    @DisplayName("VFREEBUSY by DTSTART and DTEND, else by its periods (RFC 4791 9.9)")
    void freeBusy() {
        bounds(
                component("VFREEBUSY", "DTSTART:20240101T000000Z\nDTEND:20240102T000000Z"),
                "2023-12-31T23:59:59Z",
                "2024-01-02T00:00:01Z");
        bounds(
                component("VFREEBUSY", "FREEBUSY:20240105T100000Z/PT1H,20240101T100000Z/20240101T110000Z"),
                "2024-01-01T10:00:00Z",
                "2024-01-05T11:00:01Z");
        bounds(component("VFREEBUSY", "SUMMARY:nothing"), null, null);
    }

    @Test
    @DisplayName("Alarms do not count: a trigger long before the event leaves its bounds alone")
    void alarms() {
        bounds(
                event("DTSTART:20240101T100000Z\nBEGIN:VALARM\nTRIGGER:-P30D\nEND:VALARM"),
                "2024-01-01T10:00:00Z",
                "2024-01-01T10:00:01Z");
    }

    @Test
    @DisplayName("Overrides moved before and after the series widen its bounds (RFC 5545 3.8.4.4)")
    void overrides() {
        String override = "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID%s:%s\nDTSTART:%s\nDURATION:PT1H\nEND:VEVENT\n";
        String master = "BEGIN:VEVENT\nUID:a\nDTSTART:20240110T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
                + "END:VEVENT\n";
        bounds(
                calendar(master
                        + override.formatted("", "20240111T100000Z", "20231224T100000Z")
                        + override.formatted("", "20240112T100000Z", "20250101T100000Z")),
                "2023-12-24T10:00:00Z",
                "2025-01-01T11:00:00Z");
        bounds(
                calendar(master + override.formatted(";RANGE=THISANDFUTURE", "20240111T100000Z", "20240111T120000Z")),
                "2024-01-10T10:00:00Z",
                null);
        bounds(
                calendar(master + override.formatted(";RANGE=THISANDPRIOR", "20240111T100000Z", "20240111T120000Z")),
                null,
                null);
    }

    @Test
    @DisplayName("RDATEs and their periods widen the bounds on both sides (RFC 5545 3.8.5.2)")
    void rdates() {
        bounds(
                event("DTSTART:20240110T100000Z\nDURATION:PT1H\nRDATE:20240101T100000Z,20240201T100000Z"),
                "2024-01-01T10:00:00Z",
                "2024-02-02T11:00:00Z");
        bounds(
                event("DTSTART:20240110T100000Z\nRDATE;VALUE=PERIOD:20240201T100000Z/P10D"),
                "2024-01-10T10:00:00Z",
                "2024-02-12T10:00:01Z");
    }

    @Test
    @DisplayName("A rule without end, or whose COUNT only expansion could resolve, is not bounded above")
    void endless() {
        bounds(event("DTSTART:20240101T100000Z\nRRULE:FREQ=DAILY"), "2024-01-01T10:00:00Z", null);
        bounds(event("DTSTART:20240229T100000Z\nRRULE:FREQ=YEARLY;COUNT=3"), "2024-02-29T10:00:00Z", null);
        bounds(event("DTSTART:20240101T100000Z\nRRULE:FREQ=DAILY;BYMONTH=3;COUNT=3"), "2024-01-01T10:00:00Z", null);
        bounds(
                event("DTSTART:20240101T100000Z\nRRULE:FREQ=YEARLY;INTERVAL=2147483647;COUNT=2147483647"),
                "2024-01-01T10:00:00Z",
                null);
        bounds(component("VTODO", "DUE:20240101T100000Z\nRRULE:FREQ=DAILY;COUNT=2"), "2024-01-01T09:59:59Z", null);
    }

    @Test
    @DisplayName("A rule with UNTIL or a simple COUNT is bounded above within a few days (RFC 5545 3.3.10)")
    void bounded() {
        assertThat(CalendarObject.validate(event("DTSTART:20240101T100000Z\nRRULE:FREQ=DAILY;UNTIL=20240201T100000Z"))
                        .latest())
                .isBetween(at("2024-02-01T10:00:00Z"), at("2024-02-05T00:00:00Z"));
        assertThat(CalendarObject.validate(event("DTSTART:20240101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO"))
                        .latest())
                .isBetween(at("2024-01-22T10:00:00Z"), at("2024-02-12T00:00:00Z"));
    }

    @Test
    @DisplayName("The farthest dates and longest durations that can be written overflow nothing")
    void extremes() {
        assertThat(CalendarObject.validate(event("DTSTART:99991231T235959Z\nDURATION:P999999999W\n"
                                + "RRULE:FREQ=YEARLY;COUNT=2147483647\nRDATE:00000101T000000Z"))
                        .earliest())
                .isEqualTo(at("0000-01-01T00:00:00Z"));
        CalendarObject.validate(event("DTSTART:00000101\nDURATION:-P999999999W\nRRULE:FREQ=DAILY;UNTIL=99991231"));
    }
}
