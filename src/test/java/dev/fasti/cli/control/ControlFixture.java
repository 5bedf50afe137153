package dev.fasti.cli.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A control server with small commands of its own, and clients for it. */
final class ControlFixture implements AutoCloseable {
    static final String VERSION = "1.2.3";

    /** What a test's command does. */
    interface Command {
        int run(Streams streams) throws IOException;
    }

    private final Path data;
    private final Map<String, Command> commands = new ConcurrentHashMap<>();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ControlServer server;

    ControlFixture(Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("fasti"));
        this.server = ControlServer.start(data, VERSION, this::run);
    }

    private int run(List<String> arguments, Streams streams) {
        try {
            return commands.get(arguments.get(0)).run(streams);
        } catch (IOException e) {
            failures.add(arguments.get(0) + ": " + e.getMessage());
            return 1;
        }
    }

    ControlFixture with(String name, Command command) {
        commands.put(name, command);
        return this;
    }

    /** The commands that ended by an exception, with its message. */
    Set<String> failures() {
        return new TreeSet<>(failures);
    }

    /** What a command said, with its exit code. */
    record Said(int code, String out, String err) {}

    Said call(String command, String input) throws IOException, ControlRefused {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = call(command, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Calls as somebody else does, meanwhile. */
    Future<Said> calling(String command, String input) {
        return meanwhile(() -> call(command, input));
    }

    <T> Future<T> meanwhile(Callable<T> work) {
        return callers.submit(work);
    }

    int call(String command, InputStream in, OutputStream out, OutputStream err) throws IOException, ControlRefused {
        try (ControlClient client = client()) {
            return client.run(
                    List.of(command), new OwnStreams(in, out, new PrintStream(err, true, StandardCharsets.UTF_8)));
        }
    }

    ControlClient client() throws IOException, ControlRefused {
        return ControlClient.connect(data, VERSION).orElseThrow();
    }

    void stop(Duration grace) {
        server.stop(grace);
    }

    /** Stops meanwhile. */
    Future<?> stopping(Duration grace) {
        return callers.submit(() -> stop(grace));
    }

    /** The files and folders in the server's own folder. */
    Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("fasti"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Works without reading or writing until nobody waits for it any more. */
    static void awaitUnwanted(Streams streams) throws IOException {
        while (true) {
            streams.requireWanted();
            Thread.onSpinWait();
        }
    }

    /** Input that does not come before the latch opens, and then ends. */
    static InputStream waiting(CountDownLatch latch) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
        callers.shutdownNow();
    }
}
