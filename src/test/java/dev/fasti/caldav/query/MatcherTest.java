package dev.fasti.caldav.query;

import static dev.fasti.caldav.query.Filters.absent;
import static dev.fasti.caldav.query.Filters.comp;
import static dev.fasti.caldav.query.Filters.matches;
import static dev.fasti.caldav.query.Filters.notText;
import static dev.fasti.caldav.query.Filters.object;
import static dev.fasti.caldav.query.Filters.prop;
import static dev.fasti.caldav.query.Filters.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A filter asks for components, properties and parameters (RFC 4791 9.7)")
class MatcherTest {
    private static final CalendarDocument EVENT = object(
            "VEVENT",
            "DTSTART:20260101T100000Z|SUMMARY:Kaffee\\, Kuchen\\nund Tee|CATEGORIES:Family,Büro\\, oben|CATEGORIES:Work"
                    + "|ATTENDEE;PARTSTAT=ACCEPTED;MEMBER=\"mailto:a@x\",\"mailto:b@x\":mailto:cyrus@example.com"
                    + "|ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lisa@example.com|STATUS:TENTATIVE|X-OWN:1"
                    + "|BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:-PT5M|END:VALARM");

    @Test
    @DisplayName("an empty comp-filter asks that the component is there, is-not-defined that it is not (9.7.1, 9.7.4)")
    void components() {
        assertThat(matches(EVENT, "")).isTrue();
        assertThat(matches(EVENT, comp("VEVENT", ""))).isTrue();
        assertThat(matches(EVENT, comp("vevent", ""))).isTrue();
        assertThat(matches(EVENT, comp("VTODO", ""))).isFalse();
        assertThat(matches(EVENT, comp("VTODO", absent()))).isTrue();
        assertThat(matches(EVENT, comp("VEVENT", absent()))).isFalse();
        assertThat(matches(EVENT, comp("VEVENT", comp("VALARM", "")))).isTrue();
        assertThat(matches(EVENT, comp("VEVENT", comp("VALARM", absent())))).isFalse();
        assertThat(matches(EVENT, comp("VEVENT", comp("VALARM", prop("ACTION", text("display"))))))
                .isTrue();
        assertThat(matches(EVENT, comp("VEVENT", comp("VALARM", prop("ACTION", text("audio"))))))
                .isFalse();
    }

    @Test
    @DisplayName("all filters side by side have to match (9.7.1)")
    void conjunction() {
        assertThat(matches(EVENT, comp("VEVENT", "") + comp("VTODO", ""))).isFalse();
        assertThat(matches(EVENT, comp("VEVENT", "") + comp("VTODO", absent()))).isTrue();
        assertThat(matches(EVENT, prop("VERSION", text("2.0")) + comp("VEVENT", "")))
                .isTrue();
        assertThat(matches(EVENT, prop("VERSION", text("1.0")) + comp("VEVENT", "")))
                .isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", text("kuchen")) + prop("STATUS", text("conf")))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUMMARY|kaffee|true",
                "SUMMARY|KUCHEN|true",
                "SUMMARY|Kaffee, Kuchen|true",
                "SUMMARY|Kaffee\\, Kuchen|false",
                "SUMMARY|Kakao|false",
                "CATEGORIES|family|true",
                "CATEGORIES|büro, oben|true",
                "CATEGORIES|BÜRO|false",
                "CATEGORIES|work|true",
                "ATTENDEE|lisa@example|true",
                "X-OWN|1|true",
                "x-own|1|true",
                "LOCATION|a|false"
            })
    @DisplayName("a text is looked for in what a value says, escapes undone, in ASCII letters of either case (9.7.5)")
    void texts(String property, String text, boolean isThere) {
        assertThat(matches(EVENT, comp("VEVENT", prop(property, text(text))))).isEqualTo(isThere);
    }

    @Test
    @DisplayName("a line break can be asked for, and an empty text is in everything")
    void oddTexts() {
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", text("Kuchen&#10;und")))))
                .isTrue();
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", text(""))))).isTrue();
    }

    @Test
    @DisplayName("the collation decides what is the same (7.5)")
    void collations() {
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", collated("i;octet", "kaffee")))))
                .isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", collated("i;octet", "Kaffee")))))
                .isTrue();
        assertThat(matches(EVENT, comp("VEVENT", prop("SUMMARY", collated("default", "kaffee")))))
                .isTrue();
        assertThat(matches(EVENT, comp("VEVENT", prop("CATEGORIES", collated("i;unicode-casemap", "BÜRO")))))
                .isTrue();
    }

    @Test
    @DisplayName("a negated text asks for a property that says something else (9.7.5)")
    void negated() {
        assertThat(matches(EVENT, comp("VEVENT", prop("STATUS", notText("CANCELLED")))))
                .isTrue();
        assertThat(matches(EVENT, comp("VEVENT", prop("STATUS", notText("tentative")))))
                .isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("LOCATION", notText("x")))))
                .isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("ATTENDEE", notText("lisa")))))
                .isTrue();
    }

    @Test
    @DisplayName("a property is there or not, whatever it says (9.7.2)")
    void presence() {
        assertThat(matches(EVENT, comp("VEVENT", prop("STATUS", "")))).isTrue();
        assertThat(matches(EVENT, comp("VEVENT", prop("STATUS", absent())))).isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("LOCATION", "")))).isFalse();
        assertThat(matches(EVENT, comp("VEVENT", prop("LOCATION", absent())))).isTrue();
    }

    @Test
    @DisplayName("text and parameters are asked of one and the same property (9.7.2, 9.7.3)")
    void parameters() {
        assertThat(matches(EVENT, attendee(text("lisa") + param("PARTSTAT", text("needs-action")))))
                .isTrue();
        assertThat(matches(EVENT, attendee(text("lisa") + param("PARTSTAT", text("accepted")))))
                .isFalse();
        assertThat(matches(EVENT, attendee(param("PARTSTAT", text("accepted")))))
                .isTrue();
        assertThat(matches(EVENT, attendee(param("MEMBER", text("b@x"))))).isTrue();
        assertThat(matches(EVENT, attendee(param("MEMBER", notText("b@x"))))).isFalse();
        assertThat(matches(EVENT, attendee(param("MEMBER", "")))).isTrue();
        assertThat(matches(EVENT, attendee(text("cyrus") + param("MEMBER", absent()))))
                .isFalse();
        assertThat(matches(EVENT, attendee(text("lisa") + param("MEMBER", absent()))))
                .isTrue();
        assertThat(matches(EVENT, attendee(param("CN", "")))).isFalse();
        assertThat(matches(EVENT, attendee(param("CN", notText("x"))))).isFalse();
    }

    private static String attendee(String content) {
        return comp("VEVENT", prop("ATTENDEE", content));
    }

    private static String param(String name, String content) {
        return "<C:param-filter name=\"" + name + "\">" + content + "</C:param-filter>";
    }

    private static String collated(String collation, String text) {
        return "<C:text-match collation=\"" + collation + "\">" + text + "</C:text-match>";
    }
}
