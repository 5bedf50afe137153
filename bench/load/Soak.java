import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts the same load on a server for a long time and prints each minute what it holds: what grows here leaks. Members
 * are replaced, not added. Connections come and go.
 *
 * <p>{@code Soak MINUTES WORK TARGET}, the work as for {@link Load}, such as {@code steady:1000:4}.
 */
final class Soak {
    private static final int REQUESTS_A_CONNECTION = 500;

    private Soak() {}

    public static void main(String... words) throws Exception {
        int minutes = Integer.parseInt(words[0]);
        Work work = Work.of(words[1]);
        Target target = Target.of(words[2]);
        Work.Step step = work.opened().open(work.calendar(target));
        AtomicLong answered = new AtomicLong();
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        ExecutorService pool = Executors.newFixedThreadPool(work.clients());
        List<Future<Void>> clients = new ArrayList<>();
        for (int client = 0; client < work.clients(); client++) {
            clients.add(pool.submit(() -> run(target, step, end, answered)));
        }
        System.out.printf("%7s %10s %9s %9s %9s%n", "minute", "answers", "MiB PSS", "threads", "files");
        for (int minute = 1; minute <= minutes; minute++) {
            Thread.sleep(60_000);
            System.out.printf(Locale.ROOT, "%7d %10d %9.0f %9d %9d%n",
                    minute, answered.get(), target.memory(), target.threads(), target.handles());
        }
        for (Future<Void> client : clients) {
            client.get();
        }
        System.exit(0);
    }

    private static Void run(Target target, Work.Step step, long end, AtomicLong answered) throws IOException {
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
}
