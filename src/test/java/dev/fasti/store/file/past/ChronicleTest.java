package dev.fasti.store.file.past;

import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Author;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.past.CollectionEvent.What;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a collection's journal tells of the collection as a whole")
class ChronicleTest {
    private static final Author ALICE = new Author("alice", "Phone/1", "MKCALENDAR");
    private static final Author BOB = new Author("bob", "Laptop/2", "MOVE");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
    }

    private static void make(FileStore store, CollectionPath path) {
        CollectionStore signed = store.by(ALICE);
        if (store.find(HOME).isEmpty()) {
            signed.create(HOME, CollectionKind.PLAIN, Map.of());
        }
        signed.create(path, CollectionKind.CALENDAR, Map.of());
    }

    private static List<String> told(FileStore store, CollectionPath path) {
        return store.past().lives().get(path).events().stream()
                .map(ChronicleTest::told)
                .toList();
    }

    private static String told(CollectionEvent event) {
        String from = event.origin() == null ? "" : event.origin() + " > ";
        return event.what() + " " + from + event.path() + " " + event.author().user();
    }

    @Test
    @DisplayName("who made it, moved it, deleted it and brought it back is told, wherever it goes, over a restart")
    void wholeLife() {
        try (FileStore store = fixture.open()) {
            make(store, CALENDAR);
            put(store.find(CALENDAR).orElseThrow(), "a.ics", "u", "1");
            store.by(BOB).transfer(Transfer.MOVE, CALENDAR, OTHER, Overwrite.FORBIDDEN);
            put(store.find(OTHER).orElseThrow(), "b.ics", "v", "1");
            store.by(BOB).delete(OTHER);
        }
        try (FileStore store = fixture.open()) {
            assertThat(store.past().lives()).containsOnlyKeys(HOME);
            StorePast.Trashed trashed = store.past().trashed().get(0);
            assertThat(store.past().life(trashed).events())
                    .extracting(CollectionEvent::what)
                    .containsExactly(What.MADE, What.MOVED);
            store.past().bringBack(trashed, CALENDAR, ALICE);
            assertThat(told(store, CALENDAR))
                    .containsExactly(
                            "MADE /alice/calendar alice",
                            "MOVED /alice/calendar > /alice/other bob",
                            "DELETED /alice/other bob",
                            "BROUGHT_BACK /alice/calendar alice");
            assertThat(store.past().events(CALENDAR)).hasSize(2);
        }
    }

    @Test
    @DisplayName("a copy tells what it is a copy of, and nothing of the life of that; what it replaced has its own")
    void copy() {
        try (FileStore store = fixture.open()) {
            make(store, CALENDAR);
            make(store, OTHER);
            store.by(BOB).transfer(Transfer.COPY, CALENDAR, OTHER, Overwrite.ALLOWED);
            assertThat(told(store, OTHER)).containsExactly("COPIED /alice/calendar > /alice/other bob");
            assertThat(told(store, CALENDAR)).containsExactly("MADE /alice/calendar alice");
            assertThat(store.past().life(store.past().trashed().get(0)).events())
                    .extracting(ChronicleTest::told)
                    .containsExactly("MADE /alice/other alice");
        }
    }

    @Test
    @DisplayName("what fails is not told, and that it cannot be told makes nothing fail")
    void failures() throws IOException {
        try (FileStore store = fixture.open()) {
            make(store, CALENDAR);
            make(store, OTHER);
            assertThatThrownBy(() -> store.by(BOB).transfer(Transfer.MOVE, CALENDAR, OTHER, Overwrite.FORBIDDEN))
                    .isInstanceOf(StoreException.ConditionFailed.class);
            assertThat(told(store, CALENDAR)).containsExactly("MADE /alice/calendar alice");
            Path journal = fixture.calendar().resolve(".fasti/history/journal");
            Files.delete(journal);
            Files.createDirectory(journal);
            CollectionPath third = CollectionPath.of("alice", "third");
            store.by(BOB).transfer(Transfer.MOVE, CALENDAR, third, Overwrite.FORBIDDEN);
            assertThat(store.find(third)).isPresent();
        }
    }

    @Test
    @DisplayName("a link to a collection comes and goes untold, for the collection itself stays where it is")
    void links() throws IOException {
        try (FileStore store = fixture.open()) {
            make(store, CALENDAR);
            Files.createSymbolicLink(temp.resolve("collection-root/alice/link"), fixture.calendar());
            store.by(BOB).transfer(Transfer.MOVE, CollectionPath.of("alice", "link"), OTHER, Overwrite.FORBIDDEN);
            assertThat(store.find(OTHER)).isPresent();
            assertThat(store.past().lives()).containsOnlyKeys(HOME, CALENDAR);
            assertThat(told(store, CALENDAR)).containsExactly("MADE /alice/calendar alice");
        }
    }

    @Test
    @DisplayName("nothing is told where no history is kept")
    void off() {
        fixture.retention = new Retention(Duration.ZERO, 0, Retention.USUAL.brake());
        try (FileStore store = fixture.open()) {
            make(store, CALENDAR);
            store.by(BOB).transfer(Transfer.MOVE, CALENDAR, OTHER, Overwrite.FORBIDDEN);
            assertThat(store.past().lives()).isEmpty();
        }
    }
}
