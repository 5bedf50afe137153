import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of load.
 *
 * @param name what the report calls it
 * @param members how many the calendar holds that it is about
 * @param clients at once, each with a connection of its own
 * @param effect whether the calendar is as before afterwards
 * @param opened makes it ready on a filled calendar
 */
record Work(String name, int members, int clients, Effect effect, Opening opened) {
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final int CHANGES = 10;
    private static final int IMPORTED = 1000;

    /** What becomes of the calendar. */
    enum Effect {
        STAYS,
        GROWS
    }

    /** What one client does again and again. */
    interface Step {
        void run(Connection connection) throws IOException;
    }

    /** Makes ready; the step may be run by all clients at once. */
    interface Opening {
        Step open(Calendar calendar) throws Exception;
    }

    /** What {@code words} names: {@code poll:1000:16} is the poll of a calendar of 1,000 by 16 clients. */
    static Work of(String words) {
        String[] parts = words.split(":");
        int members = Integer.parseInt(parts[1]);
        int clients = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        String name = parts[0] + " of " + members + (clients > 1 ? ", " + clients + " clients" : "");
        Effect effect = List.of("put", "mixed", "import").contains(parts[0]) ? Effect.GROWS : Effect.STAYS;
        return new Work(name, members, clients, effect, switch (parts[0]) {
            case "poll" -> calendar -> repeated(calendar.poll(), 1);
            case "get" -> Work::get;
            case "nochange" -> calendar -> repeated(calendar.sync(token(calendar)), 0);
            case "changes" -> Work::changes;
            case "list" -> calendar -> repeated(calendar.listing(), members + 1);
            case "initial" -> calendar -> repeated(calendar.sync(""), members);
            case "multiget" -> calendar -> repeated(calendar.multiget(members / 2), members / 2);
            case "put" -> calendar -> connection -> calendar.put(connection, fresh(), 0);
            case "replace" -> calendar -> replacing(calendar, members);
            case "mixed" -> calendar -> mixed(calendar, connection -> calendar.put(connection, fresh(), 0));
            case "steady" -> calendar -> mixed(calendar, replacing(calendar, members));
            case "import" -> Work::imported;
            default -> throw new IllegalArgumentException("no such work: " + words);
        });
    }

    /** The calendar that it is done to: one that is there for all, or one of its own. */
    Calendar calendar(Target target) throws Exception {
        String own = effect == Effect.STAYS ? "" : "-" + Long.toString(System.nanoTime(), 36);
        return new Calendar(target, "bench-" + members + own).filled(members);
    }

    private static String fresh() {
        return "new-" + FRESH.incrementAndGet();
    }

    private static Step replacing(Calendar calendar, int members) {
        return connection -> {
            int member = ThreadLocalRandom.current().nextInt(members);
            calendar.put(connection, "m" + member, FRESH.incrementAndGet());
        };
    }

    /** Each answer must be as the first, which is looked at closely. */
    private static Step repeated(byte[] request, int responses) {
        byte[][] first = new byte[1][];
        return connection -> {
            Connection.Answer answer = connection.ask(request);
            byte[] known = first[0];
            if (known == null || !Arrays.equals(answer.body(), known)) {
                Calendar.expectResponses(answer, responses);
                first[0] = answer.body();
            }
        };
    }

    private static Step get(Calendar calendar) {
        byte[] request = calendar.get("m0");
        return connection -> {
            Connection.Answer answer = connection.ask(request);
            Calendar.expect(answer, 200);
            // Peers write the object anew, so that only its head is comparable.
            if (!new String(answer.body(), 0, 15, StandardCharsets.US_ASCII).equals("BEGIN:VCALENDAR")) {
                throw Calendar.wrong(answer);
            }
        };
    }

    private static String token(Calendar calendar) throws IOException {
        try (Connection connection = new Connection(calendar.target().home())) {
            return calendar.token(connection);
        }
    }

    private static Step changes(Calendar calendar) throws IOException {
        String before = token(calendar);
        try (Connection connection = new Connection(calendar.target().home())) {
            for (int i = 0; i < CHANGES; i++) {
                calendar.put(connection, "m" + i, FRESH.incrementAndGet());
            }
        }
        return repeated(calendar.sync(before), CHANGES);
    }

    /** 80 of 100 read, 15 ask for changes, 5 write. */
    private static Step mixed(Calendar calendar, Step write) throws IOException {
        List<Step> reads = List.of(get(calendar), repeatedAnyhow(calendar.poll()));
        Step sync = repeatedAnyhow(calendar.sync(token(calendar)));
        return connection -> {
            int dice = ThreadLocalRandom.current().nextInt(100);
            if (dice < 80) {
                reads.get(dice % 2).run(connection);
            } else if (dice < 95) {
                sync.run(connection);
            } else {
                write.run(connection);
            }
        };
    }

    private static Step repeatedAnyhow(byte[] request) {
        return connection -> Calendar.expect(connection.ask(request), 207);
    }

    private static Step imported(Calendar calendar) {
        return connection -> {
            for (int i = 0; i < IMPORTED; i++) {
                calendar.put(connection, fresh(), 0);
            }
        };
    }
}
