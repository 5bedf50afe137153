package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti export and fasti import")
class TransferTest {
    private static final String CALENDAR = "/alice/calendar/";
    private static final String ZONE = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();
    private Path data;

    @BeforeEach
    void name() {
        data = temporary.resolve("data");
    }

    private static String zoned(String uid, String zone) {
        return Items.calendar(zone + "BEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Mine:20260102T100000\r\nEND:VEVENT\r\n");
    }

    private String export(String... more) {
        String[] args = Stream.concat(Stream.of("export", "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new);
        fasti.done(args);
        return fasti.out();
    }

    private String[] importing(Object source, String... more) {
        return Stream.concat(Stream.of("import", "--data", data.toString(), source.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("A calendar becomes one iCalendar object with each zone once, without METHOD (RFC 5545 3.4)")
    void calendar() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", zoned("a", ZONE)).expect(201);
            server.alice()
                    .put(CALENDAR + "b.ics", zoned("b", ZONE).replace("\r\n", "\n"))
                    .expect(201);
            server.alice().put(CALENDAR + "c.ics", Items.event("c", "Grüße")).expect(201);
            String text = export("--only", "/alice/calendar", "-");
            assertThat(text)
                    .containsOnlyOnce("BEGIN:VCALENDAR\r\n")
                    .containsOnlyOnce(ZONE)
                    .containsOnlyOnce("UID:a\r\n")
                    .containsOnlyOnce("UID:b\r\n")
                    .contains("SUMMARY:Grüße\r\n", "X-WR-CALNAME:Calendar\r\n")
                    .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
            assertThat(text.replace("\r\n", "")).doesNotContain("\n");
            assertThat(CalendarDocument.parse(fasti.octets()).calendar().components())
                    .hasSize(4);
        }
    }

    @Test
    @DisplayName("A broken item comes beside, as it is; a time zone of a name that is taken gets another")
    void beside() throws IOException {
        String other = zoned("other", ZONE.replace("+0100", "+0500"));
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", zoned("a", ZONE)).expect(201);
            server.alice().put(CALENDAR + "other.ics", other).expect(201);
            Files.writeString(data.resolve("collection-root/alice/calendar/broken.ics"), "no calendar");
            Path folder = temporary.resolve("out");
            export(folder.toString());
            assertThat(files(folder))
                    .containsExactly("alice/calendar.broken/broken.ics", "alice/calendar.ics", "alice/contacts.vcf");
            assertThat(fasti.err()).contains("/alice/calendar/broken.ics: ").doesNotContain("other.ics");
            assertThat(folder.resolve("alice/calendar.broken/broken.ics")).hasContent("no calendar");
            assertThat(Files.readString(folder.resolve("alice/calendar.ics")))
                    .contains(ZONE, ZONE.replace("+0100", "+0500").replace("TZID:Mine", "TZID:Mine-2"))
                    .contains("DTSTART;TZID=Mine:", "DTSTART;TZID=Mine-2:");
            assertThat(fasti.failed("export", "--data", data.toString(), "--only", "/alice/calendar", "-"))
                    .contains("broken.ics");
            assertThat(fasti.failed("export", "--data", data.toString(), folder.toString()))
                    .contains("calendar.ics");
        }
    }

    @Test
    @DisplayName("What was exported and imported again is the same to every client, and a second import does nothing")
    void roundTrip() throws IOException {
        Path folder = temporary.resolve("out");
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", zoned("a", ZONE)).expect(201);
            server.alice().put(CALENDAR + "b.ics", Items.todo("b")).expect(201);
            server.alice().put("/alice/contacts/c.vcf", Items.card("c", "Zoë")).expect(201);
            export(folder.toString());
            fasti.done(importing(folder));
            assertThat(fasti.lines())
                    .containsExactly("made 0 collections, 0 created, 0 replaced, 3 same, 0 conflict, 0" + " refused");
        }
        data = temporary.resolve("other");
        try (TestServer server = TestServer.start(data)) {
            fasti.done(importing(folder, "--dry-run", "--json"));
            assertThat(fasti.lines()).last().asString().startsWith("{\"dryRun\":true,\"collections\":3,\"created\":3,");
            assertThat(data.resolve("collection-root/alice")).doesNotExist();
            fasti.done(importing(folder));
            assertThat(fasti.lines()).contains("/alice/calendar/: made");
            assertThat(server.alice().send("GET", CALENDAR + "a.ics").body())
                    .isEqualTo(zoned("a", ZONE).replace("Fasti//Tests", "Fasti//Export"));
            assertThat(server.alice().send("GET", "/alice/contacts/c.vcf").body())
                    .isEqualTo(Items.card("c", "Zoë"));
            assertThat(server.alice().propfind(CALENDAR, 0, "D:displayname").text(CALENDAR, "D:displayname"))
                    .isEqualTo("Calendar");
            fasti.done(importing(folder));
            assertThat(fasti.out()).contains("0 created").contains("3 same");
        }
    }

    @Test
    @DisplayName("An empty calendar and an empty address book come back, and an item whose name has no ending")
    void emptyAndWithoutEnding() throws IOException {
        Path files = temporary.resolve("files");
        Path singles = temporary.resolve("singles");
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            server.bob()
                    .with("Content-Type", "text/calendar")
                    .send("PUT", "/bob/calendar/no-ending", Items.event("a"))
                    .expect(201);
            server.bob().put("/bob/calendar/b.ics", Items.event("b")).expect(201);
            server.bob()
                    .with("Content-Type", "text/vcard")
                    .send("PUT", "/bob/contacts/c", Items.card("c", "Zoë"))
                    .expect(201);
            export(files.toString());
            export("--single-files", singles.toString());
        }
        data = temporary.resolve("other");
        try (TestServer server = TestServer.start(data)) {
            fasti.done(importing(files, "--json"));
            assertThat(fasti.lines())
                    .last()
                    .asString()
                    .startsWith("{\"dryRun\":false,\"collections\":6,\"created\":3,");
            assertThat(server.alice().propfind("/alice/", 1, "D:displayname").hrefs())
                    .containsExactlyInAnyOrder("/alice/", "/alice/calendar/", "/alice/contacts/");
            assertThat(server.alice()
                            .send("GET", "/alice/calendar/")
                            .expect(200)
                            .body())
                    .contains("NAME:Calendar\r\n");
            fasti.done(importing(files));
            fasti.done(importing(singles));
            assertThat(fasti.out()).contains("0 created").contains("3 same");
        }
    }

