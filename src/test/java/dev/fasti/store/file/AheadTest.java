package dev.fasti.store.file;

import static dev.fasti.store.MemberContract.names;
import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.FolderOpener;
import dev.fasti.store.file.folder.FolderOpener.Comparing;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import dev.fasti.store.quota.Quotas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A collection's folder, opened without a look at its files but for a reason. */
    private Snapshot opened(Path calendar) throws Exception {
        Setting setting = folder.setting(Disk.REAL);
        HomeUsage usage = new HomeUsage(folder.data.resolve("collection-root"), Quotas.NONE, home -> {});
        return new FolderOpener(setting, new Examiner(setting.facts()), usage)
                .open(calendar, members -> {}, Comparing.AFTERWARDS)
                .snapshot();
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

        store.openAhead(Duration.ZERO).get();

        assertThat(store.openCollections()).as("with the home").isEqualTo(7);
        assertThat(folder.parsed).hasValue(parsed);
        Collection found = store.find(path(3)).orElseThrow();
        assertThat(found.snapshot().members().withUid("a")).isPresent();
    }

    @Test
    @DisplayName("what holds the collections is compared as well: a file in a home may have been edited meanwhile")
    void home() throws Exception {
        CollectionPath path = path(0).parent().orElseThrow();
        store = folder.open();
        Collection home = store.find(path).orElseThrow();
        put(home, "loose.ics", "a", "one");
        SyncToken token = home.snapshot().token();
        store.close();
        Files.write(folder.data.resolve("collection-root/alice/loose.ics"), item("a", "other"));
        store = folder.open();

        store.openAhead(Duration.ZERO).get();

        Collection found = store.find(path).orElseThrow();
        assertThat(names(found.snapshot(), token)).containsExactly("+loose.ics");
    }

    @Test
    @DisplayName("of more than half of what may be open, those saved last are opened")
    void bounded() throws Exception {
        folder.bounds = new OpenBounds(6, 1000);
        for (int i = 0; i < 6; i++) {
            saved(i, 1_000_000 + i);
        }
        store = folder.open();

        store.openAhead(Duration.ZERO).get();

        assertThat(store.openCollections()).as("with the home").isEqualTo(4);
        List.of(5, 3, 4).forEach(number -> assertThat(store.find(path(number))).isPresent());
        assertThat(store.openCollections()).as("those three were open").isEqualTo(4);
        assertThat(store.find(path(0))).isPresent();
        assertThat(store.openCollections()).as("this one was not").isEqualTo(5);
    }

    @Test
    @DisplayName("what somebody edited in place meanwhile is noticed once all is open, without being asked for")
    void comparesAfterwards() throws Exception {
        Path calendar = folder.data.resolve("collection-root/alice/calendar3");
        FileTime time = Files.getLastModifiedTime(calendar);
        Files.write(calendar.resolve("a.ics"), item("a", "longer than one"));
        assertThat(Files.getLastModifiedTime(calendar)).isEqualTo(time);
        store = folder.open();

        store.openAhead(Duration.ZERO).get();

        Snapshot found = store.lastSeen(path(3)).orElseThrow();
        assertThat(found.token().revision()).isEqualTo(2);
        assertThat(found.members().named("a.ics").orElseThrow().etag())
                .isEqualTo(Digest.of(item("a", "longer than one")).etag());
    }

    @Test
    @DisplayName("those that cannot be opened do not keep the others from being opened and compared")
    void goesOnBesideBadOnes() throws Exception {
        Path root = folder.data.resolve("collection-root/alice");
        for (int i = 0; i < 6; i++) {
            saved(i, 1_000_000 - i);
        }
        Path index = root.resolve("calendar2/.fasti/cache/facts.index");
        Files.delete(index);
        Files.createSymbolicLink(index, index);
        for (String calendar : List.of("calendar0", "calendar5")) {
            Files.write(root.resolve(calendar).resolve("a.ics"), item("a", "longer than one"));
        }
        store = folder.open();
        Path props = root.resolve("calendar3/.Radicale.props");
        Files.delete(props);
        Files.createDirectory(props);

        store.openAhead(Duration.ZERO).get();

        assertThat(store.openCollections()).as("with the home").isEqualTo(5);
        for (int i : new int[] {0, 5}) {
            assertThat(store.lastSeen(path(i)).orElseThrow().token().revision())
                    .as("calendar%d", i)
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a file that came or went meanwhile is noticed before the collection is open")
    void comparesFirst() throws Exception {
        Path calendar = folder.data.resolve("collection-root/alice/calendar3");
        Files.write(calendar.resolve("b.ics"), item("b", "one"));
        Files.delete(calendar.resolve("a.ics"));

        Snapshot found = opened(calendar);

        assertThat(found.members().named("a.ics")).isEmpty();
        assertThat(found.members().named("b.ics")).isPresent();
    }

    @Test
    @DisplayName(
            "a collection goes on as it was left: tokens, times and dead properties, then through changes and restarts")
    void goesOn() throws Exception {
        PropertyName colour = new PropertyName("urn:x", "colour");
        store = folder.open();
        Collection before = store.find(path(3)).orElseThrow();
        SyncToken first = before.snapshot().token();
        before.patchMember(
                "a.ics", new PropertyPatch(Map.of(colour, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        put(before, "b.ics", "b", "one");
        before.delete("b.ics", ALWAYS);
        Snapshot left = before.snapshot();
        store.close();
        for (int restart = 0; restart < 3; restart++) {
            store = folder.open();
            store.openAhead(Duration.ZERO).get();
            Collection after = store.find(path(3)).orElseThrow();
            if (restart == 0) {
                assertThat(after.snapshot().token()).isEqualTo(left.token());
                assertThat(after.snapshot().created()).isEqualTo(left.created());
                assertThat(after.snapshot().modified()).isEqualTo(left.modified());
                assertThat(after.snapshot().members()).containsExactlyElementsOf(left.members());
            }
            assertThat(names(after.snapshot(), first)).contains("-b.ics");
            put(after, "c" + restart + ".ics", "c" + restart, "one");
            SyncToken token = after.snapshot().token();
            store.close();
            store = folder.open();
            assertThat(store.find(path(3)).orElseThrow().snapshot().token())
                    .as("compared with its files and the log")
                    .isEqualTo(token);
            store.close();
        }
    }

    @Test
    @DisplayName(
            "where the log is another than that of the index, files are compared first, and tokens of the lost tail refused")
    void refusesAnotherLog() throws Exception {
        Path log = folder.data.resolve("collection-root/alice/calendar3/.fasti/cache/changes.log");
        byte[] whole = Files.readAllBytes(log);
        store = folder.open();
        SyncToken token = store.find(path(3)).orElseThrow().snapshot().token();
        store.close();
        byte[] torn = whole.clone();
        torn[torn.length - 6] ^= 1;
        for (byte[] other : List.of(Arrays.copyOf(whole, whole.length - 5), torn)) {
            Files.write(log, other);
            Snapshot found = opened(log.getParent().getParent().getParent());
            assertThat(found.changesSince(token)).isEmpty();
            assertThat(found.members().named("a.ics")).isPresent();
        }
    }

    @Test
    @DisplayName("a store that is closed meanwhile is closed")
    void closed() throws Exception {
        store = folder.open();
        Future<?> ahead = store.openAhead(Duration.ZERO);

        store.close();

        ahead.get();
        assertThat(folder.open().openCollections()).isZero();
    }
}
