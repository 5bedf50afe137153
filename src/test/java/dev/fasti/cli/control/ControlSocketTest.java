package dev.fasti.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The control socket of a data folder")
@Timeout(60)
class ControlSocketTest {
    @TempDir
    Path folder;

    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");

    private static Set<PosixFilePermission> mode(Path path) throws IOException {
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void assertAnswers(ControlFixture server) throws Exception {
        server.with("hello", streams -> 7);
        assertThat(server.call("hello", "").code()).isEqualTo(7);
    }

    /** A data folder whose path is longer than a socket's may be. */
    private Path deepFolder() throws IOException {
        return Files.createDirectories(folder.resolve("d".repeat(60)).resolve("d".repeat(60)));
    }

    @Test
    @DisplayName("only its owner may open, and goes when the server does")
    void mode() throws Exception {
        try (ControlFixture server = new ControlFixture(folder)) {
            assertThat(server.files()).containsExactly("control.sock");
            assertThat(mode(folder.resolve("fasti/control.sock"))).isEqualTo(PRIVATE_FILE);
            assertAnswers(server);
        }
        assertThat(folder.resolve("fasti")).isEmptyDirectory();
        assertThat(ControlClient.connect(folder, "1")).isEmpty();
    }

    @Test
    @DisplayName("that a crash has left is nobody's, and replaced by the next server")
    void stale() throws Exception {
        Path own = Files.createDirectories(folder.resolve("fasti"));
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(own.resolve("control.sock")));
        dead.close();
        Files.createDirectory(own.resolve(ControlPlace.PORCH));
        Files.writeString(own.resolve(ControlPlace.PORCH).resolve("s"), "");
        Files.writeString(own.resolve("control"), "/tmp/nowhere\n");
        assertThat(ControlClient.connect(folder, "1")).isEmpty();
        try (ControlFixture server = new ControlFixture(folder)) {
            assertThat(server.files()).containsExactly("control.sock");
            assertAnswers(server);
        }
    }

    @Test
    @DisplayName("lies in a private temporary folder where its path would be too long, and is found there")
    void longPath() throws Exception {
        Path data = deepFolder();
        Path elsewhere;
        try (ControlFixture server = new ControlFixture(data)) {
            assertThat(server.files()).containsExactly("control");
            Path pointer = data.resolve("fasti/control");
            assertThat(mode(pointer)).isEqualTo(PRIVATE_FILE);
            elsewhere = Path.of(Files.readString(pointer).strip());
            assertThat(mode(elsewhere)).isEqualTo(PRIVATE_FOLDER);
            assertThat(mode(elsewhere.resolve("control.sock"))).isEqualTo(PRIVATE_FILE);
            assertAnswers(server);
        }
        assertThat(data.resolve("fasti")).isEmptyDirectory();
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    @DisplayName("lies there, too, where something else has its name, which stays")
    void nameTaken() throws Exception {
        Path squatter = Files.createDirectories(folder.resolve("fasti/control.sock/x"));
        try (ControlFixture server = new ControlFixture(folder)) {
            assertThat(server.files()).containsExactly("control", "control.sock");
            assertAnswers(server);
        }
        assertThat(squatter).isDirectory();
    }

    @Test
    @DisplayName("is not looked for in a temporary folder that others may enter, or have put there")
    void planted() throws Exception {
        Path data = deepFolder();
        try (ControlFixture server = new ControlFixture(data)) {
            Path pointer = data.resolve("fasti/control");
            Path elsewhere = Path.of(Files.readString(pointer).strip());
            Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(ControlClient.connect(data, ControlFixture.VERSION)).isEmpty();
            Files.setPosixFilePermissions(elsewhere, PRIVATE_FOLDER);
            assertAnswers(server);
            Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
            for (String wrong : new String[] {link + "\n", "relative\n", "", "\0", "/" + "x".repeat(5000)}) {
                Files.writeString(pointer, wrong);
                assertThat(ControlClient.connect(data, ControlFixture.VERSION)).isEmpty();
            }
            Files.writeString(pointer, elsewhere + "\n");
        }
    }

    @Test
    @DisplayName("takes commands of its own version alone, and says so")
    void version() throws Exception {
        try (ControlFixture server = new ControlFixture(folder)) {
            assertThatThrownBy(() -> ControlClient.connect(folder, "1.2.4"))
                    .isInstanceOf(ControlRefused.class)
                    .hasMessage("the server runs version 1.2.3 of Fasti, and this command is of version 1.2.4:"
                            + " restart the server, or use the command of its version");
            assertAnswers(server);
        }
    }

    @Test
    @DisplayName("closes a connection that does not speak its language, and goes on")
    void nonsense() throws Exception {
        try (ControlFixture server = new ControlFixture(folder)) {
            byte[] hello = {1, 0, 0, 0, 13, 'F', 'A', 'S', 'T', 'I', 'C', 'T', 'L', '1', '.', '2', '.', '3'};
            byte[] unasked = {4, 0, 0, 0, 1, 'x'};
            assertThat(answers("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .isZero();
            assertThat(answers(new byte[] {1, 0, 0, 0, 2, 'F', 'A'})).isZero();
            assertThat(answers(hello, unasked)).isEqualTo(hello.length);
            assertThat(answers(hello, new byte[] {3, 0, 0x20, 0, 1})).isEqualTo(hello.length);
            assertAnswers(server);
        }
    }

    /** How many octets come back until the other side closes; waits for that. */
    private int answers(byte[]... sent) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("fasti/control.sock")))) {
            ByteBuffer in = ByteBuffer.allocate(1024);
            try {
                for (byte[] each : sent) {
                    channel.write(ByteBuffer.wrap(each));
                }
                while (channel.read(in) >= 0) {
                    assertThat(in.hasRemaining()).isTrue();
                }
            } catch (IOException e) {
                assertThat(e.getMessage()).containsAnyOf("reset", "Broken pipe");
            }
            return in.position();
        }
    }

    @Test
    @DisplayName("gets no input that was not asked for: whoever sends some is cut off")
    void inputUnasked() throws Exception {
        try (ControlFixture server = new ControlFixture(folder)) {
            server.with("read", streams -> {
                int first = streams.in().read();
                ControlFixture.awaitUnwanted(streams);
                return first;
            });
            byte[] hello = {1, 0, 0, 0, 13, 'F', 'A', 'S', 'T', 'I', 'C', 'T', 'L', '1', '.', '2', '.', '3'};
            byte[] run = {3, 0, 0, 0, 8, 0, 0, 0, 4, 'r', 'e', 'a', 'd'};
            byte[] tooMuch = new byte[5 + (1 << 16)];
            ByteBuffer.wrap(tooMuch).put((byte) 4).putInt(1 << 16);
            byte[][] sent = {hello, run, tooMuch, tooMuch, tooMuch, tooMuch, tooMuch};
            assertThat(answers(sent)).isGreaterThanOrEqualTo(0);
            assertThat(server.failures()).containsExactly("read: nobody waits for this command any more");
            assertAnswers(server);
        }
    }
}
