package dev.fasti.dav.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fasti.auth.SettableClock;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.lock.LockStore;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.lock.WriteLock.Scope;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of locks (RFC 4918 section 6)")
class LockTableTest {
    private static final CollectionPath HOME = CollectionPath.of("alice");
    private static final CollectionPath FOLDER = HOME.child("folder");
    private static final CollectionPath FILE = FOLDER.child("a.txt");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final Kept store = new Kept();
    private LockTable table = new LockTable(store, clock, path -> true);

    private WriteLock put(String token, CollectionPath root, Reach reach) {
        Duration time = Duration.ofMinutes(10);
        WriteLock lock = new WriteLock(
                token,
                root,
                Scope.SHARED,
                reach,
                new Principal("alice"),
                null,
                time,
                clock.instant().plus(time));
        table.put(lock, all -> {});
        return lock;
    }

    @Test
    @DisplayName("a lock covers its root, and what is below if it is deep")
    void covers() {
        WriteLock deep = put("urn:deep", HOME, Reach.INFINITY);
        WriteLock flat = put("urn:flat", FOLDER, Reach.ZERO);
        assertThat(table.covering(FOLDER)).containsExactly(deep, flat);
        assertThat(table.covering(FILE)).containsExactly(deep);
        assertThat(table.covering(CollectionPath.of("alicea", "folder"))).isEmpty();
        assertThat(table.within(HOME)).containsExactly(deep, flat);
        assertThat(table.within(FOLDER)).containsExactly(flat);
        assertThat(table.within(HOME.child("folde"))).isEmpty();
    }

    @Test
    @DisplayName("a lock ends with its time, unless it is refreshed (RFC 4918 6.6)")
    void expires() {
        WriteLock lock = put("urn:a", FILE, Reach.ZERO);
        clock.advance(Duration.ofMinutes(9));
        assertThat(table.covering(FILE)).containsExactly(lock);
        table.put(lock.refreshed(Duration.ofMinutes(5), clock.instant()), all -> {});
        clock.advance(Duration.ofMinutes(4));
        assertThat(table.covering(FILE)).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(table.covering(FILE)).isEmpty();
        assertThat(table.within(HOME)).isEmpty();
        put("urn:b", FOLDER, Reach.ZERO);
        assertThat(store.locks).extracting(WriteLock::token).containsExactly("urn:b");
    }

    @Test
    @DisplayName("locks outlive the server, but not their time and not their roots")
    void restart() {
        put("urn:a", FILE, Reach.ZERO);
        put("urn:gone", FOLDER, Reach.ZERO);
        table = new LockTable(store, clock, FILE::equals);
        assertThat(table.all()).extracting(WriteLock::token).containsExactly("urn:a");
        clock.advance(Duration.ofHours(1));
        assertThat(new LockTable(store, clock, path -> true).all()).isEmpty();
    }

    @Test
    @DisplayName("what cannot be saved is not granted, and not ended")
    void unsaved() {
        WriteLock lock = put("urn:a", FILE, Reach.ZERO);
        store.fails = true;
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put("urn:b", FILE, Reach.ZERO));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> table.remove(lock));
        assertThat(table.covering(FILE)).containsExactly(lock);
        table.drop(List.of(lock));
        assertThat(table.covering(FILE)).as("its root is gone").isEmpty();
    }

    @Test
    @DisplayName("who holds paths alone waits for those who hold them together, and keeps them out")
    void holds() throws InterruptedException {
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Hold.Mode mode = i == 0 ? Hold.Mode.ALONE : Hold.Mode.TOGETHER;
            threads.add(new Thread(() -> {
                await(start);
                for (int round = 0; round < 2_000; round++) {
                    List<CollectionPath> paths = round % 2 == 0
                            ? List.of(FILE, CollectionPath.of("bob"))
                            : List.of(CollectionPath.of("bob"), FILE);
                    Hold hold = table.hold(paths, mode);
                    if (mode == Hold.Mode.ALONE) {
                        seen.addAndGet(writing.get());
                    } else {
                        writing.incrementAndGet();
                        Thread.yield();
                        writing.decrementAndGet();
                    }
                    hold.release();
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps locks in memory, or fails. */
    private static final class Kept implements LockStore {
        private List<WriteLock> locks = List.of();
        private boolean fails;

        @Override
        public List<WriteLock> load() {
            return locks;
        }

        @Override
        public void save(List<WriteLock> all) {
            if (fails) {
                throw new StoreException.Unavailable("the medium failed", null);
            }
            locks = List.copyOf(all);
        }
    }
}
