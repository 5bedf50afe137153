package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Quotas (RFC 4331)")
class QuotaHttpTest {
    private static final long QUOTA = 10_000;
    private static final Map<String, String> SETTINGS =
            Map.of("FASTI_QUOTA_STANDARD", "10kB", "FASTI_QUOTA_USERS", "bob=0, nobody=5MB");
    private static final String USED = "D:quota-used-bytes";
    private static final String AVAILABLE = "D:quota-available-bytes";
    private static final String CALENDAR = "/alice/calendar/";
    private static final String FILES = "/alice/files/";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, SETTINGS);
        server.alice().send("MKCOL", FILES).expect(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String octets(int size) {
        return "x".repeat(size);
    }

    private long number(TestServer.Call who, String path, String property) {
        return Long.parseLong(who.propfind(path, 0, property).text(path, property));
    }

    private long used() {
        return number(server.alice(), "/alice/", USED);
    }

    private Answer put(String path, int size) {
        return server.alice().send("PUT", path, octets(size));
    }

    private Answer to(String method, String from, String to) {
        return server.alice()
                .with("Destination", server.uri().resolve(to).toString())
                .send(method, from);
    }

    private void refused(Answer answer) {
        answer.expectPrecondition(507, "D:quota-not-exceeded");
    }

    @Test
    @DisplayName("each collection tells what its owner's home takes and has left, of items only (RFC 4331 3 and 4)")
    void properties() {
        assertThat(used()).isZero();
        put(FILES + "a", 600).expect(201);
        String event = Items.event("a");
        server.alice().put(CALENDAR + "a.ics", event).expect(201);
        for (String path : List.of("/alice/", FILES, CALENDAR)) {
            assertThat(number(server.alice(), path, USED)).isEqualTo(600 + event.length());
            assertThat(number(server.alice(), path, AVAILABLE)).isEqualTo(QUOTA - 600 - event.length());
        }
        put(FILES + "a", 100).expect(204);
        server.alice().send("DELETE", CALENDAR + "a.ics").expect(204);
        assertThat(used()).isEqualTo(100);
        assertThat(server.alice().propfind(FILES + "a", 0, USED).statusOf(FILES + "a", USED))
                .isEqualTo(404);
        assertThat(server.alice().with("Depth", "0").send("PROPFIND", FILES).body())
                .doesNotContain("quota");
        assertThat(server.alice()
                        .send("PROPPATCH", FILES, Xml.proppatch("<" + USED + ">0</" + USED + ">"))
                        .multistatus()
                        .statusOf(FILES, USED))
                .isEqualTo(403);
    }

    @Test
    @DisplayName("without a quota what is left is what the disk has (RFC 4331 3)")
    void unlimited() {
        server.bob().send("OPTIONS", "/").expect(200);
        assertThat(number(server.bob(), "/bob/", AVAILABLE)).isGreaterThan(QUOTA);
        server.bob().send("MKCOL", "/bob/files/").expect(201);
        server.bob().send("PUT", "/bob/files/a", octets(20_000)).expect(201);
        assertThat(number(server.bob(), "/bob/", USED)).isEqualTo(20_000);
    }

    @Test
    @DisplayName(
            "PUT and POST beyond the quota are 507 and write nothing; up to it, and replacing, they work (RFC 4331 6)")
    void put() {
        put(FILES + "a", 9_000).expect(201);
        refused(put(FILES + "b", 1_001));
        refused(server.alice().send("POST", FILES, octets(1_001)));
        refused(put(FILES + "a", 10_001));
        server.alice().send("GET", FILES + "b").expect(404);
        assertThat(used()).isEqualTo(9_000);
        put(FILES + "b", 1_000).expect(201);
        assertThat(number(server.alice(), FILES, AVAILABLE)).isZero();
        put(FILES + "a", 9_000).expect(204);
        put(FILES + "a", 10).expect(204);
        refused(put(FILES + "c", 8_991));
        put(FILES + "c", 8_990).expect(201);
    }

    @Test
    @DisplayName("COPY beyond the quota is 507, MOVE within a home never is (RFC 4331 6)")
    void copyAndMove() {
        put(FILES + "a", 6_000).expect(201);
        refused(to("COPY", FILES + "a", FILES + "b"));
        server.alice().send("MKCOL", "/alice/other/").expect(201);
        refused(to("COPY", FILES + "a", "/alice/other/a"));
        to("MOVE", FILES + "a", "/alice/other/a").expect(201);
        assertThat(used()).isEqualTo(6_000);
        refused(to("COPY", "/alice/other/", "/alice/third/"));
        server.alice().send("PROPFIND", "/alice/third/").expect(404);
        to("MOVE", "/alice/other/", "/alice/third/").expect(201);
        assertThat(used()).isEqualTo(6_000);
        refused(put(FILES + "b", 4_001));
        server.alice().send("DELETE", "/alice/third/").expect(204);
        assertThat(used()).isZero();
        put(FILES + "b", 4_001).expect(201);
        to("COPY", FILES, "/alice/copy/").expect(201);
        assertThat(used()).isEqualTo(8_002);
        refused(put(FILES + "c", 2_000));
    }

    @Test
    @DisplayName("a full home takes no new collections (RFC 4331 6)")
    void collections() {
        put(FILES + "a", 10_000).expect(201);
        refused(server.alice().send("MKCOL", "/alice/more/"));
        refused(server.alice().send("MKCALENDAR", "/alice/more/"));
    }

    @Test
    @DisplayName("what lay there before the start counts from the first write on")
    void restart() {
        put(FILES + "a", 9_000).expect(201);
        server.close();
        server = TestServer.start(folder, SETTINGS);
        refused(put(FILES + "b", 1_001));
        assertThat(used()).isEqualTo(9_000);
    }

    @Test
    @DisplayName("writers in several collections at once do not get past the quota together")
    void parallel() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.alice().send("MKCOL", "/alice/p" + i + "/").expect(201);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> writes = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> put("/alice/p" + i % 4 + "/" + i, 1_000).status())
                    .toList();
            long made = threads.invokeAll(writes).stream()
                    .filter(each -> {
                        try {
                            return each.get() == 201;
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .count();
            assertThat(made).isEqualTo(10);
        } finally {
            threads.shutdownNow();
        }
        assertThat(used()).isEqualTo(10_000);
    }
}
