package dev.fasti.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Queries as the engine answers them: everything but HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QueryBenchmark {
    private static final String NAMESPACES =
            " xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'" + " xmlns:R='urn:ietf:params:xml:ns:carddav'";
    private static final String RANGE = " start='20260601T000000Z' end='20260701T000000Z'/>";
    private static final String TAG = "<getetag/>";
    private static final String WHOLE = TAG + "<C:calendar-data/>";
    private static final String EXPANDED = TAG + "<C:calendar-data><C:expand" + RANGE + "</C:calendar-data>";
    private static final String IN_MONTH = "<C:time-range" + RANGE;

    /** What is asked for. */
    public enum Query {
        MONTH_OF_1000("few", inCalendar(TAG, "VEVENT", IN_MONTH)),
        MONTH_OF_10000("events", inCalendar(TAG, "VEVENT", IN_MONTH)),
        MONTH_WITH_DATA("events", inCalendar(WHOLE, "VEVENT", IN_MONTH)),
        EXPAND("events", inCalendar(EXPANDED, "VEVENT", IN_MONTH)),
        FREE_BUSY("events", "<C:free-busy-query" + NAMESPACES + ">" + IN_MONTH + "</C:free-busy-query>"),
        UID("events", inCalendar(TAG, "VEVENT", uid())),
        OPEN_TODOS("tasks", inCalendar(TAG, "VTODO", absent("COMPLETED") + absent("STATUS"))),
        FN_CONTAINS(
                "people",
                "<R:addressbook-query" + NAMESPACES + "><prop><getetag/></prop><R:filter><R:prop-filter name='FN'>"
                        + "<R:text-match>er 77</R:text-match></R:prop-filter></R:filter></R:addressbook-query>"),
        MULTIGET_50("events", multiget(50)),
        MULTIGET_500("events", multiget(500));

        private final List<String> target;
        private final byte[] body;

        Query(String collection, String body) {
            this.target = List.of("alice", collection);
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        private static String inCalendar(String properties, String component, String content) {
            return "<C:calendar-query" + NAMESPACES + "><prop>" + properties
                    + "</prop><C:filter><C:comp-filter name='VCALENDAR'><C:comp-filter name='" + component + "'>"
                    + content + "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>";
        }

        private static String uid() {
            return "<C:prop-filter name='UID'><C:text-match collation='i;octet'>" + BenchmarkFolder.uid(7_777)
                    + "</C:text-match></C:prop-filter>";
        }

        private static String absent(String property) {
            return "<C:prop-filter name='" + property + "'><C:is-not-defined/></C:prop-filter>";
        }

        private static String multiget(int count) {
            String hrefs = IntStream.range(1_000, 1_000 + count)
                    .mapToObj(number -> "<href>/alice/events/" + BenchmarkFolder.uid(number) + ".ics</href>")
                    .collect(Collectors.joining());
            return "<C:calendar-multiget" + NAMESPACES + "><prop>" + WHOLE + "</prop>" + hrefs
                    + "</C:calendar-multiget>";
        }
    }

    @Param
    public Query query;

    private BenchmarkSite site;

    @Setup(Level.Trial)
    public void open() throws IOException {
        BenchmarkFolder folder = new BenchmarkFolder();
        switch (query.target.get(1)) {
            case "few" -> folder.events("few", 1_000);
            case "events" -> folder.events("events", 10_000);
            case "tasks" -> folder.todos("tasks", 10_000, 100);
            default -> folder.cards("people", 10_000);
        }
        site = new BenchmarkSite(folder);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        site.close();
    }

    @Benchmark
    public long answer() {
        MemoryExchange exchange = new MemoryExchange("REPORT", query.target, "application/xml", query.body);
        exchange.with("Depth", "1");
        return site.answered(exchange, query == Query.FREE_BUSY ? 200 : 207);
    }
}
