package dev.fasti.store.file.past;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.NAME;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.named;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a folder keeps of what it held")
class PastTest {
    private static final Author ALICE = new Author("alice", "DAVx5/4.4", "PUT");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
    }

    private Path history() {
        return fixture.calendar().resolve(".fasti/history");
    }

    private List<String> kept() throws IOException {
        return DataFolderFixture.names(history()).stream()
                .filter(name -> !name.equals("journal"))
                .toList();
    }

    private static List<String> told(FileStore store) {
        return store.past().events(CALENDAR).stream()
                .map(event -> event.what() + " " + event.name())
                .toList();
    }

    private static String version(FileStore store, int event) {
        Event wanted = store.past().events(CALENDAR).get(event);
        return store.past()
                .version(CALENDAR, wanted)
                .map(octets -> new String(octets, StandardCharsets.UTF_8))
                .orElse("none");
    }

    private static String text(String uid, String word) {
        return new String(item(uid, word), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("each replaced and deleted version is kept, with who did it, and is there after a restart")
    void everyVersion() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store).by(ALICE);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "a.ics", "u", "2");
            calendar.delete("a.ics", ALWAYS);
            put(calendar, "a.ics", "u", "3");
        }
        try (FileStore store = fixture.open()) {
            assertThat(told(store))
                    .containsExactly("CREATED a.ics", "REPLACED a.ics", "DELETED a.ics", "CREATED a.ics");
            assertThat(version(store, 0)).isEqualTo("none");
            assertThat(version(store, 1)).isEqualTo(text("u", "1"));
            assertThat(version(store, 2)).isEqualTo(text("u", "2"));
            assertThat(store.past().events(CALENDAR))
                    .allSatisfy(event -> assertThat(event.author()).isEqualTo(ALICE));
            assertThat(store.past().events(CALENDAR))
                    .extracting(Event::revision)
                    .containsExactly(1L, 2L, 3L, 4L);
        }
        assertThat(kept()).hasSize(2).allMatch(name -> name.endsWith("-a.ics"));
    }

    @Test
    @DisplayName("a version of a name that fills a file name, a linked file and a file system without hard links too")
    void oddFiles() throws IOException {
        Disk linkless = new NoSyncDisk() {
            @Override
            public void link(Path file, Path name) {
                throw new UnsupportedOperationException();
            }
        };
        try (FileStore store = fixture.open(linkless)) {
            Collection calendar = calendar(store);
            String longest = "ü".repeat(125) + ".ics";
            put(calendar, longest, "u", "1");
            put(calendar, longest, "u", "2");
            assertThat(version(store, 1)).isEqualTo(text("u", "1"));
            Path elsewhere = Files.write(temp.resolve("elsewhere"), item("v", "linked"));
            Files.createSymbolicLink(fixture.calendar().resolve("b.ics"), elsewhere);
            calendar.snapshot();
            calendar.delete("b.ics", ALWAYS);
            assertThat(elsewhere).hasBinaryContent(item("v", "linked"));
            assertThat(told(store)).endsWith("CREATED b.ics", "DELETED b.ics");
            assertThat(version(store, 3)).isEqualTo(text("v", "linked"));
        }
    }

    @Test
    @DisplayName("a history that is deleted while the server runs is made anew, and misses nothing from then on")
    void historyDeleted() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            List<Runnable> writes = List.of(
                    () -> put(calendar, "a.ics", "u", "2"),
                    () -> calendar.delete("a.ics", ALWAYS),
                    () -> calendar.patch(named("n")),
                    () -> put(calendar, "b.ics", "v", "1"));
            for (Runnable write : writes) {
                DataFolderFixture.erase(history());
                write.run();
                assertThat(told(store)).hasSize(1);
                assertThat(kept()).hasSize(told(store).get(0).startsWith("CREATED") ? 0 : 1);
            }
        }
    }

    @Test
    @DisplayName("earlier properties of a collection are kept, however fast they change")
    void properties() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (String name : List.of("one", "two")) {
                calendar.patch(named(name));
                fixture.clock.advance(Duration.ofMillis(-4));
            }
            assertThat(told(store)).containsExactly("PROPERTIES .Radicale.props", "PROPERTIES .Radicale.props");
            Event second = store.past().events(CALENDAR).get(1);
            byte[] octets = store.past().version(CALENDAR, second).orElseThrow();
            assertThat(StorePast.properties(octets)).containsEntry(NAME, new PropertyValue.Text("one"));
        }
    }

    @Test
    @DisplayName("a move keeps what left and what it replaced; a copy what it replaced")
    void moves() {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "b.ics", "v", "2");
            calendar(store, StoreFixture.OTHER);
            MemberPath a = new MemberPath(CALENDAR, "a.ics");
            store.transfer(
                    Transfer.MOVE, a, ALWAYS, new MemberPath(CALENDAR, "c.ics"), StoreFixture.facts("u"), ALWAYS);
            assertThat(told(store).subList(2, 4)).containsExactly("DELETED a.ics", "CREATED c.ics");
            assertThat(version(store, 2)).isEqualTo(text("u", "1"));
            store.by(ALICE)
                    .transfer(
                            Transfer.MOVE,
                            new MemberPath(CALENDAR, "b.ics"),
                            ALWAYS,
                            new MemberPath(StoreFixture.OTHER, "b.ics"),
                            StoreFixture.facts("v"),
                            ALWAYS);
            assertThat(version(store, 4)).isEqualTo(text("v", "2"));
            assertThat(store.past().events(StoreFixture.OTHER))
                    .extracting(Event::author)
                    .containsExactly(ALICE);
        }
    }

    @Test
    @DisplayName("what others did in the folder is told as theirs, in an open collection and in a closed one")
    void outside() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            Files.delete(fixture.calendar().resolve("a.ics"));
            calendar.snapshot();
        }
        Files.write(fixture.calendar().resolve("b.ics"), item("v", "2"));
        try (FileStore store = fixture.open()) {
            assertThat(told(store)).containsExactly("CREATED a.ics", "DELETED a.ics", "CREATED b.ics");
            assertThat(store.past().events(CALENDAR))
                    .extracting(Event::author)
                    .containsExactly(Author.UNKNOWN, Author.OUTSIDE, Author.OUTSIDE);
        }
    }

    @Test
    @DisplayName("a version whose line is lost is told by its name; a damaged journal stops no write")
    void lostJournal() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "a.ics", "u", "2");
            Files.write(history().resolve("journal"), new byte[] {1, 2, 3});
            calendar.delete("a.ics", ALWAYS);
            assertThat(told(store)).containsExactly("DELETED a.ics", "DELETED a.ics");
            assertThat(version(store, 0)).isEqualTo(text("u", "1"));
            assertThat(store.past().events(CALENDAR).get(0).before())
                    .isEqualTo(dev.fasti.store.condition.ETag.of(item("u", "1")));
            Files.delete(history().resolve("journal"));
            Files.createDirectory(history().resolve("journal"));
            put(calendar, "b.ics", "v", "1");
            put(calendar, "b.ics", "v", "2");
            Leftovers.erase(history());
            put(calendar, "b.ics", "v", "3");
            assertThat(version(store, 0)).isEqualTo(text("v", "2"));
        }
    }

    @Test
    @DisplayName("history.keep = 0: nothing is kept, and no folder is made")
    void off() {
        fixture.retention = new Retention(Duration.ZERO, 1, new Retention.Brake(0, 50, Duration.ofMinutes(1)));
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "a.ics", "u", "2");
            calendar.patch(named("n"));
            calendar.delete("a.ics", ALWAYS);
            store.delete(CALENDAR);
            assertThat(store.past().trashed()).isEmpty();
        }
        assertThat(history()).doesNotExist();
        assertThat(temp.resolve("fasti/trash")).doesNotExist();
    }
}
