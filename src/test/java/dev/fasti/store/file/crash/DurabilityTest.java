package dev.fasti.store.file.crash;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.named;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.MemberContract;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.FolderSync;
import dev.fasti.store.file.disk.NoSyncDisk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the steps of a write, and what is left when one of them fails. */
class DurabilityTest {
    @TempDir
    Path temp;

    private final WatchedDisk disk = new WatchedDisk();
    private DataFolderFixture fixture;

    @BeforeEach
    void start() {
        fixture = new DataFolderFixture(temp);
    }

    /** Writes down each step, and fails the step that it is told to. */
    private static final class WatchedDisk implements Disk {
        private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
        private volatile String failing = "";
        private volatile String reason = "";

        /** Without what differs from run to run. */
        private static String plain(String name) {
            return name.replaceFirst("^\\d{8}T\\d{9}Z-\\d+-", "version of ").replaceFirst("^\\d{13}-.*", "in trash");
        }

        private void step(String what, Path path) throws IOException {
            String name = path.getFileName().toString();
            steps.add(
                    what + " " + (name.startsWith(".Radicale.tmp") || name.length() == 24 ? "temporary" : plain(name)));
            if (failing.equals(what)) {
                throw reason.isEmpty()
                        ? new IOException("the disk is on fire")
                        : new FileSystemException(path.toString(), null, reason);
            }
        }

        @Override
        public void create(Path file, byte[] octets) throws IOException {
            if (failing.equals("create")) {
                Disk.REAL.create(file, new byte[0]);
            }
            step("create", file);
            Disk.REAL.create(file, octets);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step("rename", to);
            Disk.REAL.rename(from, to);
        }

        @Override
        public void link(Path file, Path name) throws IOException {
            step("link", file);
            Disk.REAL.link(file, name);
        }

        @Override
        public void delete(Path path) throws IOException {
            step("delete", path);
            Disk.REAL.delete(path);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            step("sync", folder);
            Disk.REAL.syncFolder(folder);
        }

        private List<String> during(Runnable work) {
            steps.clear();
            work.run();
            return List.copyOf(steps);
        }
    }

