package dev.fasti.caldav.query;

import static dev.fasti.caldav.query.Filters.comp;
import static dev.fasti.caldav.query.Filters.document;
import static dev.fasti.caldav.query.Filters.matches;
import static dev.fasti.caldav.query.Filters.object;
import static dev.fasti.caldav.query.Filters.prop;
import static dev.fasti.caldav.query.Filters.range;
import static dev.fasti.caldav.query.Filters.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A filter asks for a range of time (RFC 4791 9.9)")
class MatcherTimeTest {
    /** One hour: 10:00 to 11:00 on 10 June 2026, in UTC. */
    private static final String RANGE = range("20260610T100000Z", "20260610T110000Z");

    private static final CalendarDocument SERIES = document("""
            BEGIN:VEVENT
            UID:s
            DTSTART:20260601T100000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY
            SUMMARY:every day
            END:VEVENT
            BEGIN:VEVENT
            UID:s
            RECURRENCE-ID:20260610T100000Z
            DTSTART:20260610T150000Z
            DURATION:PT1H
            SUMMARY:moved
            BEGIN:VALARM
            ACTION:AUDIO
            TRIGGER:-PT30M
            END:VALARM
            END:VEVENT
            """.replace("\n", "\r\n"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "VEVENT! DTSTART:20260610T090000Z|DTEND:20260610T100000Z! false",
                "VEVENT! DTSTART:20260610T090000Z|DTEND:20260610T100001Z! true",
                "VEVENT! DTSTART:20260610T110000Z|DTEND:20260610T120000Z! false",
                "VEVENT! DTSTART:20260610T090000Z|DURATION:PT61M! true",
                "VEVENT! DTSTART:20260610T100000Z|DURATION:PT0S! true",
                "VEVENT! DTSTART:20260610T100000Z! true",
                "VEVENT! DTSTART:20260610T110000Z! false",
                "VEVENT! DTSTART;VALUE=DATE:20260610! true",
                "VEVENT! DTSTART;VALUE=DATE:20260611! false",
                "VTODO! DTSTART:20260610T090000Z|DURATION:PT1H! true",
                "VTODO! DTSTART:20260610T090000Z|DUE:20260610T100000Z! false",
                "VTODO! DTSTART:20260610T100000Z|DUE:20260610T100000Z! true",
                "VTODO! DTSTART:20260610T110000Z|DUE:20260610T110000Z! true",
                "VTODO! DTSTART:20260610T100000Z! true",
                "VTODO! DTSTART:20260610T110000Z! false",
                "VTODO! DUE:20260610T110000Z! true",
                "VTODO! DUE:20260610T100000Z! false",
                "VTODO! COMPLETED:20260610T110000Z|CREATED:20260610T120000Z! true",
                "VTODO! COMPLETED:20260610T093000Z|CREATED:20260610T090000Z! false",
                "VTODO! COMPLETED:20260610T110000Z! true",
                "VTODO! COMPLETED:20260610T110001Z! false",
                "VTODO! CREATED:20260610T105959Z! true",
                "VTODO! CREATED:20200610T105959Z! true",
                "VTODO! CREATED:20260610T110000Z! false",
                "VTODO! SUMMARY:whenever! true",
                "VJOURNAL! DTSTART:20260610T100000Z! true",
                "VJOURNAL! DTSTART:20260610T095959Z! false",
                "VJOURNAL! DTSTART;VALUE=DATE:20260610! true",
                "VJOURNAL! SUMMARY:whenever! false",
                "VFREEBUSY! DTSTART:20260610T080000Z|DTEND:20260610T100000Z! true",
                "VFREEBUSY! DTSTART:20260610T110000Z|DTEND:20260610T120000Z! false",
                "VFREEBUSY! FREEBUSY;FBTYPE=FREE:20260610T090000Z/PT2H! true",
                "VFREEBUSY! FREEBUSY:20260610T090000Z/PT1H! false",
                "VFREEBUSY! SUMMARY:never! false"
            })
    @DisplayName("the tables of VEVENT, VTODO, VJOURNAL and VFREEBUSY")
    void tables(String component, String properties, boolean isInRange) {
        assertThat(matches(object(component, properties), comp(component, RANGE)))
                .isEqualTo(isInRange);
    }

