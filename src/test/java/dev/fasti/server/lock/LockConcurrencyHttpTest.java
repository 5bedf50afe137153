package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.list;
import static dev.fasti.server.fixture.Locks.lock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.OnServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks and writes at once. */
class LockConcurrencyHttpTest extends OnServer {
    private static final int ROUNDS = 20;
    private static final int WRITERS = 3;

    @Test
    @DisplayName("No write comes between the grant of a lock and its end but the holder's (RFC 4918 7)")
    void neverInterleaves() throws Exception {
        String path = folder("lock-race") + "a.txt";
        put(path, "start");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String name = "writer " + i;
                writers.add(threads.submit(() -> write(path, name, done)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                String token = Locks.token(lock(alice, path, "exclusive", "0").expect(200));
                String before = tagOf(path);
                alice.with("If", "(<" + token + "> [" + before + "])")
                        .put(path, "holder " + round)
                        .expect(204);
                assertThat(alice.send("GET", path).body()).isEqualTo("holder " + round);
                Locks.unlock(alice, path, token).expect(204);
            }
            done.set(true);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).as("writes of others").isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    private static int write(String path, String name, AtomicBoolean done) {
        int written = 0;
        while (!done.get() || written == 0) {
            int status = alice.put(path, name + " " + written).status();
            assertThat(status).isIn(204, 423);
            written += status == 204 ? 1 : 0;
        }
        return written;
    }

    @Test
    @DisplayName("Of several writers with one sync token one only writes (RFC 6578 5)")
    void oneSyncToken() throws Exception {
        String calendar = calendar("lock-sync-race");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < 8; round++) {
                String condition = "<" + calendar + "> " + list(tokenOf(calendar));
                List<Future<Integer>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    String name = "w" + round + "-" + i;
                    writers.add(threads.submit(() -> alice.with("If", condition)
                            .put(calendar + name + ".ics", Items.event(name))
                            .status()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> writer : writers) {
                    statuses.add(writer.get());
                }
                assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
            }
        } finally {
            threads.shutdown();
        }
    }
}
