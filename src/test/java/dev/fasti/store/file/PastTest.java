package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.NAME;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.MemberPath;
import dev.fasti.store.PropertyPatch;
import dev.fasti.store.PropertyValue;
import dev.fasti.store.StoreException;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    @DisplayName("earlier properties of a collection are kept, however fast they change")
    void properties() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (String name : List.of("one", "two")) {
                calendar.patch(new PropertyPatch(Map.of(NAME, Optional.of(new PropertyValue.Text(name)))));
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
                    .isEqualTo(dev.fasti.store.ETag.of(item("u", "1")));
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
            calendar.patch(new PropertyPatch(Map.of(NAME, Optional.of(new PropertyValue.Text("n")))));
            calendar.delete("a.ics", ALWAYS);
            store.delete(CALENDAR);
            assertThat(store.past().trashed()).isEmpty();
        }
        assertThat(history()).doesNotExist();
        assertThat(temp.resolve("fasti/trash")).doesNotExist();
    }

    /** Fails once, before or after the step whose turn it is. */
    private static final class FailingDisk extends NoSyncDisk {
        private int left = Integer.MAX_VALUE;
        private boolean isFired;

        private void step() throws IOException {
            if (left-- == 0) {
                isFired = true;
                throw new IOException("the disk is on fire");
            }
        }

        @Override
        public void create(Path file, byte[] octets) throws IOException {
            step();
            super.create(file, octets);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            super.rename(from, to);
        }

        @Override
        public void link(Path file, Path name) throws IOException {
            step();
            super.link(file, name);
        }

        @Override
        public void delete(Path path) throws IOException {
            step();
            super.delete(path);
        }
    }

    @Test
    @DisplayName("whichever step fails, the member is whole in its place and the history tells of nothing")
    void failures() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            List<Runnable> writes = List.of(
                    () -> put(calendar, "a.ics", "u", "2"),
                    () -> calendar.delete("a.ics", ALWAYS),
                    () -> calendar.patch(new PropertyPatch(Map.of(NAME, Optional.of(new PropertyValue.Text("n"))))));
            for (Runnable write : writes) {
                for (int step = 0; step < 2; step++) {
                    disk.left = step;
                    disk.isFired = false;
                    if (!fails(write, disk)) {
                        break;
                    }
                    disk.left = Integer.MAX_VALUE;
                    assertThat(calendar.read("a.ics").orElseThrow().octets()).isIn(item("u", "1"), item("u", "2"));
                    assertThat(kept()).hasSize(store.past().events(CALENDAR).size() - 1);
                }
                disk.left = Integer.MAX_VALUE;
                if (calendar.read("a.ics").isEmpty()) {
                    put(calendar, "a.ics", "u", "1");
                    store.past().forget(CALENDAR, name -> true);
                    put(calendar, "x" + writes.indexOf(write) + ".ics", "x" + writes.indexOf(write), "1");
                }
            }
        }
    }

    private static boolean fails(Runnable write, FailingDisk disk) {
        try {
            write.run();
            return false;
        } catch (StoreException.Unavailable e) {
            return disk.isFired;
        }
    }

    @Test
    @DisplayName("wherever the process is killed, a whole version is in place or in the history, and a start finds it")
    void killed() throws IOException {
        for (int step = 0; step < 4; step++) {
            killed(step, calendar -> calendar.delete("a.ics", ALWAYS));
            killed(step, calendar -> put(calendar, "a.ics", "u", "2"));
        }
    }

    private void killed(int step, Consumer<Collection> write) throws IOException {
        Path data = temp.resolve(Places.unique());
        Path left = temp.resolve(Places.unique());
        WitnessDisk disk = new WitnessDisk(data, left);
        try (FileStore store = new DataFolderFixture(data).open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            disk.left = step;
            write.accept(calendar);
            disk.left = Integer.MAX_VALUE;
            if (!Files.exists(left)) {
                copyAll(data, left);
            }
        }
        try (FileStore restarted = new DataFolderFixture(left).open()) {
            Collection calendar = restarted.find(CALENDAR).orElseThrow();
            List<String> whole = new ArrayList<>();
            restarted
                    .past()
                    .events(CALENDAR)
                    .forEach(event -> restarted
                            .past()
                            .version(CALENDAR, event)
                            .ifPresent(octets -> whole.add(new String(octets, StandardCharsets.UTF_8))));
            calendar.read("a.ics").ifPresent(now -> whole.add(new String(now.octets(), StandardCharsets.UTF_8)));
            assertThat(whole).contains(text("u", "1")).isSubsetOf(text("u", "1"), text("u", "2"));
            put(calendar, "a.ics", "u", "3");
            assertThat(told(restarted)).last().asString().endsWith(" a.ics");
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.getFileName().toString().equals(".fasti.lock")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    /** Copies the data folder as a process leaves it that is killed at the step whose turn it is. */
    private static final class WitnessDisk extends NoSyncDisk {
        private final Path data;
        private final Path copy;
        private int left = Integer.MAX_VALUE;

        WitnessDisk(Path data, Path copy) {
            this.data = data;
            this.copy = copy;
        }

        private void step() throws IOException {
            if (left-- == 0) {
                copyAll(data, copy);
            }
        }

        @Override
        public void create(Path file, byte[] octets) throws IOException {
            step();
            super.create(file, octets);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            super.rename(from, to);
        }

        @Override
        public void link(Path file, Path name) throws IOException {
            step();
            super.link(file, name);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            step();
            super.syncFolder(folder);
        }
    }

    @Test
    @DisplayName("a collection that cannot be kept cannot be written, and says so")
    void cannotKeep() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            disk.left = 1;
            assertThatThrownBy(() -> put(calendar, "a.ics", "u", "2")).isInstanceOf(StoreException.Unavailable.class);
            assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
            assertThat(kept()).isEmpty();
            assertThat(told(store)).containsExactly("CREATED a.ics");
        }
    }
}