    @Test
    @DisplayName("a range may be open at either end")
    void openRanges() {
        CalendarDocument event = object("VEVENT", "DTSTART:20260610T100000Z|DTEND:20260610T110000Z");

        assertThat(matches(event, comp("VEVENT", range("20260610T105959Z", ""))))
                .isTrue();
        assertThat(matches(event, comp("VEVENT", range("20260610T110000Z", ""))))
                .isFalse();
        assertThat(matches(event, comp("VEVENT", range("", "20260610T100001Z"))))
                .isTrue();
        assertThat(matches(event, comp("VEVENT", range("", "20260610T100000Z"))))
                .isFalse();
        assertThat(matches(SERIES, comp("VEVENT", range("20990101T000000Z", ""))))
                .isTrue();
    }

    @Test
    @DisplayName("floating times and dates are in the zone that counts (7.3)")
    void floating() {
        CalendarDocument floating = object("VEVENT", "DTSTART:20260610T120000|DURATION:PT1H");
        CalendarDocument day = object("VEVENT", "DTSTART;VALUE=DATE:20260611");

        assertThat(matches(floating, comp("VEVENT", RANGE), ZoneId.of("Europe/Berlin")))
                .isTrue();
        assertThat(matches(floating, comp("VEVENT", RANGE), ZoneId.of("UTC"))).isFalse();
        assertThat(matches(day, comp("VEVENT", RANGE), ZoneId.of("Pacific/Kiritimati")))
                .isTrue();
        assertThat(matches(day, comp("VEVENT", RANGE), ZoneId.of("UTC"))).isFalse();
    }

    @Test
    @DisplayName("each instance counts, an overridden one by its own time and its own properties")
    void instances() {
        assertThat(matches(SERIES, comp("VEVENT", range("20260609T100000Z", "20260609T110000Z"))))
                .isTrue();
        assertThat(matches(SERIES, comp("VEVENT", RANGE))).isFalse();
        assertThat(matches(SERIES, comp("VEVENT", range("20260610T150000Z", "20260610T151000Z"))))
                .isTrue();
        String afternoon = range("20260610T150000Z", "20260610T160000Z");
        assertThat(matches(SERIES, comp("VEVENT", afternoon + prop("SUMMARY", text("moved")))))
                .isTrue();
        assertThat(matches(SERIES, comp("VEVENT", afternoon + prop("SUMMARY", text("every day")))))
                .isFalse();
    }

