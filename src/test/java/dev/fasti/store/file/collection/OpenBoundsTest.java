package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.FactsReader;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.quota.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenBoundsTest {
    @TempDir
    Path temp;

    private DataFolderFixture folder;
    private FileStore store;

    @BeforeEach
    void open() {
        folder = new DataFolderFixture(temp);
        folder.bounds = new OpenBounds(3, 1000);
        store = folder.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static CollectionPath path(int number) {
        return CollectionPath.of("alice", "calendar" + number);
    }

    @Test
    @DisplayName("of many collections only so many are kept in memory, and all are as they were")
    void bounded() {
        List<SyncToken> tokens = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Collection made = calendar(store, path(i));
            put(made, "a.ics", "a" + i, "one");
            tokens.add(made.snapshot().token());
        }
        int parsed = folder.parsed.get();

        for (int i = 0; i < 20; i++) {
            Collection again = store.find(path(i)).orElseThrow();

            assertThat(store.openCollections()).isLessThanOrEqualTo(3);
            assertThat(again.snapshot().token()).isEqualTo(tokens.get(i));
            assertThat(again.snapshot().members().withUid("a" + i)).isPresent();
        }
        assertThat(folder.parsed).hasValue(parsed);
    }

    @Test
    @DisplayName("many members count like many collections")
    void boundedByMembers() {
        store.close();
        folder.bounds = new OpenBounds(100, 4);
        store = folder.open();

        for (int i = 0; i < 6; i++) {
            Collection made = calendar(store, path(i));
            put(made, "a.ics", "a", "one");
            put(made, "b.ics", "b", "one");
        }
        calendar(store, path(6));

        assertThat(store.openCollections()).isLessThan(5);
    }

    @Test
    @DisplayName("whoever has a collection at hand goes on with it, and everybody sees what becomes of it")
    void heldOnto() {
        Collection held = calendar(store, path(0));
        for (int i = 1; i < 9; i++) {
            calendar(store, path(i));
        }

        held.put("late.ics", item("late", "one"), facts("late"), ALWAYS);

        assertThat(held.read("late.ics")).isPresent();
        assertThat(store.find(path(0)).orElseThrow().snapshot().token())
                .isEqualTo(held.snapshot().token());
    }

    @Test
    @DisplayName("what a home takes is known of collections that rest, too, and forgotten with them")
    void usage() {
        Principal alice = new Principal("alice");
        for (int i = 0; i < 9; i++) {
            put(calendar(store, path(i)), "a.ics", "a", "one");
        }
        long all = store.space().used(alice);

        assertThat(all).isEqualTo(9L * item("a", "one").length);
        store.find(path(0)).orElseThrow();
        assertThat(store.space().used(alice)).isEqualTo(all);

        store.delete(path(1));
        store.delete(path(8));

        assertThat(store.space().used(alice)).isEqualTo(7L * item("a", "one").length);
    }

    @Test
    @DisplayName("a collection that rests can be deleted and made anew under its name")
    void madeAnew() {
        SyncToken old = calendar(store, path(0)).snapshot().token();
        for (int i = 1; i < 9; i++) {
            calendar(store, path(i));
        }

        store.delete(path(0));
        Collection anew = StoreFixture.calendar(store, path(0));

        assertThat(anew.snapshot().members().size()).isZero();
        assertThat(anew.snapshot().token()).isNotEqualTo(old);
    }

    @Test
    @DisplayName("a collection larger than the bound stays open while its home, which holds nothing, is asked for, too")
    void largeAndHome() {
        store.close();
        folder.bounds = new OpenBounds(100, 10);
        store = folder.open();
        Collection large = calendar(store, path(1));
        for (int i = 0; i < 12; i++) {
            put(large, i + ".ics", "u" + i, "one");
        }
        calendar(store, path(2));
        for (int i = 0; i < 3; i++) {
            assertThat(store.find(CollectionPath.of("alice"))).isPresent();
            assertThat(store.find(path(1))).isPresent();
            assertThat(store.openCollections()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("room is made before a collection is opened, not after")
    void roomFirst(@TempDir Path other) throws IOException {
        for (int number = 1; number <= 2; number++) {
            Path calendar = Files.createDirectories(other.resolve("collection-root/alice/calendar" + number));
            Files.writeString(calendar.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
            for (int i = 0; i < 8; i++) {
                Files.write(calendar.resolve(i + ".ics"), item("u" + i, "one"));
            }
        }
        FileStore[] opened = new FileStore[1];
        Set<Integer> openMeanwhile = new HashSet<>();
        FactsReader facts = (kind, octets) -> {
            openMeanwhile.add(opened[0].openCollections());
            return StoreFixture.facts(kind, octets);
        };
        try (FileStore two = FileStore.open(
                other,
                facts,
                Clock.systemUTC(),
                Duration.ofSeconds(30),
                Retention.USUAL,
                Quotas.NONE,
                new OpenBounds(100, 10))) {
            opened[0] = two;
            two.find(path(1));
            assertThat(openMeanwhile).containsExactly(1);
            two.find(path(2));
            assertThat(openMeanwhile).containsExactly(1);
        }
    }
}
