package dev.fasti.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look at files that may never end")
class PatienceTest {
    private static final Patience LITTLE = new Patience(Duration.ofMillis(20));
    private static final Patience MUCH = new Patience(Duration.ofMinutes(5));

    @Test
    @DisplayName("is given up, in a thread that keeps no program from ending")
    void givenUp() {
        try (StalledFiles files = new StalledFiles()) {
            Path path = files.path(Path.of("/data"));
            assertThatThrownBy(() -> LITTLE.look(() -> Files.isDirectory(path))).isInstanceOf(Unanswered.class);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("look"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    @DisplayName("gives what it saw, or fails as it failed")
    void ended() throws Exception {
        assertThat(MUCH.look(() -> "seen")).isEqualTo("seen");
        assertThatThrownBy(() -> MUCH.look(() -> {
                    throw new FileNotFoundException("gone");
                }))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("gone");
        assertThatThrownBy(() -> MUCH.look(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
