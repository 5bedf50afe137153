package dev.fasti.store.file.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Reading;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A survey of a data folder")
class FolderSurveyTest {
    private static final String CALENDAR = "{\"tag\": \"VCALENDAR\"}";

    @TempDir
    Path data;

    private Path folder(String path, String props) throws IOException {
        Path folder = Files.createDirectories(data.resolve("collection-root").resolve(path));
        if (!props.isEmpty()) {
            Files.writeString(folder.resolve(".Radicale.props"), props);
        }
        return folder;
    }

    private List<String> survey() throws IOException {
        Notes notes = new Notes();
        FolderSurvey.of(data, notes);
        return notes.lines;
    }

    @Test
    @DisplayName(
            "hands out every collection, nested ones too, and the octets of each item of calendars and address books")
    void everything() throws IOException {
        Files.writeString(folder("bob/cards", "{\"tag\": \"VADDRESSBOOK\"}").resolve("c.vcf"), "card");
        Path calendar = folder("alice/work/2026/calendar", CALENDAR);
        Files.writeString(calendar.resolve("b ü.ics"), "two");
        Files.writeString(calendar.resolve("a.ics"), "one");
        Files.writeString(folder("alice/work", "").resolve("notes.txt"), "plain");
        Files.writeString(folder("alice/feed", "{\"tag\": \"VSUBSCRIBED\"}").resolve("x.ics"), "x");
        assertThat(survey())
                .containsExactly(
                        "/alice PLAIN",
                        "/alice/feed SUBSCRIBED",
                        "/alice/work PLAIN",
                        "/alice/work/2026 PLAIN",
                        "/alice/work/2026/calendar CALENDAR",
                        "/alice/work/2026/calendar a.ics = one",
                        "/alice/work/2026/calendar b ü.ics = two",
                        "/bob PLAIN",
                        "/bob/cards ADDRESSBOOK",
                        "/bob/cards c.vcf = card");
    }

    @Test
    @DisplayName("passes over what a server does not serve: leftovers, caches, links that lead nowhere")
    void leftovers() throws IOException {
        Path calendar = folder("alice/calendar", CALENDAR);
        Files.writeString(calendar.resolve("a.ics~"), "backup");
        Files.writeString(calendar.resolve(".Radicale.tmp-1"), "half");
        Files.writeString(
                Files.createDirectories(calendar.resolve(".fasti/cache")).resolve("facts.index"), "x");
        Files.createSymbolicLink(calendar.resolve("gone.ics"), Path.of("nowhere"));
        Files.writeString(data.resolve("collection-root/file"), "no home");
        assertThat(survey()).containsExactly("/alice PLAIN", "/alice/calendar CALENDAR");
    }

    @Test
    @DisplayName("names what cannot be read and goes on with the next")
    void unreadable() throws IOException {
        Path calendar = folder("alice/calendar", CALENDAR);
        Files.createSymbolicLink(calendar.resolve("a.ics"), Path.of("a.ics"));
        Files.createDirectory(calendar.resolve("b"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(calendar.resolve("c.ics").toString(), "rw")) {
            sparse.setLength(Reading.LARGEST + 1);
        }
        Files.writeString(calendar.resolve("d.ics"), "good");
        Files.createSymbolicLink(folder("alice", "").resolve("loop"), Path.of("loop"));
        List<String> lines = survey();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).isEqualTo("/alice PLAIN");
        assertThat(lines.get(1)).isEqualTo("/alice/calendar CALENDAR");
        assertThat(lines.get(2)).startsWith("/alice/calendar a.ics! cannot be read: Too many levels");
        assertThat(lines.get(3)).isEqualTo("/alice/calendar b! a folder, which is not served here");
        assertThat(lines.get(4))
                .isEqualTo("/alice/calendar c.ics! larger than 33554432 octets: what it says is not looked at");
        assertThat(lines.get(5)).isEqualTo("/alice/calendar d.ics = good");
        assertThat(lines.get(6)).startsWith("/alice/loop! cannot be read: Too many levels");
    }

