package dev.fasti.icalendar.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.icalendar.CalendarDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Components are written as text (RFC 5545 3.1)")
class CalendarTextTest {
    @Test
    @DisplayName("what is read again is what was written, parameters and components included")
    void roundTrip() {
        String text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                + "ATTENDEE;CN=\"Böll, Heinrich\";MEMBER=\"mailto:a@x\",\"mailto:b@x\";X-Q=a^'b^^c^\r\n nd:mailto:h@x\r\n"
                + "SUMMARY:a\\, b\\nc\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

        assertThat(write(parse(text))).isEqualTo(text);
    }

    @Test
    @DisplayName("lines are at most 75 octets, folded between characters, and unfold to what they were")
    void folds() {
        Random random = new Random(20261123);
        for (int i = 0; i < 300; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(200); n > 0; n--) {
                value.append(List.of("a", "é", "€", "😀", " ").get(random.nextInt(5)));
            }
            CalendarComponent component = event(value.toString());
            String text = write(component);

            for (String line : text.split("\r\n")) {
                assertThat(line.getBytes(StandardCharsets.UTF_8)).as(line).hasSizeLessThanOrEqualTo(75);
            }
            assertThat(text.replace("\r\n ", "")).contains("SUMMARY:" + value + "\r\n");
            assertThat(text).doesNotContain("\uFFFD");
        }
    }

    @Test
    @DisplayName("a value that was cut is never written")
    void refusesCut() {
        assertThatThrownBy(() -> CalendarText.of(event("cut\0"))).isInstanceOf(InvalidCalendar.class);
    }

    private static CalendarComponent event(String summary) {
        return new CalendarComponent("VEVENT", List.of(new CalendarProperty("SUMMARY", List.of(), summary)), List.of());
    }

    private static CalendarComponent parse(String text) {
        return CalendarDocument.parse(text.getBytes(StandardCharsets.UTF_8)).calendar();
    }

    private static String write(CalendarComponent component) {
        return new String(CalendarText.of(component), StandardCharsets.UTF_8);
    }
}
