package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.file.past.Mark;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The trash, the marks, and what goes when its time is up")
class TrashTest {
    private static final Author ALICE = new Author("alice", "Wild/9", "DELETE");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
    }

    @Test
    @DisplayName("a deleted collection lies there whole, over a restart, and comes back with its tokens and history")
    void deleted() {
        SyncToken token;
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "a.ics", "u", "2");
            token = calendar.snapshot().token();
            store.by(ALICE).delete(CALENDAR);
            assertThatThrownBy(() -> calendar.read("a.ics")).isInstanceOf(StoreException.NotFound.class);
        }
        try (FileStore store = fixture.open()) {
            List<Trashed> trashed = store.past().trashed();
            assertThat(trashed).hasSize(1);
            assertThat(trashed.get(0).path()).isEqualTo(CALENDAR);
            assertThat(trashed.get(0).author()).isEqualTo(ALICE);
            assertThat(trashed.get(0).created())
                    .isBetween(
                            trashed.get(0).until().minusSeconds(60),
                            trashed.get(0).until());
            Collection back = store.past().bringBack(trashed.get(0), CALENDAR, ALICE);
            assertThat(back.snapshot().token()).isEqualTo(token);
            assertThat(store.past().events(CALENDAR)).hasSize(2);
            assertThat(store.past().trashed()).isEmpty();
            assertThatThrownBy(() -> store.past().bringBack(trashed.get(0), OTHER, ALICE))
                    .isInstanceOf(StoreException.NotFound.class);
        }
    }

    @Test
    @DisplayName("a replaced collection lies there too, and never comes back over another one or without a parent")
    void replaced() {
        try (FileStore store = fixture.open()) {
            put(calendar(store), "a.ics", "u", "1");
            put(calendar(store, OTHER), "b.ics", "v", "1");
            store.by(ALICE).transfer(Transfer.COPY, CALENDAR, OTHER, Overwrite.ALLOWED);
            Trashed old = store.past().trashed().get(0);
            assertThat(old.path()).isEqualTo(OTHER);
            assertThatThrownBy(() -> store.past().bringBack(old, OTHER, ALICE))
                    .isInstanceOf(StoreException.NameTaken.class);
            assertThatThrownBy(() -> store.past().bringBack(old, CollectionPath.of("bob", "x"), ALICE))
                    .isInstanceOf(StoreException.ParentMissing.class);
            Collection back = store.past().bringBack(old, CollectionPath.of("alice", "third"), ALICE);
            assertThat(back.read("b.ics").orElseThrow().octets()).isEqualTo(item("v", "1"));
        }
    }

    @Test
    @DisplayName("what a crash left half-way is erased, and a note that makes no sense breaks nothing")
    void leftovers() throws IOException {
        Path trash = temp.resolve("fasti/trash");
        Files.createDirectories(trash.resolve("1-half"));
        Files.createFile(trash.resolve("1-half/note"));
        Files.createDirectories(trash.resolve("2-odd/collection"));
        Files.writeString(trash.resolve("2-odd/note"), "{\"path\": \"../x\", \"time\": \"never\"}");
        try (FileStore store = fixture.open()) {
            assertThat(store.past().trashed()).isEmpty();
            assertThat(trash.resolve("1-half")).doesNotExist();
            assertThat(trash.resolve("2-odd/collection")).isDirectory();
        }
    }

    @Test
    @DisplayName(
            "versions, collections in the trash and marks go when their time is up, and not when the clock is set back")
    void prunesByTime() throws IOException {
        fixture.retention =
                new Retention(Duration.ofDays(30), 1_000_000, new Retention.Brake(2, 50, Duration.ofMinutes(10)));
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            put(calendar, "a.ics", "u", "2");
            Collection other = calendar(store, OTHER);
            put(other, "b.ics", "v", "1");
            put(other, "c.ics", "w", "1");
            store.delete(OTHER);
            fixture.clock.advance(Duration.ofDays(20));
            put(calendar, "a.ics", "u", "3");
            store.prune();
            assertThat(kept()).isEqualTo(2);
            fixture.clock.advance(Duration.ofDays(-400));
            store.prune();
            assertThat(kept()).isEqualTo(2);
            assertThat(store.past().trashed()).hasSize(1);
            assertThat(store.past().marks()).hasSize(1);
            fixture.clock.advance(Duration.ofDays(400 + 11));
            store.prune();
            assertThat(kept()).isEqualTo(1);
            assertThat(store.past().trashed()).isEmpty();
            assertThat(store.past().marks()).isEmpty();
            assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "3"));
        }
    }

    @Test
    @DisplayName("the oldest versions go first when a collection's take too much")
    void prunesBySize() throws IOException {
        int size = item("u", "0").length;
        fixture.retention = new Retention(Duration.ofDays(30), 3L * size, Retention.USUAL.brake());
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (int i = 0; i < 8; i++) {
                put(calendar, "a.ics", "u", Integer.toString(i));
            }
            store.prune();
            assertThat(kept()).isEqualTo(3);
            assertThat(store.past().events(CALENDAR).stream()
                            .filter(event ->
                                    store.past().version(CALENDAR, event).isPresent())
                            .map(event -> event.revision()))
                    .containsExactly(6L, 7L, 8L);
        }
    }

    private long kept() throws IOException {
        return DataFolderFixture.names(fixture.calendar().resolve(".fasti/history")).stream()
                .filter(name -> !name.equals("journal"))
                .count();
    }

    @Test
    @DisplayName("a mark is made once for most of a large collection within the time, by one client, and stays")
    void marks() {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (int i = 0; i < 60; i++) {
                put(calendar, i + ".ics", "u" + i, "1");
            }
            for (int i = 0; i < 29; i++) {
                calendar.by(ALICE).delete(i + ".ics", ALWAYS);
            }
            assertThat(store.past().marks()).as("29 of 60").isEmpty();
            calendar.by(new Author("alice", "Another/1", "DELETE")).delete("29.ics", ALWAYS);
            assertThat(store.past().marks()).as("by two clients").isEmpty();
            fixture.clock.advance(Duration.ofMinutes(11));
            calendar.by(ALICE).delete("30.ics", ALWAYS);
            assertThat(store.past().marks()).as("too long ago").isEmpty();
            for (int i = 31; i < 55; i++) {
                calendar.by(ALICE).delete(i + ".ics", ALWAYS);
            }
        }
        try (FileStore store = fixture.open()) {
            List<Mark> marks = store.past().marks();
            assertThat(marks).hasSize(1);
            assertThat(marks.get(0).collection()).isEqualTo(CALENDAR);
            assertThat(marks.get(0).author()).isEqualTo(ALICE);
            assertThat(store.past().events(CALENDAR).stream()
                            .filter(event -> event.time().isAfter(marks.get(0).before()))
                            .findFirst()
                            .orElseThrow()
                            .name())
                    .isEqualTo("30.ics");
        }
    }
}