    @Test
    @DisplayName("says what is wrong with malformed properties, without their content, and takes the folder for plain")
    void properties() throws IOException {
        folder("alice/a", "{\n\"tag\": secret}");
        folder("alice/b", "{\"secret\": [1]}");
        folder("alice/c", "[\"secret\"]");
        folder("alice/d", "{\"tag\": \"secret\"}");
        folder("alice/e", "{\"D:displayname\": \"secret\"");
        Files.writeString(
                folder("alice/f", "").resolve(".Radicale.props"), "{\"a\": \"\u00e4\"}", StandardCharsets.ISO_8859_1);
        Files.createDirectory(folder("alice/g", "").resolve(".Radicale.props"));
        List<String> lines = survey();
        assertThat(lines)
                .contains(
                        broken("a", "makes no sense: it is not JSON (line 2)"),
                        broken("b", "makes no sense: a value in it is not a string (line 1)"),
                        broken("c", "makes no sense: it is not a JSON object"),
                        broken("d", "makes no sense: its tag is none that a collection can have"),
                        broken("e", "makes no sense: it is not JSON (line 1)"),
                        broken("f", "makes no sense: it is not JSON (line 1)"),
                        "/alice/g! .Radicale.props cannot be read: Is a directory; it is not served")
                .contains("/alice/a PLAIN", "/alice/g PLAIN")
                .noneMatch(line -> line.contains("secret"));
    }

    private static String broken(String name, String reason) {
        return "/alice/" + name + "! .Radicale.props " + reason + "; the folder is served as a plain collection";
    }

    @Test
    @DisplayName("follows links, visits each folder once by its own name, and ends where a link leads back")
    void links() throws IOException {
        Files.writeString(folder("bob/calendar", CALENDAR).resolve("x.ics"), "x");
        Files.createSymbolicLink(folder("alice", "").resolve("shared"), Path.of("../bob/calendar"));
        Files.createSymbolicLink(folder("alice", "").resolve("again"), Path.of("../alice"));
        Path elsewhere = Files.createDirectories(data.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(".Radicale.props"), CALENDAR);
        Files.writeString(elsewhere.resolve("y.ics"), "y");
        Files.createSymbolicLink(folder("alice", "").resolve("linked"), elsewhere);
        assertThat(survey())
                .containsExactly(
                        "/alice PLAIN",
                        "/bob PLAIN",
                        "/bob/calendar CALENDAR",
                        "/bob/calendar x.ics = x",
                        "/alice/linked CALENDAR",
                        "/alice/linked y.ics = y");
    }

    @Test
    @DisplayName("of a folder without collection-root fails, and makes none")
    void noDataFolder() {
        assertThatThrownBy(this::survey)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("collection-root");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @DisplayName("does not miss what is removed while it goes on")
    void removals() throws IOException {
        Path calendar = folder("alice/calendar", CALENDAR);
        for (String name : List.of("a.ics", "b.ics", "c.ics")) {
            Files.writeString(calendar.resolve(name), name);
        }
        folder("alice/later", CALENDAR);
        Notes notes = new Notes() {
            @Override
            public void item(MemberPath path, CollectionKind kind, byte[] octets) {
                super.item(path, kind, octets);
                try {
                    Files.deleteIfExists(calendar.resolve("b.ics"));
                    Leftovers.erase(data.resolve("collection-root/alice/later"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        FolderSurvey.of(data, notes);
        assertThat(notes.lines)
                .containsExactly(
                        "/alice PLAIN",
                        "/alice/calendar CALENDAR",
                        "/alice/calendar a.ics = a.ics",
                        "/alice/calendar c.ics = c.ics");
    }

    private static class Notes implements FolderSurvey.Visitor {
        final List<String> lines = new ArrayList<>();

        @Override
        public void collection(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
            lines.add(path + " " + kind);
        }

        @Override
        public void item(MemberPath path, CollectionKind kind, byte[] octets) {
            lines.add(path.collection() + " " + path.name() + " = " + new String(octets, StandardCharsets.UTF_8));
        }

        @Override
        public void brokenItem(MemberPath path, String reason) {
            lines.add(path.collection() + " " + path.name() + "! " + reason);
        }

        @Override
        public void brokenCollection(CollectionPath path, String reason) {
            lines.add(path + "! " + reason);
        }
    }
}
