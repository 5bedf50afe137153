package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.icalendar.component.InvalidCalendar;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTimezoneTest {
    private static final String ZONE = "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            + "TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";

    private static String calendar(String lines) {
        return new String(Ics.calendar(lines), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("One VTIMEZONE in an iCalendar object is taken, with any line ends (RFC 4791 5.2.2)")
    void taken() {
        assertThat(CalendarTimezone.tzid(calendar(ZONE))).isEqualTo("Custom");
        assertThat(CalendarTimezone.tzid(calendar(ZONE).replace("\r\n", "\n"))).isEqualTo("Custom");
        assertThat(CalendarTimezone.tzid(calendar("BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nEND:VTIMEZONE")))
                .isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ZONE + ZONE,
                ZONE + "BEGIN:VEVENT\nDTSTART:20240101T000000Z\nEND:VEVENT",
                "BEGIN:VTIMEZONE\nTZID:Custom\nEND:VTIMEZONE",
                "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE",
                "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nTZOFFSETTO:one\nEND:STANDARD\nEND:VTIMEZONE",
                "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD"
            })
    @DisplayName("None, two, one beside something else, or one that says nothing is refused as data (RFC 4791 5.2.2)")
    void refused(String lines) {
        assertThatThrownBy(() -> CalendarTimezone.validate(calendar(lines)))
                .isInstanceOfSatisfying(
                        InvalidCalendar.class, e -> assertThat(e.reason()).isEqualTo(InvalidCalendar.Reason.DATA));
    }

    @Test
    @DisplayName("A bare TZID is no iCalendar object (RFC 4791 5.2.2)")
    void bareName() {
        assertThatThrownBy(() -> CalendarTimezone.validate("Europe/Berlin")).isInstanceOf(InvalidCalendar.class);
        assertThatThrownBy(() -> CalendarTimezone.validate(ZONE)).isInstanceOf(InvalidCalendar.class);
    }
}