    @Test
    @DisplayName("of an endless series, an override in the past is not in a range without an end")
    void overrideInThePast() {
        String summary = prop("SUMMARY", text("moved"));

        assertThat(matches(SERIES, comp("VEVENT", range("20270101T000000Z", "") + summary)))
                .isFalse();
        assertThat(matches(SERIES, comp("VEVENT", range("20260101T000000Z", "") + summary)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = '!',
            value = {
                "RSCALE=CHINESE;FREQ=YEARLY! 20200125! true",
                "rscale=Hebrew;FREQ=YEARLY;COUNT=100! 20200125! true",
                "RSCALE=CHINESE;FREQ=YEARLY! 20260610! true",
                "RSCALE=CHINESE;FREQ=YEARLY! 20260620! false",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD! 20251231! true",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD! 20251231! true",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT! 20251231! false",
                "RSCALE=GREGORIAN;FREQ=MONTHLY! 20251210! true",
                "RSCALE=GREGORIAN;FREQ=MONTHLY! 20251231! false"
            })
    @DisplayName(
            "what recurs by another calendar, or moves days that a month lacks, may be there at any time (RFC 7529)")
    void otherCalendars(String rule, String day, boolean isInRange) {
        CalendarDocument event = object(
                "VEVENT",
                "DTSTART;VALUE=DATE:" + day + "|RRULE:" + rule
                        + "|BEGIN:VALARM|ACTION:AUDIO|TRIGGER:PT10H30M|END:VALARM");

        assertThat(matches(event, comp("VEVENT", RANGE))).isEqualTo(isInRange);
        assertThat(matches(event, alarm("VEVENT", RANGE))).isEqualTo(isInRange);
    }

    @Test
    @DisplayName("an alarm is looked for where its instance is: relative, absolute and repeated")
    void alarms() {
        assertThat(matches(SERIES, alarm("VEVENT", range("20260610T143000Z", "20260610T143001Z"))))
                .isTrue();
        assertThat(matches(SERIES, alarm("VEVENT", range("20260610T143001Z", "20260610T150000Z"))))
                .isFalse();
        assertThat(matches(SERIES, alarm("VEVENT", range("20260609T093000Z", "20260609T093001Z"))))
                .isFalse();
        CalendarDocument todo = object(
                "VTODO",
                "DUE:20260610T100000Z|BEGIN:VALARM|ACTION:AUDIO|TRIGGER;VALUE=DATE-TIME:20260501T000000Z|REPEAT:2"
                        + "|DURATION:PT1H|END:VALARM");
        assertThat(matches(todo, alarm("VTODO", range("20260501T020000Z", "20260501T020001Z"))))
                .isTrue();
        assertThat(matches(todo, alarm("VTODO", range("20260501T020001Z", "20260601T000000Z"))))
                .isFalse();
        CalendarDocument both = object(
                "VEVENT",
                "DTSTART:20260101T100000Z|RRULE:FREQ=DAILY|BEGIN:VALARM|ACTION:AUDIO|TRIGGER:20260501T000000Z|END:VALARM"
                        + "|BEGIN:VALARM|ACTION:AUDIO|TRIGGER:-PT1H|END:VALARM");
        assertThat(matches(both, alarm("VEVENT", range("20260501T000000Z", "20260501T010000Z"))))
                .isTrue();
        assertThat(matches(both, alarm("VEVENT", range("20260502T000000Z", "20260502T010000Z"))))
                .isFalse();
        assertThat(matches(both, alarm("VEVENT", range("20260502T090000Z", "20260502T091000Z"))))
                .isTrue();
        CalendarDocument ends = object(
                "VEVENT",
                "DTSTART:20260101T100000Z|DTEND:20260101T120000Z|RRULE:FREQ=WEEKLY|BEGIN:VALARM|ACTION:AUDIO"
                        + "|TRIGGER;RELATED=END:PT1M|END:VALARM");
        assertThat(matches(ends, alarm("VEVENT", range("20260108T120100Z", "20260108T120101Z"))))
                .isTrue();
        assertThat(matches(ends, alarm("VEVENT", range("20260109T000000Z", "20260115T120100Z"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "VTODO! COMPLETED! COMPLETED:20260610T100000Z! true",
                "VTODO! COMPLETED! COMPLETED:20260610T110000Z! false",
                "VTODO! CREATED! CREATED:20260610T103000Z! true",
                "VEVENT! DTSTAMP! DTSTART:20250101T000000Z|DTSTAMP:20260610T103000Z! true",
                "VEVENT! LAST-MODIFIED! DTSTART:20250101T000000Z|LAST-MODIFIED:20260610T093000Z! false",
                "VEVENT! LAST-MODIFIED! DTSTART:20250101T000000Z! false",
                "VEVENT! DTSTART! DTSTART:20260610T100000Z|DURATION:PT5H! true",
                "VEVENT! DTSTART! DTSTART:20260610T095959Z|DURATION:PT5H! false",
                "VEVENT! DTSTART! DTSTART:20260601T101500Z|RRULE:FREQ=DAILY! true",
                "VEVENT! DTEND! DTSTART:20260610T090000Z|DTEND:20260610T100000Z! true",
                "VEVENT! DTEND! DTSTART:20260610T090000Z|DURATION:PT1H! true",
                "VEVENT! DTEND! DTSTART:20260610T100000Z|DURATION:PT1H! false",
                "VEVENT! DTEND! DTSTART:20260610T100000Z! false",
                "VTODO! DUE! DUE:20260610T100000Z! true",
                "VTODO! DUE! DTSTART:20260610T090000Z|DURATION:PT90M! true",
                "VTODO! DUE! DTSTART:20260610T103000Z! false",
                "VTODO! DTSTART! DUE:20260610T103000Z! false"
            })
    @DisplayName("properties with a time; DTEND and DUE may follow from DURATION")
    void properties(String component, String property, String properties, boolean isInRange) {
        assertThat(matches(object(component, properties), comp(component, prop(property, RANGE))))
                .isEqualTo(isInRange);
    }

    private static String alarm(String component, String range) {
        return comp(component, comp("VALARM", range));
    }
}