    @Test
    @DisplayName("octets are durable before they get their name, and the name before the answer")
    void writesInOrder() {
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            assertThat(disk.during(() -> put(calendar, "a.ics", "u", "1")))
                    .containsExactly("create temporary", "rename a.ics", "sync calendar");
            assertThat(disk.during(() -> put(calendar, "a.ics", "u", "2")))
                    .containsExactly("create temporary", "link a.ics", "rename a.ics", "sync history", "sync calendar");
            assertThat(disk.during(() -> calendar.patch(named("n"))))
                    .containsExactly(
                            "create temporary",
                            "link .Radicale.props",
                            "rename .Radicale.props",
                            "sync history",
                            "sync calendar");
            assertThat(disk.during(() -> calendar.patchMember("a.ics", named("n"), ALWAYS)))
                    .containsExactly("sync .fasti", "create temporary", "rename a.ics", "sync properties");
            assertThat(disk.during(() -> calendar.patchMember("a.ics", named("m"), ALWAYS)))
                    .as("what another value puts an end to is kept")
                    .containsExactly(
                            "link a.ics", "create temporary", "rename a.ics", "sync properties", "sync history");
            assertThat(disk.during(() -> calendar.delete("a.ics", ALWAYS)))
                    .containsExactly(
                            "link a.ics", "rename version of a.ics", "delete a.ics", "sync history", "sync calendar");
            assertThat(disk.during(() -> put(calendar, "a.ics", "u", "3")))
                    .as("a new member never inherits the properties of an old one")
                    .containsExactly("create temporary", "sync properties", "rename a.ics", "sync calendar");
            assertThat(disk.during(() -> store.create(OTHER, CollectionKind.CALENDAR, Map.of())))
                    .startsWith("create id", "create .Radicale.props")
                    .endsWith("sync temporary", "rename other", "sync alice");
            assertThat(disk.during(() -> store.delete(OTHER)))
                    .containsExactly(
                            "sync fasti",
                            "create note",
                            "sync in trash",
                            "sync trash",
                            "rename collection",
                            "sync in trash",
                            "sync alice");
        }
    }

    @Test
    @DisplayName("a write that fails changes nothing and leaves nothing, and a full disk is told apart")
    void failsCleanly() throws IOException {
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            SyncToken token = calendar.snapshot().token();
            for (String step : List.of("create", "rename")) {
                disk.failing = step;
                disk.reason = "No space left on device";
                assertThatThrownBy(() -> put(calendar, "a.ics", "u", "2")).isInstanceOf(StoreException.Full.class);
                assertThatThrownBy(() -> put(calendar, "b.ics", "v", "2")).isInstanceOf(StoreException.Full.class);
                disk.reason = "Disk quota exceeded";
                assertThatThrownBy(() -> put(calendar, "a.ics", "u", "2")).isInstanceOf(StoreException.Full.class);
                disk.reason = "";
                assertThatThrownBy(() -> put(calendar, "a.ics", "u", "2"))
                        .isInstanceOf(StoreException.Unavailable.class);
                disk.failing = "";
                assertThat(calendar.snapshot().token()).isEqualTo(token);
                assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
                assertThat(DataFolderFixture.names(fixture.calendar().resolve(".fasti/tmp")))
                        .isEmpty();
            }
            disk.failing = "rename";
            assertThatThrownBy(() -> calendar.delete("a.ics", ALWAYS)).isInstanceOf(StoreException.Unavailable.class);
            disk.failing = "";
            assertThat(calendar.snapshot().token()).isEqualTo(token);
            put(calendar, "a.ics", "u", "3");
            assertThat(MemberContract.names(calendar.snapshot(), token)).containsExactly("+a.ics");
        }
        try (FileStore store = fixture.open()) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().token().revision())
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a name that may not be durable is not acknowledged")
    void tellsFailedSync() {
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            disk.failing = "sync";
            assertThatThrownBy(() -> put(calendar, "a.ics", "u", "1")).isInstanceOf(StoreException.Unavailable.class);
            disk.failing = "";
            assertThat(calendar.read("a.ics")).isPresent();
        }
    }

    @Test
    @DisplayName("a collection whose copy or move fails stays as it was, and so does what was to be replaced")
    void failedTransferChangesNothing() {
        try (FileStore store = fixture.open(disk)) {
            put(calendar(store), "a.ics", "u", "1");
            put(calendar(store, OTHER), "old.ics", "v", "1");
            for (Transfer transfer : List.of(Transfer.MOVE, Transfer.COPY)) {
                disk.failing = "rename";
                assertThatThrownBy(() -> store.transfer(transfer, CALENDAR, OTHER, Overwrite.ALLOWED))
                        .isInstanceOf(StoreException.Unavailable.class);
                disk.failing = "";
                assertThat(store.children(HOME)).containsExactly("calendar", "other");
                assertThat(store.find(CALENDAR).orElseThrow().read("a.ics")).isPresent();
                assertThat(store.find(OTHER).orElseThrow().read("old.ics")).isPresent();
            }
        }
    }

    /** Eight writers: one leads, and its sync ends when all others wait. */
    private static final class EightWriters {
        private final CountDownLatch leading = new CountDownLatch(1);
        private final AtomicInteger syncs = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final List<Thread> followers = new ArrayList<>();

        /** @param second what the sync does that the others share */
        EightWriters(Path folder, Runnable second) throws InterruptedException {
            FolderSync sync = new FolderSync(new NoSyncDisk() {
                @Override
                public void syncFolder(Path path) {
                    if (syncs.incrementAndGet() > 1) {
                        second.run();
                        return;
                    }
                    leading.countDown();
                    while (followers.stream().anyMatch(each -> each.getState() != Thread.State.WAITING)) {
                        Thread.onSpinWait();
                    }
                }
            });
            Runnable writer = () -> {
                try {
                    sync.sync(folder);
                } catch (IOException | IllegalStateException e) {
                    failures.incrementAndGet();
                }
            };
            for (int i = 0; i < 7; i++) {
                followers.add(new Thread(writer));
            }
            Thread leader = new Thread(writer);
            leader.start();
            leading.await();
            followers.forEach(Thread::start);
            leader.join();
            for (Thread follower : followers) {
                follower.join();
            }
        }
    }

    @Test
    @DisplayName("writers who come while a folder is synced share the next sync: eight need two")
    void sharesSyncs() throws Exception {
        EightWriters writers = new EightWriters(temp, () -> {});
        assertThat(writers.syncs).hasValue(2);
        assertThat(writers.failures).hasValue(0);
    }

    @Test
    @DisplayName("a shared sync that fails, however that is, fails all who share it and nobody else")
    void sharesFailures() throws Exception {
        EightWriters writers = new EightWriters(temp, () -> {
            throw new IllegalStateException("the disk is out of its mind");
        });
        assertThat(writers.syncs).hasValue(2);
        assertThat(writers.failures).hasValue(7);
    }
}
