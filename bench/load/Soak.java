import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts the same load on a server for a long time and prints each minute what it holds: what grows here leaks. Members
 * are replaced, not added. Connections come and go.
 *
 * <p>The first third of the time fills what the JVM was given: heap, compiled code. From there to the end nothing may
 * grow; what does is named, and the exit is 1.
 *
 * <p>{@code Soak MINUTES WORK TARGET}, the work as for {@link Load}, such as {@code steady:1000:4}.
 */
final class Soak {
    private static final int REQUESTS_A_CONNECTION = 500;

    private final Target target;
    private final Work.Step step;
    private final long end;
    private final AtomicLong answered = new AtomicLong();

    private Soak(Target target, Work.Step step, int minutes) {
        this.target = target;
        this.step = step;
        this.end = System.nanoTime() + minutes * 60_000_000_000L;
    }

    public static void main(String... words) throws Exception {
        int minutes = Integer.parseInt(words[0]);
        Work work = Work.of(words[1]);
        Target target = Target.of(words[2]);
        Soak soak = new Soak(target, work.opened().open(work.calendar(target)), minutes);
        List<String> grown = soak.run(minutes, work.clients());
        grown.forEach(what -> System.out.println("GROWN " + what));
        if (grown.isEmpty()) {
            System.out.println("nothing has grown");
        }
        System.exit(grown.isEmpty() ? 0 : 1);
    }

    private List<String> run(int minutes, int clients) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        List<Future<Void>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            running.add(pool.submit(this::client));
        }
        int filled = Math.max(1, minutes / 3);
        Set<Integer> looks = new TreeSet<>(Set.of(filled, (filled + minutes) / 2, minutes));
        List<Holding> seen = new ArrayList<>();
        System.out.printf("%7s %10s %9s %9s %9s%n", "minute", "answers", "MiB PSS", "threads", "files");
        for (int minute = 1; minute <= minutes; minute++) {
            // The last look is while the load is on.
            Thread.sleep(minute == minutes ? 55_000 : 60_000);
            System.out.printf(Locale.ROOT, "%7d %10d %9.0f %9d %9d%n",
                    minute, answered.get(), target.memory(), target.threads(), target.handles());
            if (looks.contains(minute)) {
                seen.add(Holding.of(target));
            }
        }
        for (Future<Void> client : running) {
            client.get();
        }
        print(looks, seen);
        return seen.get(seen.size() - 1).grownSince(seen.get(0));
    }

    private Void client() throws IOException {
        while (System.nanoTime() < end) {
            try (Connection connection = new Connection(target.home())) {
                for (int i = 0; i < REQUESTS_A_CONNECTION && System.nanoTime() < end; i++) {
                    step.run(connection);
                    answered.incrementAndGet();
                }
            }
        }
        return null;
    }

    private static void print(Set<Integer> minutes, List<Holding> seen) {
        System.out.printf("%n%-28s", "MiB after minute");
        minutes.forEach(minute -> System.out.printf("%9d", minute));
        System.out.println();
        row("PSS", seen.stream().map(Holding::memory).toList());
        row("live heap", seen.stream().map(Holding::heap).toList());
        row("outside the heap", seen.stream().map(Holding::outsideHeap).toList());
        Set<String> categories = new TreeSet<>();
        seen.forEach(holding -> categories.addAll(holding.natives().keySet()));
        for (String category : categories) {
            List<Double> each = seen.stream().map(holding -> holding.natives().getOrDefault(category, 0.0)).toList();
            if (each.stream().anyMatch(size -> size >= 1)) {
                row("  " + category, each);
            }
        }
    }

    private static void row(String name, List<Double> values) {
        System.out.printf("%-28s", name);
        values.forEach(value -> System.out.printf(Locale.ROOT, "%9.1f", value));
        System.out.println();
    }
}
