package dev.fasti.store.file.past;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client that takes away most of a large collection")
class MassDeletesTest {
    private static final Author WILD = new Author("alice", "Wild/9", "PUT");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (int i = 0; i < 30; i++) {
                put(calendar, i + ".ics", "u" + i, "1");
            }
        }
    }

    private static Collection wild(FileStore store) {
        return store.find(CALENDAR).orElseThrow().by(WILD);
    }

    private static void replace(FileStore store, int first, int last, String word) {
        for (int i = first; i < last; i++) {
            wild(store).put(i + ".ics", item("u" + i, word), facts("u" + i), ALWAYS);
        }
    }

    private static void delete(FileStore store, int first, int last) {
        for (int i = first; i < last; i++) {
            wild(store).delete(i + ".ics", ALWAYS);
        }
    }

    @Test
    @DisplayName("by replacing its contents is marked like one that deletes, before the first of them")
    void replaced() {
        try (FileStore store = fixture.open()) {
            replace(store, 0, 19, "empty");
            assertThat(store.past().marks()).isEmpty();
            replace(store, 19, 30, "empty");

            List<Mark> marks = store.past().marks();
            assertThat(marks).hasSize(1);
            assertThat(marks.get(0).deleted()).isEqualTo(20);
            assertThat(marks.get(0).held()).isEqualTo(30);
            assertThat(store.past().events(CALENDAR).stream()
                            .filter(event -> event.time().isAfter(marks.get(0).before()))
                            .findFirst()
                            .orElseThrow()
                            .name())
                    .isEqualTo("0.ics");
        }
    }

    @Test
    @DisplayName("partly by one, partly by the other is marked, too")
    void mixed() {
        try (FileStore store = fixture.open()) {
            replace(store, 0, 10, "empty");
            delete(store, 10, 20);
            assertThat(store.past().marks()).extracting(Mark::held).containsExactly(30);
        }
    }

    @Test
    @DisplayName("is told from one that changes a few items often, or sends what is there already")
    void harmless() {
        try (FileStore store = fixture.open()) {
            for (int i = 0; i < 30; i++) {
                replace(store, 0, 2, "word " + i);
            }
            replace(store, 2, 30, "1");
            assertThat(store.past().marks()).isEmpty();
        }
    }

    @Test
    @DisplayName("is noticed over a restart, by the journal, and marked once")
    void restart() {
        try (FileStore store = fixture.open()) {
            delete(store, 0, 12);
        }
        try (FileStore store = fixture.open()) {
            delete(store, 12, 19);
            assertThat(store.past().marks()).isEmpty();
            delete(store, 19, 20);
            assertThat(store.past().marks()).extracting(Mark::deleted).containsExactly(20);
            assertThat(store.past().marks()).extracting(Mark::held).containsExactly(30);
        }
        try (FileStore store = fixture.open()) {
            delete(store, 20, 25);
            assertThat(store.past().marks()).hasSize(1);
        }
    }

    @Test
    @DisplayName("long before a restart does not count after it")
    void longAgo() {
        try (FileStore store = fixture.open()) {
            delete(store, 0, 12);
        }
        fixture.clock.advance(Duration.ofMinutes(11));
        try (FileStore store = fixture.open()) {
            delete(store, 12, 20);
            assertThat(store.past().marks()).isEmpty();
        }
    }
}
