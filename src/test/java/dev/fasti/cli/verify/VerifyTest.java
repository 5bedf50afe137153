package dev.fasti.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fasti verify")
class VerifyTest extends VerifyFixture {
    @Test
    @DisplayName("exits 0 where nothing is wrong, and takes what the server takes from sloppy clients")
    void nothingWrong() throws IOException {
        put("alice/calendar/.Radicale.props", CALENDAR);
        put("alice/calendar/a.ics", Items.event("a"));
        put("alice/calendar/b.ics", Items.todo("b"));
        put("alice/calendar/c.ics", Items.event("").replace("UID:\r\n", ""));
        put("alice/other/.Radicale.props", CALENDAR);
        put("alice/other/a.ics", Items.event("a"));
        put("alice/contacts/.Radicale.props", ADDRESSBOOK);
        put("alice/contacts/a.vcf", Items.card("a", "Ann"));
        put("alice/notes/any.ics", "not judged in a plain folder");
        assertThat(verify()).isZero();
        assertThat(out()).containsExactly("5 items in 5 collections: nothing is wrong");
        assertThat(err()).isEmpty();
    }

    @Test
    @DisplayName("names each broken item with its reason and nothing of its content, and exits 1")
    void brokenItems() throws IOException {
        put("alice/calendar/.Radicale.props", CALENDAR);
        put("alice/calendar/1.ics", "");
        put("alice/calendar/2.ics", Items.event("secret").replace("END:VCALENDAR\r\n", ""));
        put("alice/calendar/3.ics", Items.event("other").replace("20260102T100000Z", "secret"));
        put("alice/calendar/4.ics", Items.event("a").replace("BEGIN:VEVENT", "METHOD:REQUEST\r\nBEGIN:VEVENT"));
        put("alice/calendar/5 ü.ics", Items.card("secret", "Ann"));
        put("alice/calendar/6.ics", Items.event("good"));
        put("alice/contacts/.Radicale.props", ADDRESSBOOK);
        put("alice/contacts/1.vcf", Items.card("a", "Ann") + Items.card("b", "secret"));
        put("alice/contacts/2.vcf", Items.card("c", "secret").replace("END:VCARD\r\n", ""));
        put("zoë/deep/nested/calendar/.Radicale.props", CALENDAR);
        put("zoë/deep/nested/calendar/x.ics", "secret");
        put("zoë/odd/.Radicale.props", "{secret");
        assertThat(verify()).isEqualTo(1);
        assertThat(out())
                .containsExactly(
                        "/alice/calendar/1.ics: no VCALENDAR (RFC 5545 3.4)",
                        "/alice/calendar/2.ics: BEGIN and END do not match",
                        "/alice/calendar/3.ics: DTSTART is neither a date nor a date-time (RFC 5545 3.3.5)",
                        "/alice/calendar/4.ics: METHOD is not allowed (RFC 4791 4.1)",
                        "/alice/calendar/5 ü.ics: not a VCALENDAR (RFC 5545 3.4)",
                        "/alice/contacts/1.vcf: more than one VCARD (RFC 6352 5.1)",
                        "/alice/contacts/2.vcf: BEGIN and END do not match",
                        "/zoë/deep/nested/calendar/x.ics: a line without a colon",
                        "/zoë/odd/: .Radicale.props makes no sense: it is not JSON (line 1); the folder is served as a"
                                + " plain collection (--repair sets the file aside)",
                        "9 items in 8 collections: 9 problems");
        assertThat(err()).isEmpty();
    }

    @Test
    @DisplayName("names both members that share a UID in one collection (RFC 4791 4.1, RFC 6352 5.1)")
    void sharedUids() throws IOException {
        put("alice/calendar/.Radicale.props", CALENDAR);
        put("alice/calendar/a.ics", Items.event("same"));
        put("alice/calendar/b.ics", Items.event("same"));
        put("alice/calendar/c.ics", Items.event("same").replace("DTSTART:", "DTSTART:x"));
        put("alice/contacts/.Radicale.props", ADDRESSBOOK);
        put("alice/contacts/a.vcf", Items.card("same", "Ann"));
        put("alice/contacts/b.vcf", Items.card("same", "Bea"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out())
                .containsExactly(
                        "/alice/calendar/b.ics: has the UID of a.ics (RFC 4791 4.1)",
                        "/alice/calendar/c.ics: DTSTART is neither a date nor a date-time (RFC 5545 3.3.5); has the UID"
                                + " of a.ics (RFC 4791 4.1)",
                        "/alice/contacts/b.vcf: has the UID of a.vcf (RFC 6352 5.1)",
                        "5 items in 3 collections: 3 problems");
    }

    @Test
    @DisplayName(
            "exits 1 where there is no data folder and makes none, 2 for wrong usage, 78 for a wrong configuration")
    void exits() throws IOException {
        assertThat(verify()).isEqualTo(1);
        assertThat(err()).startsWith("there is no data folder here: ").hasLineCount(1);
        assertThat(out()).isEmpty();
        assertThat(data()).doesNotExist();
        assertThat(run("verify", "--port", "1")).isEqualTo(2);
        assertThat(run("verify", "alice")).isEqualTo(2);
        Path config =
                Files.writeString(temporary.resolve("fasti.toml"), "[storage]\ndata = \"data\"\n[nonsense]\nx = 1\n");
        assertThat(run("verify", "--config", config.toString())).isEqualTo(78);
        Files.writeString(config, "[storage]\ndata = \"" + data() + "\"\n");
        put("alice/calendar/.Radicale.props", CALENDAR);
        assertThat(run("verify", "--config", config.toString())).isZero();
        assertThat(out()).containsExactly("0 items in 2 collections: nothing is wrong");
    }

    @Test
    @DisplayName("writes nothing while a server runs on the folder, and the server stays the only one")
    void besideAServer() throws IOException {
        try (TestServer server = TestServer.start(data())) {
            server.alice().propfind("/alice/", 1, "D:displayname");
            assertThat(server.alice()
                            .put("/alice/calendar/good.ics", Items.event("good"))
                            .status())
                    .isEqualTo(201);
            put("alice/calendar/broken.ics", Items.event("broken").replace("END:VEVENT\r\n", ""));
            put("alice/calendar/copy.ics", Items.event("good"));
            put("carl/never-opened/.Radicale.props", CALENDAR);
            put("carl/never-opened/x.ics", "x");
            server.alice().propfind("/alice/calendar/", 1, "D:getetag");

            SortedMap<String, String> before = tree();
            assertThat(verify()).isEqualTo(1);
            assertThat(tree()).isEqualTo(before).containsKey(".fasti.lock");
            assertThat(out())
                    .containsExactly(
                            "/alice/calendar/broken.ics: BEGIN and END do not match",
                            "/alice/calendar/good.ics: has the UID of copy.ics (RFC 4791 4.1)",
                            "/carl/never-opened/x.ics: a line without a colon",
                            "4 items in 5 collections: 3 problems");
            assertThat(run("serve", "--port", "0", "--data", data().toString())).isEqualTo(1);
            assertThat(err()).contains("in use by");
            assertThat(server.alice()
                            .put("/alice/calendar/later.ics", Items.event("later"))
                            .status())
                    .isEqualTo(201);
        }
    }

    /** Every file and folder of the data folder with its kind, size and modification time in nanoseconds. */
    private SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.toList()) {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                tree.put(
                        data().relativize(file).toString(),
                        attributes.isDirectory() + " " + attributes.size() + " " + attributes.lastModifiedTime());
            }
        }
        return tree;
    }
}
