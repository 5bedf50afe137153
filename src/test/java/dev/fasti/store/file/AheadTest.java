package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.path.CollectionPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadTest {
    @TempDir
    Path temp;

    private DataFolderFixture folder;
    private FileStore store;

    @BeforeEach
    void fill() {
        folder = new DataFolderFixture(temp);
        store = folder.open();
        for (int i = 0; i < 6; i++) {
            put(calendar(store, path(i)), "a.ics", "a", "one");
        }
        store.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static CollectionPath path(int number) {
        return CollectionPath.of("alice", "calendar" + number);
    }

    private void saved(int number, long second) throws Exception {
        Path index = folder.data.resolve("collection-root/alice/calendar" + number + "/.fasti/cache/facts.index");
        Files.setLastModifiedTime(index, FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    @DisplayName("what was there before the start is opened before anybody asks, and nothing is parsed for it")
    void opened() throws Exception {
        int parsed = folder.parsed.get();
        store = folder.open();
        assertThat(store.openCollections()).isZero();

        store.openAhead().get();

        assertThat(store.openCollections()).as("with the home").isEqualTo(7);
        assertThat(folder.parsed).hasValue(parsed);
        Collection found = store.find(path(3)).orElseThrow();
        assertThat(found.snapshot().members().withUid("a")).isPresent();
    }

    @Test
    @DisplayName("of more than half of what may be open, those saved last are opened")
    void bounded() throws Exception {
        folder.bounds = new OpenBounds(6, 1000);
        for (int i = 0; i < 6; i++) {
            saved(i, 1_000_000 + i);
        }
        store = folder.open();

        store.openAhead().get();

        assertThat(store.openCollections()).as("with the home").isEqualTo(4);
        List.of(5, 3, 4).forEach(number -> assertThat(store.find(path(number))).isPresent());
        assertThat(store.openCollections()).as("those three were open").isEqualTo(4);
        assertThat(store.find(path(0))).isPresent();
        assertThat(store.openCollections()).as("this one was not").isEqualTo(5);
    }

    @Test
    @DisplayName("a store that is closed meanwhile is closed")
    void closed() throws Exception {
        store = folder.open();
        Future<?> ahead = store.openAhead();

        store.close();

        ahead.get();
        assertThat(folder.open().openCollections()).isZero();
    }
}
