package dev.fasti.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The requests that come most often, on a calendar of 1,000, as the engine answers them: everything but HTTP. With {@code
 * -jvmArgsAppend -Dbench.dir=/dev/shm} those that write leave out the disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RequestBenchmark {
    private static final List<String> CALENDAR = List.of("alice", "few");
    private static final byte[] PROPERTIES =
            "<propfind xmlns='DAV:'><prop><getetag/><sync-token/></prop></propfind>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = new byte[0];

    private BenchmarkSite site;
    private int number = 1_000_000;

    @Setup(Level.Trial)
    public void open() throws IOException {
        BenchmarkFolder folder = new BenchmarkFolder();
        folder.events("few", 1_000);
        site = new BenchmarkSite(folder);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        site.close();
    }

    @Benchmark
    public long poll() {
        MemoryExchange exchange = new MemoryExchange("PROPFIND", CALENDAR, "application/xml", PROPERTIES);
        exchange.with("Depth", "0");
        return site.answered(exchange, 207);
    }

    @Benchmark
    public long get() {
        return site.answered(new MemoryExchange("GET", member(7), "", NOTHING), 200);
    }

    @Benchmark
    public long replace() {
        return site.answered(put(7), 204);
    }

    @Benchmark
    public long create() {
        return site.answered(put(++number), 201);
    }

    private static List<String> member(int number) {
        return List.of("alice", "few", BenchmarkFolder.uid(number) + ".ics");
    }

    /** Each time at another time of the day, so that no content is as before. */
    private MemoryExchange put(int member) {
        String event =
                BenchmarkFolder.single(member, BenchmarkFolder.MONTH.plus(Duration.ofSeconds(++number % 86_400)));
        return new MemoryExchange(
                "PUT",
                member(member),
                "text/calendar",
                event.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
