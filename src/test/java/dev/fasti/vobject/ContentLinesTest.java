package dev.fasti.vobject;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContentLinesTest {
    private static List<String> read(Dialect dialect, String text) {
        return read(dialect, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(Dialect dialect, byte[] octets) {
        List<String> seen = new ArrayList<>();
        ContentLines.read(octets, dialect, new ContentSink() {
            @Override
            public void begin(String component, int depth) {
                seen.add(depth + " begin " + component);
            }

            @Override
            public void property(VObjectProperty property, int depth) {
                seen.add(depth + " " + property.getName() + "=" + property.getValue());
            }

            @Override
            public void end(String component, int depth) {
                seen.add(depth + " end " + component);
            }

            @Override
            public void fault(Fault fault) {
                seen.add(fault.name());
            }
        });
        return seen;
    }

    @Test
    @DisplayName("take more memory where their text is kept in two octets a character")
    void memory() {
        byte[] latin = "X:gr\u00fc\u00df\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        byte[] wide = "X:\u20ac\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(ContentLines.memory(latin)).isEqualTo(latin.length * 5L / 2);
        assertThat(ContentLines.memory(wide)).isEqualTo(wide.length * 9L);
        assertThat(ContentLines.memory(new byte[0])).isZero();
    }

    @Test
    @DisplayName("Components and properties come in order, each with its depth (RFC 5545 3.4)")
    void order() {
        assertThat(read(
                        Dialect.ICALENDAR,
                        "BEGIN:A\r\nVERSION:2.0\r\nbegin:b\r\nX;Y=\"1:2\":3:4\r\nEND:B\r\nend:A\r\n"))
                .containsExactly("0 begin A", "0 VERSION=2.0", "1 begin B", "1 X=3:4", "1 end B", "0 end A");
    }

    @Test
    @DisplayName("VERSION is a property like any other where a version is known, too (RFC 5545 3.7.4)")
    void version() {
        assertThat(read(Dialect.ICALENDAR, "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR"))
                .containsExactly("0 begin VCALENDAR", "0 VERSION=2.0", "0 end VCALENDAR");
    }

    @Test
    @DisplayName("Folds are undone with CRLF, LF and CR, over blank lines, and within characters (RFC 5545 3.1)")
    void folds() {
        for (String end : List.of("\r\n", "\n", "\r", "\r\r\n", "\r\n\r\n")) {
            assertThat(read(Dialect.ICALENDAR, "X:a" + end + " b" + end + "\tc" + end + "Y:1"))
                    .containsExactly("-1 X=abc", "-1 Y=1");
        }
        byte[] split = {'X', ':', (byte) 0xE2, '\r', '\n', ' ', (byte) 0x82, '\n', '\t', (byte) 0xAC};
        assertThat(read(Dialect.ICALENDAR, split)).containsExactly("-1 X=\u20AC");
    }

    @Test
    @DisplayName("An inner component left open is a fault, and so are an end and a begin too many")
    void unbalanced() {
        assertThat(read(Dialect.ICALENDAR, "BEGIN:A\nBEGIN:B\nEND:A\nX:1"))
                .containsExactly("0 begin A", "1 begin B", "UNBALANCED");
        assertThat(read(Dialect.ICALENDAR, "BEGIN:XB\nBEGIN:B\nEND:XB\n"))
                .containsExactly("0 begin XB", "1 begin B", "UNBALANCED");
        assertThat(read(Dialect.ICALENDAR, "BEGIN:A\nEND:A\nEND:A\n"))
                .containsExactly("0 begin A", "0 end A", "UNBALANCED");
        assertThat(read(Dialect.ICALENDAR, "BEGIN:A\n")).containsExactly("0 begin A", "UNBALANCED");
    }

    @Test
    @DisplayName("Reading goes on after a line without a colon and after octets that are not UTF-8")
    void goesOn() {
        assertThat(read(Dialect.ICALENDAR, "X:1\nnonsense\nY:2")).containsExactly("-1 X=1", "LINE", "-1 Y=2");
        assertThat(read(Dialect.ICALENDAR, new byte[] {'X', ':', (byte) 0xFC, '\n', 'Y', ':', '2'}))
                .containsExactly("CHARSET", "-1 X=\uFFFD", "-1 Y=2");
    }

    @Test
    @DisplayName("A dot in a name parts a group in vCard (RFC 6350 3.3), and nothing in iCalendar")
    void groups() {
        assertThat(read(Dialect.VCARD, "item1.TEL:1")).containsExactly("-1 TEL=1");
        assertThat(read(Dialect.ICALENDAR, "item1.UID:1")).containsExactly("-1 item1.UID=1");
    }

    @Test
    @DisplayName("A line of megabytes is cut between characters, and marked with NUL; the next one is whole")
    void longLine() {
        for (String text : List.of("x", "\u00FC", "\u20AC")) {
            List<String> seen = read(Dialect.ICALENDAR, "X:" + text.repeat(2_000_000) + "\nY:1");
            assertThat(seen).hasSize(2).endsWith("-1 Y=1");
            assertThat(seen.get(0)).endsWith(text + "\0").hasSizeLessThanOrEqualTo(ContentLines.MAX_LINE + 10);
        }
        String whole = "x".repeat(ContentLines.MAX_LINE - 2);
        assertThat(read(Dialect.ICALENDAR, "X:" + whole)).containsExactly("-1 X=" + whole);
    }

    @Test
    @DisplayName("Nesting ends at the limit")
    void depth() {
        List<String> seen = read(Dialect.VCARD, "BEGIN:A\n".repeat(ContentLines.MAX_DEPTH + 5));
        assertThat(seen).hasSize(ContentLines.MAX_DEPTH + 1).endsWith("DEPTH");
    }

    @Test
    @DisplayName("Lower-case names are read alike in a Turkish locale")
    void turkish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(read(Dialect.ICALENDAR, "begin:vtimezone\nend:vtimezone\n"))
                    .containsExactly("0 begin VTIMEZONE", "0 end VTIMEZONE");
        } finally {
            Locale.setDefault(before);
        }
    }
}
