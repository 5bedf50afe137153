package dev.fasti.icalendar;

import static dev.fasti.icalendar.Ics.calendar;
import static dev.fasti.icalendar.Ics.component;
import static dev.fasti.icalendar.Ics.event;
import static dev.fasti.icalendar.Ics.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.icalendar.component.InvalidCalendar;
import dev.fasti.icalendar.component.InvalidCalendar.Reason;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarObjectTest {
    private static final String START = "DTSTART:20240101T100000Z\n";

    private static void refused(byte[] octets, Reason reason) {
        assertThatThrownBy(() -> CalendarObject.validate(octets))
                .isInstanceOfSatisfying(
                        InvalidCalendar.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void unreadable(byte[] octets) {
        refused(octets, Reason.DATA);
        assertThat(CalendarObject.index(octets).traits()).contains(Trait.UNREADABLE);
    }

    @Test
    @DisplayName("An object with METHOD is refused as an object, and can be indexed (RFC 4791 4.1)")
    void method() {
        byte[] invitation = calendar("METHOD:REQUEST\nBEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT");
        refused(invitation, Reason.OBJECT);
        assertThat(CalendarObject.index(invitation).traits()).isEmpty();
        assertThat(CalendarObject.index(invitation).uid()).isEqualTo("a");
    }

    @Test
    @DisplayName("Two UIDs in one object are refused (RFC 4791 4.1)")
    void twoUids() {
        refused(
                calendar("BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\nBEGIN:VEVENT\nUID:b\n" + START + "END:VEVENT"),
                Reason.OBJECT);
        refused(event("UID:other@example.com\n" + START), Reason.OBJECT);
    }

    @Test
    @DisplayName("Two components are refused where one or both have no UID to hold them together (RFC 4791 4.1)")
    void componentsWithoutUid() {
        String anonymous = "BEGIN:VEVENT\n" + START + "END:VEVENT\n";
        refused(calendar(anonymous + anonymous), Reason.OBJECT);
        refused(calendar(anonymous + "BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT"), Reason.OBJECT);
        refused(calendar("BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\n" + anonymous), Reason.OBJECT);
    }

    @Test
    @DisplayName("Two types of components in one object are refused (RFC 4791 4.1)")
    void twoTypes() {
        refused(calendar("BEGIN:VEVENT\nUID:a\n" + START + "END:VEVENT\nBEGIN:VTODO\nUID:a\nEND:VTODO"), Reason.OBJECT);
    }

    @Test
    @DisplayName("An object of time zones alone, or of nothing, is refused (RFC 4791 4.1)")
    void noComponent() {
        refused(calendar("BEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE"), Reason.OBJECT);
        refused(calendar(""), Reason.OBJECT);
        assertThat(CalendarObject.index(calendar("")).traits()).containsExactly(Trait.UNREADABLE);
    }

    @Test
    @DisplayName("Two VCALENDARs in one object are refused (RFC 4791 4.1)")
    void twoCalendars() {
        String one = new String(event(START), StandardCharsets.UTF_8);
        refused((one + one).getBytes(StandardCharsets.UTF_8), Reason.OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "<html></html>",
                "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n",
                "BEGIN:VEVENT\nUID:a\nDTSTART:20240101T100000Z\nEND:VEVENT\n",
                "BEGIN:VCALENDAR\nVERSION:2.0\n",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101T100000Z\nEND:VCALENDAR\n",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101T100000Z\nEND:VEVENT\n",
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101T100000Z\nEND:VEVENT\nEND:VCALENDAR\nEND:X\n",
                "BEGIN:VCALENDAR\nBEGIN:\nEND:\nEND:VCALENDAR\n",
                "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
            })
    @DisplayName("What is not one whole iCalendar object is refused as data, and unreadable in a store (RFC 5545 3.4)")
    void notICalendar(String text) {
        unreadable(octets(text));
    }

    @Test
    @DisplayName("A truncated object keeps its UID in the index, so that no other object takes it")
    void truncatedKeepsItsUid() {
        Facts facts = CalendarObject.index(octets("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:2024"));
        assertThat(facts.uid()).isEqualTo("a");
        assertThat(facts.component()).isEqualTo("VEVENT");
        assertThat(facts.earliest()).isNull();
        assertThat(facts.traits()).containsExactly(Trait.UNREADABLE);
    }

    @Test
    @DisplayName("Binary octets are refused as data")
    void binary() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', (byte) 0xFF};
        unreadable(png);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:garbage",
                "DTSTART:",
                "DTSTART:20240230T100000Z",
                "DTSTART:20240101T250000Z",
                "DTSTART:2024-01-01T10:00:00Z",
                START + "DTEND:tomorrow",
                START + "DURATION:1 hour",
                START + "DURATION:",
                START + "RRULE:FREQ=BLAH",
                START + "RRULE:COUNT=3",
                START + "RRULE:FREQ=DAILY;COUNT=x",
                START + "RRULE:FREQ=DAILY;COUNT=0",
                START + "RRULE:FREQ=DAILY;INTERVAL=0",
                START + "RRULE:FREQ=DAILY;INTERVAL=-1",
                START + "RRULE:FREQ=MONTHLY;BYMONTHDAY=99",
                START + "RRULE:FREQ=DAILY;UNTIL=never",
                START + "EXRULE:nonsense",
                START + "RDATE:20240102T100000Z,nonsense",
                START + "RDATE;VALUE=PERIOD:20240102T100000Z/nonsense",
                START + "EXDATE:nonsense",
                START + "RECURRENCE-ID:nonsense",
                START + "DTSTART:20250101T100000Z"
            })
    @DisplayName("A date, a duration or a rule that says nothing is refused as data (RFC 4791 5.3.2.1)")
    void garbageValues(String lines) {
        unreadable(event(lines));
    }

    @Test
    @DisplayName("A trigger that says nothing is refused, but does not hide a stored object (RFC 5545 3.8.6.3)")
    void garbageTrigger() {
        byte[] octets = event(START + "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:soon\nEND:VALARM");
        refused(octets, Reason.DATA);
        assertThat(CalendarObject.index(octets).traits()).containsExactly(Trait.ALARM);
    }

    @Test
    @DisplayName("A VEVENT without DTSTART is refused, as METHOD never excuses it here (RFC 5545 3.6.1)")
    void eventWithoutStart() {
        refused(event("SUMMARY:When?"), Reason.DATA);
        assertThat(CalendarObject.index(event("SUMMARY:When?")).traits()).isEmpty();
    }

    @Test
    @DisplayName(
            "Octets that are not UTF-8 are refused, as no report could carry them; stored ones are indexed (RFC 5545 3.1.4)")
    void latin1() {
        byte[] octets = new String(event(START + "SUMMARY:M\u00FCller"), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.ISO_8859_1);
        refused(octets, Reason.DATA);
        assertThat(CalendarObject.index(octets).traits()).isEmpty();
    }

    @Test
    @DisplayName("A genuine U+FFFD is text like any other")
    void replacementCharacter() {
        assertThat(CalendarObject.validate(event(START + "SUMMARY:\uFFFD")).uid())
                .isEqualTo("one@example.com");
    }

    @Test
    @DisplayName("A line without a colon is refused; a stored object with one is indexed (RFC 5545 3.1)")
    void lineWithoutColon() {
        byte[] octets = event(START + "DESCRIPTION:first\nsecond");
        refused(octets, Reason.DATA);
        assertThat(CalendarObject.index(octets).earliest()).isEqualTo(Ics.at("2024-01-01T10:00:00Z"));
    }

    @Test
    @DisplayName("The message of a refusal holds nothing of the content")
    void messageIsClean() {
        assertThatThrownBy(() -> CalendarObject.validate(event("DTSTART:secret")))
                .hasMessageContaining("DTSTART")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("A to-do is completed by COMPLETED or a closed STATUS, if every override is, too (RFC 5545 3.8.2.1)")
    void completed() {
        assertThat(traits(component("VTODO", "COMPLETED:20240102T000000Z"))).containsExactly(Trait.COMPLETED);
        assertThat(traits(component("VTODO", "STATUS:COMPLETED"))).containsExactly(Trait.COMPLETED);
        assertThat(traits(component("VTODO", "STATUS:CANCELLED"))).containsExactly(Trait.COMPLETED);
        assertThat(traits(component("VTODO", "STATUS:IN-PROCESS"))).isEmpty();
        assertThat(traits(event(START + "STATUS:CANCELLED"))).isEmpty();
        String master = "BEGIN:VTODO\nUID:a\n" + START + "RRULE:FREQ=DAILY\n%sEND:VTODO\n";
        String other = "BEGIN:VTODO\nUID:a\nRECURRENCE-ID:20240102T100000Z\nDTSTART:20240102T110000Z\n%sEND:VTODO";
        String done = "STATUS:COMPLETED\n";
        assertThat(traits(calendar((master + other).formatted(done, "")))).containsExactly(Trait.RECURRING);
        assertThat(traits(calendar((master + other).formatted("", done)))).containsExactly(Trait.RECURRING);
        assertThat(traits(calendar((master + other).formatted(done, done))))
                .containsExactlyInAnyOrder(Trait.RECURRING, Trait.COMPLETED);
    }

    @Test
    @DisplayName("An alarm is a trait of the object that holds it, of a stray VALARM it is an error (RFC 5545 3.6.6)")
    void alarms() {
        assertThat(traits(event(START + "BEGIN:VALARM\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\nEND:VALARM")))
                .containsExactly(Trait.ALARM);
        refused(calendar("BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM"), Reason.DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "X-NOTE"})
    @DisplayName("Any type of component is taken and named; the collection decides which it wants (RFC 4791 5.2.3)")
    void componentTypes(String name) {
        assertThat(CalendarObject.validate(component(name, START)).component()).isEqualTo(name);
    }

    private static java.util.Set<Trait> traits(byte[] octets) {
        Facts facts = CalendarObject.validate(octets);
        assertThat(CalendarObject.index(octets)).isEqualTo(facts);
        return facts.traits();
    }
}
