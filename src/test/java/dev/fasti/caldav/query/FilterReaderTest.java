package dev.fasti.caldav.query;

import static dev.fasti.caldav.query.Filters.absent;
import static dev.fasti.caldav.query.Filters.comp;
import static dev.fasti.caldav.query.Filters.inCalendar;
import static dev.fasti.caldav.query.Filters.prop;
import static dev.fasti.caldav.query.Filters.range;
import static dev.fasti.caldav.query.Filters.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.Precondition;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A filter that makes no sense is refused by name (RFC 4791 7.8)")
class FilterReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<C:comp-filter name=\"VEVENT\"/>",
                "<C:comp-filter/>",
                "<C:comp-filter name=\" \"/>",
                "<C:comp-filter name=\"VCALENDAR\"/><C:comp-filter name=\"VCALENDAR\"/>"
            })
    @DisplayName("a filter is one comp-filter of VCALENDAR (9.7)")
    void root(String filter) {
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> Filters.whole(filter));
    }

    @Test
    @DisplayName("components nest as RFC 5545 3.6 has them")
    void nesting() {
        String invalid = comp("VTODO", comp("VEVENT", ""));
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(invalid));
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(comp("VALARM", "")));
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(comp("VCALENDAR", "")));
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(comp("VEVENT", comp("DAYLIGHT", ""))));
        assertThat(inCalendar(comp("VTIMEZONE", comp("DAYLIGHT", ""))).comps()).hasSize(1);
        assertThat(inCalendar(comp("X-OWN", comp("X-INNER", ""))).comps()).hasSize(1);
    }

    @Test
    @DisplayName("a time-range belongs to what has a time (9.9)")
    void timed() {
        String range = range("20260101T000000Z", "20260102T000000Z");
        assertThat(inCalendar(range).range()).isNotNull();
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(comp("VTIMEZONE", range)));
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(comp("VEVENT", prop("SUMMARY", range))));
        assertThat(inCalendar(comp("VEVENT", range)).comps().get(0).range()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start=\"20260101\"",
                "start=\"20260101T000000\"",
                "start=\"20260101T000000Z\" end=\"20260101T000000Z\"",
                "start=\"20260102T000000Z\" end=\"20260101T000000Z\"",
                "start=\"20260230T000000Z\"",
                "start=\"20260101T250000Z\"",
                "start=\"2026-01-01T00:00:00Z\"",
                "start=\"\" end=\"20260101T000000Z\""
            })
    @DisplayName("a time-range is in UTC, has a start or an end, and ends after its start (9.9)")
    void ranges(String attributes) {
        assertRefused(
                Precondition.VALID_CALENDAR_FILTER,
                () -> inCalendar(comp("VEVENT", "<C:time-range " + attributes + "/>")));
    }

    @Test
    @DisplayName("an open end is the end of time")
    void openRange() {
        CompFilter event = inCalendar(comp("VEVENT", range("20260101T000000Z", "")))
                .comps()
                .get(0);

        assertThat(event.range()).isNotNull();
        assertThat(event.range().start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(event.range().end()).isEqualTo(Instant.MAX);
    }

    @Test
    @DisplayName("is-not-defined stands alone, and so do time-range and text-match (9.7.1, 9.7.2)")
    void exclusions() {
        String range = range("20260101T000000Z", "");
        assertInvalid(comp("VEVENT", absent() + range));
        assertInvalid(comp("VEVENT", absent() + prop("SUMMARY", "")));
        assertInvalid(comp("VEVENT", prop("SUMMARY", absent() + text("x"))));
        assertInvalid(comp("VEVENT", prop("DTSTART", range + text("x"))));
        assertInvalid(comp("VEVENT", range + range));
        assertInvalid(comp("VEVENT", prop("SUMMARY", text("x") + text("y"))));
        assertInvalid(comp("VEVENT", prop("", text("x"))));
        assertInvalid(comp("VEVENT", prop("SUMMARY", "<C:text-match negate-condition=\"maybe\">x</C:text-match>")));
        assertInvalid(comp(
                "VEVENT",
                prop("ATTENDEE", "<C:param-filter name=\"CN\">" + absent() + text("x") + "</C:param-filter>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i;basic", "i;ascii-*", ""})
    @DisplayName("a collation that nobody announced is refused with supported-collation (7.5)")
    void collations(String collation) {
        assertRefused(
                Precondition.SUPPORTED_CALENDAR_COLLATION,
                () -> inCalendar(comp(
                        "VEVENT", prop("SUMMARY", "<C:text-match collation=\"" + collation + "\">x</C:text-match>"))));
    }

    @Test
    @DisplayName("a filter of too many parts is refused with supported-filter")
    void tooLarge() {
        assertRefused(
                Precondition.SUPPORTED_CALENDAR_FILTER,
                () -> inCalendar(comp("VEVENT", prop("SUMMARY", "").repeat(1_000))));
    }

    @Test
    @DisplayName("elements that nobody knows are passed over (RFC 4918 17)")
    void unknownElements() {
        assertThat(inCalendar("<D:new/>" + comp("VEVENT", "<D:new/>")).comps()).hasSize(1);
    }

    private static void assertInvalid(String filter) {
        assertRefused(Precondition.VALID_CALENDAR_FILTER, () -> inCalendar(filter));
    }

    private static void assertRefused(Precondition precondition, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DavException.Refused.class,
                        refusal -> assertThat(refusal.precondition()).isEqualTo(precondition));
    }
}
