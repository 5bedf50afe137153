package dev.fasti.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarObject;
import dev.fasti.server.fixture.Items;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of many objects is taken apart")
class ObjectFileTest {
    private static final String BERLIN =
            "BEGIN:VTIMEZONE\r\nTZID:Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                    + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    private static final String PARIS = BERLIN.replace("Berlin", "Paris");

    @TempDir
    Path temporary;

    private final List<String> objects = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    static String event(String uid, String more) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:20260101T000000Z\r\n" + more + "END:VEVENT\r\n";
    }

    private ObjectFile read(String text) throws IOException {
        Path file = temporary.resolve("file");
        Files.writeString(file, text);
        objects.clear();
        faults.clear();
        ObjectFile found = ObjectFile.survey(file);
        found.read(new ObjectFile.Receiver() {
            @Override
            public void object(byte[] octets) {
                objects.add(new String(octets, StandardCharsets.UTF_8));
            }

            @Override
            public void fault(long at, String reason) {
                faults.add(at + " " + reason);
            }
        });
        return found;
    }

    @Test
    @DisplayName("Components of one UID come together with exactly the zones that they name (RFC 4791 4.1)")
    void groups() throws IOException {
        String master = event("a", "DTSTART;TZID=Berlin:20260102T100000\r\nRRULE:FREQ=DAILY\r\n");
        String other = event("b", "DTSTART;TZID=\"Par\r\n is\":20260102T100000\r\nSUMMARY:f\r\n olded\r\n");
        String override = event("a", "RECURRENCE-ID;TZID=Berlin:20260103T100000\r\nDTSTART:20260103T110000Z\r\n");
        read(Items.calendar("METHOD:PUBLISH\r\n" + BERLIN + PARIS + master + other + override));
        assertThat(faults).isEmpty();
        String head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//Tests//EN\r\n";
        assertThat(objects)
                .containsExactly(
                        head + BERLIN + master + override + "END:VCALENDAR\r\n",
                        head + PARIS + other + "END:VCALENDAR\r\n");
        assertThat(objects)
                .allSatisfy(each -> assertThat(CalendarObject.validate(each.getBytes(StandardCharsets.UTF_8))
                                .uid())
                        .isNotNull());
    }

    @Test
    @DisplayName("A file of one object is that object, octet for octet")
    void one() throws IOException {
        String odd = Items.event("a").replace("\r\n", "\n") + "\n\n";
        read(odd);
        assertThat(objects).containsExactly(odd);
    }

    @Test
    @DisplayName("An event and a to-do of one UID are two objects, and so are two versions of one instance")
    void clashes() throws IOException {
        read(Items.calendar(event("a", "SUMMARY:1\r\n")
                + event("a", "SUMMARY:1\r\n")
                + event("a", "SUMMARY:2\r\n")
                + event("a", "").replace("VEVENT", "VTODO")
                + event("", "SUMMARY:3\r\n")
                + event("", "SUMMARY:4\r\n")));
        assertThat(objects).hasSize(5);
        assertThat(String.join("", objects)).containsOnlyOnce("SUMMARY:1").containsOnlyOnce("SUMMARY:2");
    }

    @Test
    @DisplayName("Several VCALENDARs in one file each keep their own zones of one name")
    void severalCalendars() throws IOException {
        String other = BERLIN.replace("+0100", "+0300");
        String text = Items.calendar(BERLIN + event("a", "DTSTART;TZID=Berlin:20260102T100000\r\n"))
                + Items.calendar(other + event("b", "DTSTART;TZID=Berlin:20260102T100000\r\n"))
                + Items.event("c")
                + Items.event("d");
        read(text);
        assertThat(faults).isEmpty();
        assertThat(objects).hasSize(4);
        assertThat(objects.get(0)).contains("+0100");
        assertThat(objects.get(1)).contains("+0300").doesNotContain("+0100");
        assertThat(objects.subList(2, 4)).containsExactly(Items.event("c"), Items.event("d"));
    }

    @Test
    @DisplayName("What is cut or unbalanced is named by its place, and everything else comes out")
    void broken() throws IOException {
        String good = event("a", "");
        String bad = "BEGIN:VEVENT\r\nUID:b\r\nEND:VTODO\r\nEND:VEVENT\r\n";
        read("BEGIN:VCALENDAR\r\n" + good + bad + event("c", "") + "BEGIN:VEVENT\r\nUID:cut\r\n");
        assertThat(objects).hasSize(2).noneMatch(each -> each.contains("UID:cut"));
        assertThat(faults)
                .containsExactly(
                        17 + good.length() + " BEGIN and END do not match",
                        17 + good.length() + bad.length() + event("c", "").length()
                                + " it ends in the middle of VEVENT");
    }

    @Test
    @DisplayName("Cards are objects one by one, each with its own octets")
    void cards() throws IOException {
        String one = Items.card("a", "Zoë");
        String nested = "BEGIN:VCARD\nVERSION:2.1\nAGENT:\nBEGIN:VCARD\nUID:in\nEND:VCARD\nUID:out\nEND:VCARD\n";
        ObjectFile file = read("\ufeff" + one + nested + one);
        assertThat(file.isCards()).isTrue();
        assertThat(objects).containsExactly(one, nested);
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("What a calendar is called is found (RFC 7986 5.1)")
    void about() throws IOException {
        ObjectFile file = read(Items.calendar(
                "X-WR-CALNAME:Work\\, home\r\nX-APPLE-CALENDAR-COLOR:#ff0000\r\n" + event("a", "") + event("b", "")));
        assertThat(file.about()).containsEntry("name", "Work, home").containsEntry("color", "#ff0000");
        assertThat(objects).noneMatch(each -> each.contains("CALNAME"));
    }

    @Test
    @DisplayName("30,000 objects whose overrides stand far from them cost a few octets each")
    void large() throws IOException {
        Path file = temporary.resolve("large.ics");
        int count = 30_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("BEGIN:VCALENDAR\r\n" + BERLIN);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < count; i++) {
                    out.write(event("u" + i, round == 0 ? "" : "RECURRENCE-ID:20260103T100000Z\r\n"));
                }
            }
            out.write("END:VCALENDAR\r\n");
        }
        int[] found = new int[1];
        ObjectFile.survey(file).read(new ObjectFile.Receiver() {
            @Override
            public void object(byte[] octets) {
                String text = new String(octets, StandardCharsets.UTF_8);
                assertThat(text.split("BEGIN:VEVENT")).hasSize(3);
                found[0]++;
            }

            @Override
            public void fault(long at, String reason) {
                throw new AssertionError(reason);
            }
        });
        assertThat(found[0]).isEqualTo(count);
    }
}
