package dev.fasti.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.cli.control.ControlFixture.Said;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The end of a server in which commands run")
@Timeout(60)
class ControlStopTest {
    private static final byte[] NOTHING = {};

    @TempDir
    Path data;

    private ControlFixture server;

    @BeforeEach
    void start() throws IOException {
        server = new ControlFixture(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("A server that stops lets a command end within the grace, and takes no new one")
    void stopWaits() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.with("wait", streams -> {
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return 1;
            }
            streams.say("done");
            return 0;
        });
        Future<Said> running = server.calling("wait", "");
        started.await();
        Future<?> stopping = server.stopping(Duration.ofSeconds(30));
        while (letsIn()) {
            Thread.onSpinWait();
        }
        go.countDown();
        assertThat(running.get()).isEqualTo(new Said(0, "done\n", ""));
        stopping.get();
        assertThat(server.files()).isEmpty();
    }

    private boolean letsIn() throws IOException {
        try (ControlClient client =
                ControlClient.connect(data, ControlFixture.VERSION).orElse(null)) {
            return client != null;
        } catch (ControlRefused e) {
            assertThat(e).hasMessage("the server is stopping");
            return false;
        }
    }

    @Test
    @DisplayName("A server that stops ends what takes longer, and tells the caller")
    void stopTells() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        server.with("spin", streams -> {
                    started.countDown();
                    ControlFixture.awaitUnwanted(streams);
                    return 0;
                })
                .with("read", streams -> {
                    started.countDown();
                    return streams.in().read(NOTHING) + streams.in().read();
                });
        Future<Said> spinning = server.calling("spin", "");
        Future<?> reading = server.meanwhile(() -> server.call(
                "read",
                ControlFixture.waiting(new CountDownLatch(1)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream()));
        started.await();
        server.stop(Duration.ZERO);
        assertThatThrownBy(spinning::get).hasMessageContaining("the server is stopping");
        assertThatThrownBy(reading::get).hasMessageContaining("the server is stopping");
        assertThat(server.failures()).containsExactly("read: the server is stopping", "spin: the server is stopping");
    }
}