    @Test
    @DisplayName("Single files are what is stored, octet for octet, under their names")
    void singleFiles() throws IOException {
        String longest = "l".repeat(251) + ".ics";
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "%C3%BC.ics", Items.event("a")).expect(201);
            server.alice().put(CALENDAR + longest, Items.event("b")).expect(201);
        }
        Path folder = temporary.resolve("out");
        export("--single-files", "--only", "/alice", folder.toString());
        assertThat(files(folder)).containsExactly("alice/calendar/" + longest, "alice/calendar/ü.ics");
        assertThat(folder.resolve("alice/calendar/ü.ics")).hasContent(Items.event("a"));
    }

    @Test
    @DisplayName(
            "An item that is there with another content stays, gets a namesake or is replaced, as it was asked for")
    void conflicts() throws IOException {
        Path file = temporary.resolve("in.ics");
        Files.writeString(file, Items.event("a", "Theirs"));
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "mine.ics", Items.event("a", "Ours")).expect(201);
            String[] skip = importing(file, "--to", "/alice/calendar");
            assertThat(fasti.run(new byte[0], skip)).isEqualTo(1);
            assertThat(fasti.lines().get(0)).startsWith("/alice/calendar/mine.ics: is there with another content");
            assertThat(server.alice().send("GET", CALENDAR + "mine.ics").body()).contains("Ours");

            fasti.done(importing(file, "--to", "/alice/calendar", "--on-conflict", "rename"));
            fasti.done(importing(file, "--to", "/alice/calendar", "--on-conflict", "rename"));
            assertThat(fasti.out()).contains("1 same");
            List<String> hrefs =
                    server.alice().propfind(CALENDAR, 1, "D:getetag").hrefs();
            assertThat(hrefs).hasSize(3);
            assertThat(server.alice().send("GET", hrefs.get(1)).body()).contains("UID:a-", "Theirs");

            fasti.done(importing(file, "--to", "/alice/calendar", "--on-conflict", "replace"));
            assertThat(server.alice().send("GET", CALENDAR + "mine.ics").body()).contains("Theirs");
        }
    }

    @Test
    @DisplayName("What no calendar takes is named with its place, and the rest is taken; standard input is a file, too")
    void refused() {
        String events = Items.event("good").replace("END:VCALENDAR\r\n", "")
                + "BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:nonsense\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:cut\r\n";
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            int code = fasti.run(events.getBytes(StandardCharsets.UTF_8), importing("-", "--to", "/alice/calendar"));
            assertThat(code).isEqualTo(1);
            assertThat(fasti.lines()).hasSize(3).first().asString().contains("ends in the middle of VEVENT");
            assertThat(fasti.lines().get(1)).contains("(object 2)", "DTSTART");
            server.alice().send("GET", CALENDAR + "good.ics").expect(200);
            assertThat(fasti.failed(importing("-"))).contains("--to");
            assertThat(fasti.failed(importing(temporary.resolve("none"), "--to", "/alice")))
                    .contains("there is no");
        }
    }

    @Test
    @DisplayName("A whole Radicale folder comes in with its collections, properties and names")
    void radicale() throws IOException {
        Path calendar = temporary.resolve("radicale/collection-root/bob/work");
        Files.createDirectories(calendar.resolve(".Radicale.cache/item"));
        Files.writeString(
                calendar.resolve(".Radicale.props"),
                "{\"tag\": \"VCALENDAR\", \"D:displayname\": \"Work\", \"ICAL:calendar-color\": \"#112233\"}");
        Files.writeString(calendar.resolve("odd name.ics"), Items.event("a"));
        Files.writeString(calendar.resolve("broken.ics"), "broken");
        try (TestServer server = TestServer.start(data)) {
            assertThat(fasti.run(new byte[0], importing(temporary.resolve("radicale"))))
                    .isEqualTo(1);
            assertThat(fasti.out()).contains("/bob/work/broken.ics: ", "1 created", "1 refused");
            assertThat(server.bob().send("GET", "/bob/work/odd%20name.ics").body())
                    .isEqualTo(Items.event("a"));
            assertThat(server.bob().propfind("/bob/work/", 0, "D:displayname").text("/bob/work/", "D:displayname"))
                    .isEqualTo("Work");
        }
    }

    @Test
    @DisplayName("An import that is broken off has stored what it told, and run again it goes on")
    void resumed() {
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            cards.append(Items.card("c" + i, "Name"));
        }
        byte[] all = cards.toString().getBytes(StandardCharsets.UTF_8);
        byte[] half = java.util.Arrays.copyOf(all, all.length / 2);
        String[] args = importing("-", "--to", "/alice/contacts");
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            assertThat(fasti.run(half, args)).isEqualTo(1);
            assertThat(fasti.run(all, args)).isZero();
            assertThat(fasti.out()).containsPattern("[0-9]+ created, 0 replaced, (99|100) same, 0 conflict, 0 refused");
            assertThat(server.alice()
                            .propfind("/alice/contacts/", 1, "D:getetag")
                            .hrefs())
                    .hasSize(201);
        }
    }
}
