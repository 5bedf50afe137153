package dev.fasti.vobject.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Objects put together into one (RFC 5545 section 3.4)")
class MergerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Merger merger = new Merger(out, zone -> zone.equals("Europe/Berlin"));

    private static String object(String... lines) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:PUBLISH\n" + String.join("\n", lines) + "\nEND:VCALENDAR\n";
    }

    private static String zone(String tzid, String offset) {
        return String.join(
                "\n",
                "BEGIN:VTIMEZONE",
                "TZID:" + tzid,
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:" + offset,
                "TZOFFSETTO:" + offset,
                "END:STANDARD",
                "END:VTIMEZONE");
    }

    private boolean write(String object) throws IOException {
        return merger.write(object.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("another time zone of a name that is taken gets another, wherever it is named, and nothing else does")
    void renames() throws IOException {
        assertThat(write(object(zone("A, B", "+0100"), "BEGIN:VEVENT", "DTSTART;TZID=\"A, B\":1", "END:VEVENT")))
                .isTrue();
        assertThat(write(object(
                        zone("A, B", "+0200"),
                        "BEGIN:VEVENT",
                        "DTSTART;VALUE=DATE-TIME;tzid=\"A, B\":2",
                        "EXDATE;TZID=\"A, ",
                        " B\";X-Y=z:3,4",
                        "RDATE;TZID=Other:5",
                        "SUMMARY;X=\"ß\":TZID=A, B;TZID=\"A, B\":ü",
                        "X-FREE;ALTREP=\"a:b\";TZID=\"A, B\":" + "ü".repeat(100),
                        "END:VEVENT")))
                .isTrue();

        assertThat(text().replace("\r\n ", ""))
                .contains("TZID:A, B\r\n", "DTSTART;TZID=\"A, B\":1\r\n", "TZID:A, B-2\r\n")
                .contains("DTSTART;VALUE=DATE-TIME;tzid=\"A, B-2\":2\r\n")
                .contains("EXDATE;TZID=\"A, B-2\";X-Y=z:3,4\r\n", "RDATE;TZID=Other:5\r\n")
                .contains("SUMMARY;X=\"ß\":TZID=A, B;TZID=\"A, B\":ü\r\n")
                .contains("X-FREE;ALTREP=\"a:b\";TZID=\"A, B-2\":" + "ü".repeat(100) + "\r\n");
        assertThat(text().split("\r\n")).allSatisfy(line -> {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\ufffd");
        });
    }

    @Test
    @DisplayName(
            "names of the time zone database mean the same whatever their definition; a third definition is a third")
    void names() throws IOException {
        for (String offset : List.of("+0100", "+0200")) {
            write(object(zone("Europe/Berlin", offset), "BEGIN:VTODO", "END:VTODO"));
        }
        for (String offset : List.of("+0100", "+0200", "+0300", "+0200", "+0100")) {
            write(object(zone("Own", offset), "BEGIN:VTODO", "DUE;TZID=Own:" + offset, "END:VTODO"));
        }
        write(object(zone("Own-2", "+0900"), "BEGIN:VTODO", "DUE;TZID=Own-2:+0900", "END:VTODO"));

        assertThat(text())
                .containsOnlyOnce("TZID:Europe/Berlin\r\n")
                .containsOnlyOnce("TZID:Own\r\n")
                .containsOnlyOnce("TZID:Own-2\r\n")
                .containsOnlyOnce("TZID:Own-3\r\n")
                .containsOnlyOnce("TZID:Own-2-2\r\n")
                .contains("DUE;TZID=Own-3:+0300", "DUE;TZID=Own-2-2:+0900");
        assertThat(text().split("DUE;TZID=Own-2:\\+0200", -1)).hasSize(3);
        assertThat(text().split("DUE;TZID=Own:\\+0100", -1)).hasSize(3);
    }

    @Test
    @DisplayName("a time zone without a name is nobody's; what is broken, or none, is not written, not even in part")
    void broken() throws IOException {
        assertThat(write(object("BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:VEVENT", "DTSTART:1", "END:VEVENT")))
                .isTrue();
        String whole = text();
        assertThat(whole).isEqualTo("BEGIN:VEVENT\r\nDTSTART:1\r\nEND:VEVENT\r\n");
        assertThat(write(object("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VEVENT"))).isFalse();
        assertThat(write(object(zone("Own", "+0100")))).isFalse();
        assertThat(write("BEGIN:VCARD\nFN:a\nEND:VCARD\n")).isFalse();
        assertThat(write("")).isFalse();
        assertThat(text()).isEqualTo(whole);
    }

    @Test
    @DisplayName("what stands in front is folded between characters (RFC 5545 3.1)")
    void folds() throws IOException {
        merger.begin(List.of("NAME:" + "🎉".repeat(60)));
        merger.end();
        assertThat(text().replace("\r\n ", "")).contains("NAME:" + "🎉".repeat(60) + "\r\nEND:VCALENDAR\r\n");
        assertThat(text().split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }
}
