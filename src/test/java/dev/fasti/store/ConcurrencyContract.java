package dev.fasti.store;

import static dev.fasti.store.StoreFixture.ABSENT;
import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.ifMatch;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.MemberPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store promises to many at once. */
@Timeout(60)
public interface ConcurrencyContract {
    int THREADS = 8;

    /** An empty store, the same during one test; the test's class closes it. */
    CollectionStore store();

    /** Starts the tasks at the same moment and returns what each gave. */
    static <T> List<T> together(int threads, IntFunction<Callable<T>> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> mine = task.apply(i);
                futures.add(executor.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return mine.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(50, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Whether a write went through; false when it was refused. */
    private static boolean tried(Runnable write) {
        try {
            write.run();
            return true;
        } catch (StoreException.ConditionFailed | StoreException.UidConflict | StoreException.NotFound e) {
            return false;
        }
    }

    @Test
    @DisplayName("of many writers with one If-Match exactly one wins (RFC 9110 13.1.1)")
    default void oneIfMatchWins() throws Exception {
        Collection calendar = calendar(store());
        for (int round = 0; round < 10; round++) {
            Member before = put(calendar, "a.ics", "u", "round" + round);
            String word = "r" + round + "t";
            List<Boolean> won = together(
                    THREADS,
                    i -> () -> tried(
                            () -> calendar.put("a.ics", item("u", word + i), facts("u"), ifMatch(before.etag()))));
            assertThat(won).containsOnlyOnce(true);
            assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", word + won.indexOf(true)));
        }
    }

    @Test
    @DisplayName("of many writers with If-None-Match: * exactly one wins (RFC 9110 13.1.2)")
    default void oneCreationWins() throws Exception {
        Collection calendar = calendar(store());
        for (int round = 0; round < 10; round++) {
            String name = round + ".ics";
            String uid = "u" + round;
            List<Boolean> won = together(
                    THREADS, i -> () -> tried(() -> calendar.put(name, item(uid, "t" + i), facts(uid), ABSENT)));
            assertThat(won).containsOnlyOnce(true);
            assertThat(calendar.read(name).orElseThrow().octets()).isEqualTo(item(uid, "t" + won.indexOf(true)));
        }
    }

    @Test
    @DisplayName("of many names with one UID exactly one is made (RFC 4791 5.3.2.1)")
    default void oneUidWins() throws Exception {
        Collection calendar = calendar(store());
        for (int round = 0; round < 10; round++) {
            String uid = "u" + round;
            String prefix = round + "-";
            List<Boolean> won = together(THREADS, i -> () -> tried(() -> put(calendar, prefix + i, uid, "x")));
            assertThat(won).containsOnlyOnce(true);
            assertThat(calendar.snapshot().members().withUid(uid).orElseThrow().name())
                    .isEqualTo(prefix + won.indexOf(true));
        }
        assertThat(calendar.snapshot().members().size()).isEqualTo(10);
    }

    @Test
    @DisplayName("readers never see half a state, and a replica that follows the changes equals the members")
    default void readersSeeWholeStates() throws Exception {
        Collection calendar = calendar(store());
        AtomicBoolean done = new AtomicBoolean();
        int writers = 3;
        List<Boolean> fine = together(THREADS, i -> () -> {
            if (i < writers) {
                try {
                    write(calendar, new Random(i), 150);
                } finally {
                    done.set(true);
                }
            } else {
                follow(calendar, done);
            }
            return true;
        });
        assertThat(fine).doesNotContain(false);
    }

    private static void write(Collection calendar, Random random, int writes) {
        for (int i = 0; i < writes; i++) {
            int n = random.nextInt(20);
            String name = n + ".ics";
            // A UID wanders between two names, so that the index by UID has something to get wrong.
            String uid = "u" + (random.nextBoolean() ? n : n ^ 1);
            int what = i;
            tried(() -> {
                if (what % 4 == 3) {
                    calendar.delete(name, ALWAYS);
                } else {
                    put(calendar, name, uid, "w" + what);
                }
            });
        }
    }

    private static void follow(Collection calendar, AtomicBoolean done) {
        Map<String, ETag> replica = new HashMap<>();
        Snapshot snapshot = calendar.snapshot();
        SyncToken token = snapshot.token();
        snapshot.members().forEach(member -> replica.put(member.name(), member.etag()));
        boolean last;
        do {
            last = done.get();
            snapshot = calendar.snapshot();
            for (Change change : snapshot.changesSince(token).orElseThrow()) {
                if (change instanceof Change.Written written) {
                    replica.put(change.name(), written.member().etag());
                } else {
                    replica.remove(change.name());
                }
                assertThat(snapshot.tokenAt(change.revision()).revision()).isEqualTo(change.revision());
            }
            token = snapshot.token();
            assertWhole(snapshot, replica);
            for (String name : List.of("1.ics", "2.ics")) {
                calendar.read(name)
                        .ifPresent(content -> assertThat(ETag.of(content.octets()))
                                .isEqualTo(content.member().etag()));
            }
        } while (!last);
    }

    private static void assertWhole(Snapshot snapshot, Map<String, ETag> replica) {
        Map<String, ETag> members = new HashMap<>();
        Set<String> uids = new HashSet<>();
        for (Member member : snapshot.members()) {
            members.put(member.name(), member.etag());
            String uid = member.facts().uid();
            assertThat(uids.add(uid)).isTrue();
            assertThat(snapshot.members().withUid(uid)).contains(member);
            assertThat(snapshot.members().named(member.name())).contains(member);
            assertThat(member.revision()).isLessThanOrEqualTo(snapshot.token().revision());
        }
        assertThat(members).hasSize(snapshot.members().size()).isEqualTo(replica);
    }

    @Test
    @DisplayName("every write has a revision of its own, and the token counts them")
    default void countsRevisions() throws Exception {
        Collection calendar = calendar(store());
        List<Set<Long>> revisions = together(THREADS, i -> () -> {
            Set<Long> mine = new HashSet<>();
            for (int n = 0; n < 20; n++) {
                mine.add(put(calendar, i + "-" + n, i + "-" + n, "x").revision());
            }
            return mine;
        });
        Set<Long> all = new HashSet<>();
        revisions.forEach(all::addAll);
        assertThat(all).hasSize(THREADS * 20);
        assertThat(calendar.snapshot().token().revision()).isEqualTo(THREADS * 20L);
    }

    @Test
    @DisplayName("moves between two collections in both directions neither block one another nor lose anything")
    default void crossingMoves() throws Exception {
        Collection one = calendar(store());
        Collection other = calendar(store(), OTHER);
        for (int i = 0; i < 6; i++) {
            put(i % 2 == 0 ? one : other, i + ".ics", "u" + i, "x");
        }
        together(THREADS, i -> () -> {
            Random random = new Random(i);
            for (int n = 0; n < 25; n++) {
                String name = random.nextInt(6) + ".ics";
                String uid = "u" + name.charAt(0);
                boolean forth = random.nextBoolean();
                MemberPath from = new MemberPath(forth ? CALENDAR : OTHER, name);
                MemberPath to = new MemberPath(forth ? OTHER : CALENDAR, name);
                tried(() -> store().transfer(Transfer.MOVE, from, ALWAYS, to, facts(uid), ABSENT));
            }
            return true;
        });
        List<String> names = new ArrayList<>();
        one.snapshot().members().forEach(member -> names.add(member.name()));
        other.snapshot().members().forEach(member -> names.add(member.name()));
        assertThat(names).containsExactlyInAnyOrder("0.ics", "1.ics", "2.ics", "3.ics", "4.ics", "5.ics");
    }

    @Test
    @DisplayName("a collection that is deleted under writers and made anew holds only what was written to the new one")
    default void deletionUnderWriters() throws Exception {
        calendar(store());
        List<Integer> written = together(4, i -> () -> {
            int count = 0;
            for (int n = 0; n < 15; n++) {
                if (i == 0) {
                    tried(() -> store().delete(CALENDAR));
                    store().create(CALENDAR, CollectionKind.CALENDAR, Map.of());
                } else {
                    String name = i + "-" + n;
                    count += store().find(CALENDAR)
                                    .map(calendar -> tried(() -> put(calendar, name, name, "x")))
                                    .orElse(false)
                            ? 1
                            : 0;
                }
            }
            return count;
        });
        assertThat(written.get(0)).isZero();
        Collection calendar = store().find(CALENDAR).orElseThrow();
        for (Member member : calendar.snapshot().members()) {
            assertThat(calendar.read(member.name())).isPresent();
        }
        assertThat(store().children(HOME)).containsExactly("calendar");
    }
}
