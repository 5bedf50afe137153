import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Puts one load after the other on each of several servers, turn by turn, and prints how each fared: milliseconds from
 * the first octet sent to the last received, answers a second, CPU time of the server for each, and memory.
 *
 * <p>{@code Load ROUNDS SECONDS WORK[,WORK...] TARGET...}; the ratios, of medians and of CPU times, are to the first target.
 */
final class Load {
    private static final double MILLION = 1e6;

    private static final Duration REST = Duration.ofSeconds(30);

    private final int rounds;
    private final double seconds;
    private final List<Target> targets;

    private Load(int rounds, double seconds, List<Target> targets) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.targets = targets;
    }

    public static void main(String... words) throws Exception {
        List<Target> targets = Arrays.stream(words).skip(3).map(Target::of).toList();
        Load load = new Load(Integer.parseInt(words[0]), Double.parseDouble(words[1]), targets);
        System.out.printf("%-28s %-9s %9s %9s %9s %9s %9s %8s %8s%n",
                "load", "server", "median ms", "p95 ms", "p99 ms", "a second", "CPU us", "time", "CPU");
        for (String work : words[2].split(",")) {
            load.measure(Work.of(work));
        }
        for (Target target : targets) {
            System.out.printf(Locale.ROOT, "memory of %-18s %.0f MiB, %d threads, %d open files%n",
                    target.name(), target.memory(), target.threads(), target.handles());
        }
        Thread.sleep(REST.toMillis());
        for (Target target : targets) {
            System.out.printf(Locale.ROOT, "after a rest %-15s %.0f MiB%n", target.name(), target.memory());
        }
        System.exit(0);
    }

    private void measure(Work work) throws Exception {
        List<Subject> subjects = new ArrayList<>();
        for (Target target : targets) {
            if (work.members() <= target.most()) {
                subjects.add(new Subject(target, work.opened().open(work.calendar(target))));
            }
        }
        for (Subject subject : subjects) {
            subject.round(work.clients(), seconds, Keep.NOTHING);
        }
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects) {
                subject.round(work.clients(), seconds, Keep.TIMES);
            }
        }
        for (Subject subject : subjects) {
            subject.print(work.name(), subjects.get(0));
        }
    }

    /** Whether a round counts. */
    private enum Keep {
        NOTHING,
        TIMES
    }

    /** One server under one load. */
    private static final class Subject {
        private final Target target;
        private final Work.Step step;
        private final List<long[]> times = new ArrayList<>();
        private final List<Double> rates = new ArrayList<>();
        private double cpu;

        Subject(Target target, Work.Step step) {
            this.target = target;
            this.step = step;
        }

        void round(int clients, double seconds, Keep keep) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(clients);
            double before = target.cpu();
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            List<Future<long[]>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(pool.submit(() -> client(end)));
            }
            int count = 0;
            List<long[]> got = new ArrayList<>();
            for (Future<long[]> each : running) {
                got.add(each.get());
                count += got.get(got.size() - 1).length;
            }
            double took = (System.nanoTime() - begin) / 1e9;
            pool.shutdown();
            if (keep == Keep.TIMES) {
                cpu += target.cpu() - before;
                times.addAll(got);
                rates.add(count / took);
            }
        }

        private long[] client(long end) throws IOException {
            long[] mine = new long[1024];
            int count = 0;
            try (Connection connection = new Connection(target.home())) {
                long begin;
                do {
                    begin = System.nanoTime();
                    step.run(connection);
                    if (count == mine.length) {
                        mine = Arrays.copyOf(mine, 2 * count);
                    }
                    mine[count++] = System.nanoTime() - begin;
                } while (begin + mine[count - 1] < end);
            }
            return Arrays.copyOf(mine, count);
        }

        private double[] sorted() {
            return times.stream().flatMapToLong(LongStream::of).sorted().mapToDouble(nanos -> nanos / MILLION).toArray();
        }

        void print(String name, Subject first) {
            double[] sorted = sorted();
            double[] reference = first.sorted();
            System.out.printf(Locale.ROOT, "%-28s %-9s %9.3f %9.3f %9.3f %9.0f %9.0f %7.2fx %7.2fx%n",
                    name, target.name(), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99),
                    rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow(),
                    cost(), at(sorted, 0.5) / at(reference, 0.5), cost() / first.cost());
        }

        /** Microseconds of CPU time for an answer. */
        private double cost() {
            return cpu * MILLION / times.stream().mapToInt(each -> each.length).sum();
        }

        private static double at(double[] sorted, double share) {
            return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
        }
    }
}
