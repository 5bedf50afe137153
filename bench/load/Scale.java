import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Visits the calendars of many users of one server that lets everybody in: each once, then any at random, then those of
 * a few users again and again; and prints what the visits took and what memory the server has.
 *
 * <p>{@code Scale URL PID USERS COLLECTIONS ITEMS CLIENTS}.
 */
final class Scale {
    private final URI server;
    private final long process;
    private final int users;
    private final int collections;
    private final int items;
    private final int clients;

    private Scale(String... words) {
        server = URI.create(words[0]);
        process = Long.parseLong(words[1]);
        users = Integer.parseInt(words[2]);
        collections = Integer.parseInt(words[3]);
        items = Integer.parseInt(words[4]);
        clients = Integer.parseInt(words[5]);
    }

    public static void main(String... words) throws Exception {
        new Scale(words).measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        int all = users * collections;
        System.out.printf("%d users, %d calendars, %d items%n", users, all, all * items);
        System.out.printf("%-44s %8s %9s %9s %9s %8s%n", "visits", "number", "median ms", "p95 ms", "p99 ms", "MiB PSS");
        AtomicInteger next = new AtomicInteger();
        visit("each for the first time, indexed", all, next::getAndIncrement);
        visit("any", all, () -> ThreadLocalRandom.current().nextInt(all));
        int few = Math.max(1, all / 50);
        visit("those of a fiftieth of the users", 10 * all, () -> ThreadLocalRandom.current().nextInt(few));
    }

    private Target user(int calendar) {
        String user = "u" + calendar / collections;
        return Target.of(user + "," + process + "," + server.resolve("/" + user + "/") + "," + user + ",any," + items);
    }

    private void visit(String what, int visits, IntSupplier choice) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        List<Future<double[]>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            running.add(pool.submit(() -> visits(visits / clients, choice)));
        }
        List<Double> times = new ArrayList<>();
        for (Future<double[]> each : running) {
            Arrays.stream(each.get()).forEach(times::add);
        }
        pool.shutdown();
        times.sort(null);
        System.out.printf(Locale.ROOT, "%-44s %8d %9.2f %9.2f %9.2f %8.0f%n", what, times.size(),
                times.get(times.size() / 2), times.get(times.size() * 95 / 100), times.get(times.size() * 99 / 100),
                user(0).memory());
    }

    private double[] visits(int number, IntSupplier choice) throws IOException {
        double[] times = new double[number];
        try (Connection connection = new Connection(server)) {
            for (int i = 0; i < number; i++) {
                int calendar = choice.getAsInt();
                Calendar visited = new Calendar(user(calendar), "c" + calendar % collections);
                byte[] request = visited.poll();
                long begin = System.nanoTime();
                Calendar.expectResponses(connection.ask(request), 1);
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return times;
    }
}
