package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.item;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.Members;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.path.CollectionPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Measures the store on the disk at hand; run by hand, never by a build.
 *
 * <p>{@code java -cp target/classes:target/test-classes:<jars> dev.fasti.store.file.StoreFigures FOLDER
 * (puts | open MEMBERS | readers MEMBERS | month MEMBERS)}
 */
final class StoreFigures {
    private StoreFigures() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "puts" -> puts(data);
            case "open" -> open(data, Integer.parseInt(arguments[2]));
            case "month" -> month(data, Integer.parseInt(arguments[2]));
            case "readers" -> readers(data, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        Leftovers.erase(data);
    }

    private static void puts(Path data) throws Exception {
        try (FileStore store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC())) {
            for (int threads : new int[] {1, 8, 1, 8}) {
                Collection calendar = calendar(
                        store, CollectionPath.of("alice", UUID.randomUUID().toString()));
                int each = 3000 / threads;
                long start = System.nanoTime();
                parallel(threads, thread -> {
                    for (int i = 0; i < each; i++) {
                        put(calendar, thread + "-" + i);
                    }
                });
                say("%d threads: %.0f puts a second%n", threads, each * threads / seconds(start));
            }
        }
    }

    private static void put(Collection calendar, String id) {
        String uid = id + "-00000000-0000-4000-8000-000000000000";
        calendar.put(uid + ".ics", body(uid), facts(uid), new WriteCondition.Absent());
    }

    private static byte[] body(String uid) {
        return item(uid, "x".repeat(700));
    }

    private static void fill(Path data, int members) throws Exception {
        DataFolderFixture fixture = new DataFolderFixture(data);
        Files.createDirectories(fixture.calendar());
        Files.writeString(fixture.calendar().resolve(Places.PROPS), "{\"tag\": \"VCALENDAR\"}");
        for (int i = 0; i < members; i++) {
            String uid = i + "-00000000-0000-4000-8000-000000000000";
            Files.write(fixture.calendar().resolve(uid + ".ics"), body(uid));
        }
    }

    private static void open(Path data, int members) throws Exception {
        fill(data, members);
        for (String how : List.of("without an index", "with an index", "with an index")) {
            long start = System.nanoTime();
            try (FileStore store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC())) {
                Collection calendar = store.find(StoreFixture.CALENDAR).orElseThrow();
                say("%d members opened %s: %.0f ms%n", members, how, seconds(start) * 1000);
                say(
                        "heap in use: %.1f MB (%d members)%n",
                        heap(), calendar.snapshot().members().size());
            }
        }
    }

    /** Looks for the members of a month: one in 25, and one in 25 more that recur without end. */
    private static void month(Path data, int members) throws Exception {
        fill(data, members);
        Instant month = Instant.parse("2026-01-01T00:00:00Z");
        try (FileStore store = FileStore.open(data, (kind, octets) -> timed(octets, members), Clock.systemUTC())) {
            Members all =
                    store.find(StoreFixture.CALENDAR).orElseThrow().snapshot().members();
            for (String component : List.of("VEVENT", "VTODO")) {
                long[] times = new long[2_000];
                int hits = 0;
                for (int i = 0; i < times.length; i++) {
                    long start = System.nanoTime();
                    hits = 0;
                    for (Member member : all.overlapping(component, month, month.plus(Duration.ofDays(30)))) {
                        hits += member.name().isEmpty() ? 0 : 1;
                    }
                    times[i] = System.nanoTime() - start;
                }
                Arrays.sort(times);
                say("%s of a month among %d: %d found, median %.0f µs%n", component, members, hits, times[1000] / 1e3);
            }
            say("heap in use: %.1f MB (%d members)%n", heap(), all.size());
        }
    }

    private static Facts timed(byte[] octets, int members) {
        String uid = String.valueOf(
                StoreFixture.facts(CollectionKind.CALENDAR, octets).uid());
        int number = Integer.parseInt(uid.substring(0, uid.indexOf('-')));
        Instant begin = Instant.parse("2025-01-01T00:00:00Z");
        Duration step = Duration.ofDays(2 * 365).dividedBy(members);
        Instant start = begin.plus(step.multipliedBy(number));
        boolean isEndless = number % 25 == 0 && start.isBefore(begin.plus(Duration.ofDays(365)));
        return new Facts(
                uid,
                number % 50 == 1 ? "VTODO" : "VEVENT",
                start,
                isEndless ? null : start.plusSeconds(3600),
                isEndless ? Set.of(Facts.Trait.RECURRING) : Set.of(),
                List.of());
    }

    private static double heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    private static void readers(Path data, int members) throws Exception {
        fill(data, members);
        Duration rescan = Duration.ofSeconds(1);
        try (CollectionStore store = FileStore.open(data, StoreFixture::facts, Clock.systemUTC(), rescan)) {
            long start = System.nanoTime();
            parallel(8, thread -> {
                for (int round = 0; round < 20; round++) {
                    Collection calendar = store.find(StoreFixture.CALENDAR).orElseThrow();
                    int seen = 0;
                    for (Member member : calendar.snapshot().members()) {
                        seen += member.etag().value().isEmpty() ? 0 : 1;
                    }
                    if (seen < members) {
                        throw new AssertionError("saw " + seen);
                    }
                    put(calendar, "w" + thread + "-" + round);
                }
            });
            say(
                    "8 readers listed %d members 20 times each and wrote between: %.1f s, heap %.1f of %.0f MB%n",
                    members, seconds(start), heap(), Runtime.getRuntime().maxMemory() / 1e6);
        }
    }

    private interface Task {
        void run(int thread);
    }

    private static void parallel(int threads, Task task) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int mine = i;
            Thread thread = new Thread(() -> task.run(mine));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
