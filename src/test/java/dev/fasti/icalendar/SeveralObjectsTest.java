package dev.fasti.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Facts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several objects in one file, put there behind the server's back")
class SeveralObjectsTest {
    private static final String EVENT = "BEGIN:VEVENT\r\nUID:e\r\nDTSTART:20260601T100000Z\r\nEND:VEVENT\r\n";
    private static final String TODO = "BEGIN:VTODO\r\nUID:e\r\nDUE:20260605T100000Z\r\nEND:VTODO\r\n";

    @Test
    @DisplayName("have no component, so that a query for any of them reads the file")
    void noComponent() {
        assertThat(index(EVENT + TODO).component()).isNull();
        assertThat(index(EVENT + EVENT.replace("UID:e", "UID:other")).component())
                .isNull();
        assertThat(index(EVENT + "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n" + EVENT).component())
                .isNull();
    }

    @Test
    @DisplayName("one object has its component, overrides and time zones included")
    void oneObject() {
        String override = EVENT.replace("DTSTART", "RECURRENCE-ID:20260601T100000Z\r\nDTSTART");

        assertThat(index(EVENT + override).component()).isEqualTo("VEVENT");
        assertThat(index("BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n" + TODO)
                        .component())
                .isEqualTo("VTODO");
    }

    private static Facts index(String components) {
        String calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + components + "END:VCALENDAR\r\n";
        return CalendarObject.index(calendar.getBytes(StandardCharsets.UTF_8));
    }
}
