package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.heap.HeapRoom;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of a heap that is nearly full")
class HeapBoundsTest {
    private static final int MANY = 300;
    private static final long ROOM_FOR_ALL = 8L << 20;
    private static final CollectionPath LARGE = CollectionPath.of("alice", "large");
    private static final CollectionPath OTHER = CollectionPath.of("alice", "other");
    private static final CollectionPath SMALL = CollectionPath.of("alice", "small");

    @TempDir
    Path temp;

    private final List<Integer> collections = new ArrayList<>();
    private LongSupplier left = () -> ROOM_FOR_ALL;
    private FileStore store;

    /** As much is left of it as the test says. */
    private final class MadeUpHeap implements HeapRoom.Heap {
        @Override
        public long most() {
            return 16L << 20;
        }

        @Override
        public long used() {
            return most() - most() / 8 - left.getAsLong();
        }

        @Override
        public void collect() {
            collections.add(store.openCollections());
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    @BeforeEach
    void open() throws IOException {
        DataFolderFixture folder = new DataFolderFixture(temp);
        make(LARGE, MANY);
        make(OTHER, MANY);
        make(SMALL, 3);
        folder.bounds = new OpenBounds(100, 10_000, new HeapRoom(new MadeUpHeap()));
        store = folder.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void make(CollectionPath path, int members) throws IOException {
        Path calendar =
                Files.createDirectories(temp.resolve("collection-root").resolve(String.join("/", path.segments())));
        Files.writeString(calendar.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        for (int i = 0; i < members; i++) {
            Files.write(calendar.resolve(i + ".ics"), item("u" + i, "one"));
        }
    }

    private int members(CollectionPath path) {
        return store.find(path).orElseThrow().snapshot().members().size();
    }

    @Test
    @DisplayName("a collection that does not fit is refused, and the others are served")
    void refused() {
        left = () -> 0;
        assertThatThrownBy(() -> store.find(LARGE)).isInstanceOf(StoreException.NoMemory.class);
        assertThatThrownBy(() -> store.lastSeen(LARGE)).isInstanceOf(StoreException.NoMemory.class);
        assertThat(members(SMALL)).isEqualTo(3);
        assertThat(store.children(CollectionPath.of("alice"))).contains("large", "small");

        left = () -> ROOM_FOR_ALL;
        assertThat(members(LARGE)).isEqualTo(MANY);
    }

    @Test
    @DisplayName("a collection gets the room of those that are open, which are opened again when they are asked for")
    void roomIsMade() {
        assertThat(members(OTHER)).isEqualTo(MANY);
        assertThat(members(SMALL)).isEqualTo(3);
        int before = store.openCollections();
        left = () -> store.openCollections() < before ? ROOM_FOR_ALL : 0;

        assertThat(members(LARGE)).isEqualTo(MANY);

        assertThat(collections).isNotEmpty().contains(before);
        left = () -> ROOM_FOR_ALL;
        assertThat(members(OTHER)).isEqualTo(MANY);
        assertThat(members(SMALL)).isEqualTo(3);
    }

    @Test
    @DisplayName("what a home takes counts those that cannot be opened (RFC 4331 4)")
    void weighed() {
        Principal alice = new Principal("alice");
        long all = 0;
        for (int i = 0; i < MANY; i++) {
            all += 2L * item("u" + i, "one").length + (i < 3 ? item("u" + i, "one").length : 0);
        }
        left = () -> 0;
        assertThat(store.space().used(alice)).isEqualTo(all);
        left = () -> ROOM_FOR_ALL;
        assertThat(members(LARGE)).isEqualTo(MANY);
        assertThat(store.space().used(alice)).isEqualTo(all);
    }

    @Test
    @DisplayName("what is opened ahead is as much as fits, and the rest is no failure")
    void ahead() throws Exception {
        assertThat(members(LARGE) + members(OTHER) + members(SMALL)).isEqualTo(2 * MANY + 3);
        store.close();
        left = () -> 0;
        open();
        store.openAhead(Duration.ZERO).get();
        assertThatThrownBy(() -> store.find(LARGE)).isInstanceOf(StoreException.NoMemory.class);
        assertThat(members(SMALL)).isEqualTo(3);
    }
}
