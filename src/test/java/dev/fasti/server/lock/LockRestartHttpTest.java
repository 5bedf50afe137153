package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.discover;
import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.info;
import static dev.fasti.server.fixture.Locks.list;
import static dev.fasti.server.fixture.Locks.lock;
import static dev.fasti.server.fixture.Locks.shared;
import static dev.fasti.server.fixture.Locks.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks and the server's end, and how many there may be. */
class LockRestartHttpTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "FASTI_LOCKS_MAX_PER_USER", "3",
            "FASTI_LOCKS_MAX_TOTAL", "4",
            "FASTI_LOCKS_DEFAULT_TIMEOUT", "10m",
            "FASTI_LOCKS_MAX_TIMEOUT", "20m");

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, SETTINGS);
        for (String name : new String[] {"a", "b"}) {
            server.alice().send("MKCOL", "/alice/" + name + "/");
            server.alice().put("/alice/" + name + "/x.txt", "x");
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("A lock outlives the server; what was ended does not come back")
    void restart() {
        String kept = exclusive(server.alice(), "/alice/a/", "infinity");
        String ended = exclusive(server.alice(), "/alice/b/", "0");
        unlock(server.alice(), "/alice/b/", ended).expect(204);
        stop();
        start();
        assertThat(discover(server.alice(), "/alice/b/")).isEmpty();
        assertThat(Xml.find(discover(server.alice(), "/alice/a/").get(0), "D:owner/D:href"))
                .hasSize(1);
        server.alice().put("/alice/a/x.txt", "y").expect(423);
        server.alice().with("If", list(kept)).put("/alice/a/x.txt", "y").expect(204);
        unlock(server.alice(), "/alice/a/", kept).expect(204);
    }

    @Test
    @DisplayName("A lock whose root is gone when the server starts is gone, too (RFC 4918 6.1)")
    void rootGone() throws IOException {
        exclusive(server.alice(), "/alice/a/x.txt", "0");
        stop();
        Files.delete(folder.resolve("collection-root/alice/a/x.txt"));
        start();
        assertThat(discover(server.alice(), "/alice/a/x.txt")).isEmpty();
        server.alice().put("/alice/a/x.txt", "anew").expect(204);
    }

    @Test
    @DisplayName("A file of locks that cannot be read does not keep the server from starting")
    void unreadable() throws IOException {
        exclusive(server.alice(), "/alice/a/", "0");
        stop();
        Files.writeString(folder.resolve("fasti/locks"), "rubbish");
        start();
        assertThat(discover(server.alice(), "/alice/a/")).isEmpty();
        assertThat(folder.resolve("fasti/locks.unreadable")).hasContent("rubbish");
        exclusive(server.alice(), "/alice/a/", "0");
    }

    @Test
    @DisplayName("A user has so many locks at once, and the server so many; more is 507, and makes no member")
    void limits() {
        String first = shared(server.alice(), "/alice/a/", "0");
        shared(server.alice(), "/alice/a/", "0");
        shared(server.alice(), "/alice/b/", "0");
        lock(server.alice(), "/alice/b/", "shared", "0").expect(507);
        server.bob().send("MKCOL", "/bob/c/").expect(201);
        lock(server.bob(), "/bob/c/new.txt", "shared", "0").expect(201);
        lock(server.bob(), "/bob/c/other.txt", "shared", "0").expect(507);
        server.bob().send("GET", "/bob/c/other.txt").expect(404);
        server.alice().with("If", list(first)).send("LOCK", "/alice/a/").expect(200);
        unlock(server.alice(), "/alice/a/", first).expect(204);
        shared(server.alice(), "/alice/b/", "0");
    }

    @Test
    @DisplayName("How long a lock holds is configured (RFC 4918 6.6)")
    void timeouts() {
        Answer answer = server.alice().send("LOCK", "/alice/a/", info("shared")).expect(200);
        assertThat(answer.body()).containsPattern("Second-(600|59\\d)");
        answer = server.alice().with("Timeout", "Infinite").send("LOCK", "/alice/a/", info("shared"));
        assertThat(answer.expect(200).body()).containsPattern("Second-(1200|119\\d)");
    }
}
