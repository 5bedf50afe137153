package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.config.read.ConfigReader;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What operators see of the whole server. */
class OperationsHttpTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("No password and no body is in the log, even with all that is ours, and Milton, at trace")
    void secrets() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        List<Logger> turned = List.of(
                (Logger) LoggerFactory.getLogger("dev.fasti"), (Logger) LoggerFactory.getLogger("io.milton"), (Logger)
                        LoggerFactory.getLogger("net.fortuna"));
        turned.forEach(logger -> logger.setLevel(Level.TRACE));
        root.addAppender(lines);
        try (TestServer server = TestServer.start(folder)) {
            server.alice()
                    .put("/alice/calendar/a.ics", Items.event("very-private-uid"))
                    .expect(201);
            server.alice().put("/alice/calendar/b.ics", "not a very-private-calendar");
            server.alice().propfind("/alice/calendar/", 1, "D:getetag");
            server.as("alice", "wrong-secret-w").send("OPTIONS", "/").expect(401);
        } finally {
            root.detachAppender(lines);
            turned.forEach(logger -> logger.setLevel(null));
        }
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list)
                .allSatisfy(line -> assertThat(line.getFormattedMessage()
                                + line.getKeyValuePairs()
                                + Arrays.toString(line.getArgumentArray()))
                        .doesNotContain("secret", "very-private", "YWxpY2U6", "Basic "));
    }

    @Test
    @DisplayName("fasti health says what the server says of itself: 0 and ready, 1 and what is wrong, 3 if none runs")
    void health() throws Exception {
        Map<String, String> demanding = Map.of("FASTI_ADMIN_MIN_FREE_SPACE", "900000000000000000");
        try (TestServer server = TestServer.start(folder.resolve("sick"), demanding)) {
            assertThat(fasti("health", "--data", server.data().toString())).startsWith("1 the disk has ");
            assertThat(fasti("health", "--json", "--data", server.data().toString()))
                    .startsWith("1 {\"running\":true,\"ready\":false,\"problems\":\"the disk has ");
        }
        try (TestServer server = TestServer.start(folder.resolve("well"))) {
            assertThat(fasti("health", "--data", server.data().toString())).isEqualTo("0 ready\n");
            assertThat(Files.exists(server.data().resolve("fasti/.probe"))).isFalse();
        }
        assertThat(fasti("health", "--json", "--data", folder.resolve("well").toString()))
                .isEqualTo("3 {\"running\":false,\"ready\":false}\n");
    }

    @Test
    @DisplayName("A data folder that has lost its collections is not ready")
    void lostFolder() throws Exception {
        Path data = folder.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of("FASTI_ADMIN_ON_MAIN_PORT", "health"))) {
            Path moved = Files.move(data.resolve("collection-root"), data.resolve("moved"));
            Answer answer = server.nobody().send("GET", "/health/ready").expect(503);
            assertThat(answer.body()).isEqualTo("the data folder has lost its collection-root\n");
            Files.move(moved, data.resolve("collection-root"));
        }
    }

    @Test
    @DisplayName("By default nothing of it is on the port of the clients, and the listener apart is on loopback only")
    void closed() {
        try (TestServer server = TestServer.start(folder)) {
            server.nobody().send("GET", "/metrics").expect(401);
            server.nobody().send("GET", "/health/ready").expect(401);
        }
        assertThat(ConfigReader.defaults().admin().host()).isEqualTo("127.0.0.1");
        assertThat(ConfigReader.defaults().admin().port()).isZero();
    }

    @Test
    @DisplayName("Metrics count what the store has written and made durable")
    void storeMetrics() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_ADMIN_ON_MAIN_PORT", "all"))) {
            server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            String before = server.nobody().send("GET", "/metrics").body();
            server.alice().put("/alice/calendar/b.ics", Items.event("b")).expect(201);
            String after = server.nobody().send("GET", "/metrics").body();
            assertThat(value(after, "fasti_store_files_written_total"))
                    .isGreaterThan(value(before, "fasti_store_files_written_total"));
            assertThat(value(after, "fasti_store_syncs_total") - value(before, "fasti_store_syncs_total"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(value(after, "fasti_store_open_collections")).isGreaterThanOrEqualTo(1);
        }
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Exit code and output of a command. */
    private static String fasti(String... arguments) {
        CommandLineTool tool = new CommandLineTool();
        return tool.run(arguments) + " " + tool.out() + tool.err();
    }
}
