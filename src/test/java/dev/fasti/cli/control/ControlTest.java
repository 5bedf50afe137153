package dev.fasti.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.cli.control.ControlFixture.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A command in the server, with its streams at the caller")
@Timeout(60)
class ControlTest {
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
    @DisplayName("It gets its input, and the caller its output, its errors and its exit code")
    void streams() throws Exception {
        server.with("upper", streams -> {
            String input = new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
            streams.say(input.toUpperCase(java.util.Locale.ROOT));
            streams.err().println("gründlich");
            return 42;
        });
        assertThat(server.call("upper", "zoë")).isEqualTo(new Said(42, "ZOË\n", "gründlich\n"));
        assertThat(server.call("upper", "")).isEqualTo(new Said(42, "\n", "gründlich\n"));
    }

    @Test
    @DisplayName(
            "Of standard input nothing is taken that the command does not read, so that a script's next one has it")
    void inputIsLeft() throws Exception {
        server.with("deaf", streams -> 0).with("one", streams -> streams.in().read());
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[10]);
        assertThat(server.call("deaf", in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))
                .isZero();
        assertThat(in.available()).isEqualTo(10);
        assertThat(server.call("one", "*")).isEqualTo(new Said('*', "", ""));
    }

    @Test
    @DisplayName("Two commands run at once, and one that fails disturbs neither the other nor the server")
    void atOnce() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        server.with("meet", streams -> {
                    both.countDown();
                    try {
                        return both.await(30, TimeUnit.SECONDS) ? streams.in().read() : 1;
                    } catch (InterruptedException e) {
                        return 2;
                    }
                })
                .with("break", streams -> {
                    throw new IllegalStateException("a bug");
                });
        Future<Said> first = server.calling("meet", "a");
        Said broken = server.call("break", "");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).isEqualTo("the command failed in the server; its log has more\n");
        assertThat(server.call("meet", "b").code()).isEqualTo('b');
        assertThat(first.get().code()).isEqualTo('a');
    }

    @Test
    @DisplayName("One more than may run at once is refused with a sentence, and let in when another has ended")
    void bounded() throws Exception {
        CountDownLatch started = new CountDownLatch(ControlServer.MOST_COMMANDS);
        CountDownLatch go = new CountDownLatch(1);
        server.with("wait", streams -> {
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return 1;
            }
            return 0;
        });
        List<Future<Said>> running = new ArrayList<>();
        for (int i = 0; i < ControlServer.MOST_COMMANDS; i++) {
            running.add(server.calling("wait", ""));
        }
        started.await();
        assertThatThrownBy(() -> server.call("wait", ""))
                .isInstanceOf(ControlRefused.class)
                .hasMessage("8 commands run in the server already: try again later");
        go.countDown();
        for (Future<Said> each : running) {
            assertThat(each.get().code()).isZero();
        }
    }

    @Test
    @DisplayName("A caller that goes away ends its command: at its next step, or where it waits for input")
    void callerGone() throws Exception {
        CountDownLatch ended = new CountDownLatch(3);
        CountDownLatch started = new CountDownLatch(3);
        ControlFixture.Command spin = streams -> {
            started.countDown();
            try {
                ControlFixture.awaitUnwanted(streams);
                return 0;
            } finally {
                ended.countDown();
            }
        };
        ControlFixture.Command read = streams -> {
            started.countDown();
            try {
                return streams.in().read();
            } finally {
                ended.countDown();
            }
        };
        ControlFixture.Command write = streams -> {
            started.countDown();
            try {
                while (true) {
                    streams.out().write(new byte[1 << 16]);
                }
            } finally {
                ended.countDown();
            }
        };
        server.with("spin", spin).with("read", read).with("write", write);
        CountDownLatch never = new CountDownLatch(1);
        List<ControlClient> clients = new ArrayList<>();
        for (String command : List.of("spin", "read", "write")) {
            ControlClient client = server.client();
            clients.add(client);
            server.meanwhile(() ->
                    client.run(List.of(command), new OwnStreams(ControlFixture.waiting(never), blocked(never), null)));
        }
        started.await();
        clients.forEach(ControlClient::close);
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        never.countDown();
    }

    /** Output of which nobody reads anything. */
    private static OutputStream blocked(CountDownLatch latch) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                ControlFixture.waiting(latch).read();
            }
        };
    }

    @Test
    @DisplayName("A caller whose input cannot be read, or whose output cannot be written, learns why; the command ends")
    void callersFailures() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        server.with("copy", streams -> {
            try {
                streams.in().transferTo(streams.out());
                return 0;
            } finally {
                ended.countDown();
            }
        });
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }
        };
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        OutputStream none = OutputStream.nullOutputStream();
        assertThatThrownBy(() -> server.call("copy", broken, none, none)).hasMessage("the disk is broken");
        assertThatThrownBy(() -> server.call("copy", new ByteArrayInputStream(new byte[1]), full, none))
                .hasMessage("the disk is full");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.failures()).allMatch(failure -> failure.startsWith("copy: "));
    }
}
