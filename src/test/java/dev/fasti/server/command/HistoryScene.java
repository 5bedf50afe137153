package dev.fasti.server.command;

import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code fasti history} beside a running server. */
abstract class HistoryScene {
    @TempDir
    Path data;

    final CommandLineTool fasti = new CommandLineTool();
    TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String[] history(String... words) {
        return Stream.of(Stream.of("history"), Stream.of(words), Stream.of("--data", data.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    final int run(String... words) {
        return fasti.run(history(words));
    }

    final String done(String... words) {
        return fasti.done(history(words));
    }

    final TestServer.Call client(String name) {
        return server.alice().with("User-Agent", name);
    }

    /** A time that is later than all before and earlier than all to come, in the milliseconds of the history. */
    static Instant moment() {
        Instant now = later(Instant.now());
        later(now);
        return now;
    }

    private static Instant later(Instant than) {
        Instant now = Instant.now();
        while (now.toEpochMilli() <= than.toEpochMilli()) {
            Thread.onSpinWait();
            now = Instant.now();
        }
        return now;
    }
}
