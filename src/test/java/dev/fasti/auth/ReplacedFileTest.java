package dev.fasti.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that is replaced as a whole (accounts, groups, app passwords)")
class ReplacedFileTest {
    private static final byte[] OLD = "alice:old\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "alice:old\nbob:new\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    /** Fails at the step whose turn it is; a write that fails leaves half of it, as a full disk does. */
    private static final class FailingSteps implements ReplacedFile.Steps {
        private int left;

        FailingSteps(int left) {
            this.left = left;
        }

        private void step() throws IOException {
            if (left-- == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void write(Path file, byte[] octets) throws IOException {
            Files.write(file, Arrays.copyOf(octets, octets.length / 2));
            step();
            Files.write(file, octets);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            step();
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void sync(Path folder) throws IOException {
            step();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    @DisplayName(
            "a disk that fails at any step leaves the old file or the new one, whole, tells of it, and leaves nothing else")
    void failures() throws Exception {
        Path file = temp.resolve("users");
        for (int step = 0; step < 3; step++) {
            Files.write(file, OLD);
            ReplacedFile replaced = new ReplacedFile(file, new FailingSteps(step));
            assertThatThrownBy(() -> replaced.change(octets -> NEW))
                    .isInstanceOf(IOException.class)
                    .hasMessage("No space left on device");
            assertThat(Files.readAllBytes(file)).as("step %s", step).isEqualTo(step < 2 ? OLD : NEW);
            assertThat(names()).containsExactly("users");
            new ReplacedFile(file).change(octets -> NEW);
            assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
        }
    }

    @Test
    @DisplayName("a file that cannot be made for the first time is not there at all")
    void first() throws IOException {
        Path file = temp.resolve("users");
        for (int step = 0; step < 2; step++) {
            ReplacedFile replaced = new ReplacedFile(file, new FailingSteps(step));
            assertThatThrownBy(() -> replaced.change(octets -> NEW)).isInstanceOf(IOException.class);
            assertThat(names()).isEmpty();
        }
    }

    @Test
    @DisplayName("a change that is refused is none")
    void refused() throws IOException {
        Path file = Files.write(temp.resolve("users"), OLD);
        ReplacedFile replaced = new ReplacedFile(file, new FailingSteps(Integer.MAX_VALUE));
        assertThatThrownBy(() -> replaced.change(octets -> {
                    throw new UserException("no");
                }))
                .isInstanceOf(UserException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
        assertThat(names()).containsExactly("users");
    }
}
