package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.auth.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtpasswdEditorTest {
    private static final String HASH = "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q";

    @TempDir
    Path folder;

    private Path file;
    private HtpasswdEditor editor;

    @BeforeEach
    void open() {
        file = folder.resolve("data/fasti/users");
        editor = new HtpasswdEditor(file);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private String content() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private boolean letsIn(String login, String password) {
        return new HtpasswdAuthenticator(file, PlainText.REFUSED, Duration.ZERO, Clock.systemUTC())
                .authenticate(login, password)
                .isPresent();
    }

    @Test
    @DisplayName("The first user makes the file and the folders that are missing, for their owner only, with bcrypt")
    void first() throws Exception {
        editor.add("zoë", "pässwörd");
        assertThat(content()).matches("zo\u00c3\u00ab:\\$2y\\$10\\$[./A-Za-z0-9]{53}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (Path made : List.of(file.getParent(), folder.resolve("data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .describedAs(made.toString())
                    .isEqualTo("rwx------");
        }
        assertThat(letsIn("zoë", "pässwörd")).isTrue();
        assertThat(editor.logins(PlainText.REFUSED)).containsExactly("zoë");
    }

    @Test
    @DisplayName("Adding, changing and removing keep comments, order, foreign lines and line ends as they are")
    void keepsTheRest() throws Exception {
        String before = "# staff\r\n\nbob:" + HASH + "\r\nodd line \u00e4\ncarol:{SHA}x\n  # end";
        write(before);
        editor.add("dave", "one");
        assertThat(content()).startsWith(before + "\ndave:$2y$10$").endsWith("\n");
        editor.changePassword("bob", "two");
        assertThat(content())
                .startsWith("# staff\r\n\nbob:$2y$10$")
                .contains("\r\nodd line \u00e4\ncarol:{SHA}x\n  # end\ndave:$2y$10$");
        assertThat(letsIn("bob", "two")).isTrue();
        assertThat(letsIn("bob", "secret")).isFalse();
        editor.remove("bob");
        editor.remove("dave");
        assertThat(content()).isEqualTo("# staff\r\n\nodd line \u00e4\ncarol:{SHA}x\n  # end\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .startsWith("rw-");
    }

    @Test
    @DisplayName("A malformed line of a user can be repaired by a new password, and removed")
    void repairs() throws Exception {
        write("bob:{SHA}x\ncarol:plain\n");
        assertThat(editor.problems(PlainText.REFUSED))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("1: ");
        editor.changePassword("bob", "secret");
        editor.remove("carol");
        assertThat(letsIn("bob", "secret")).isTrue();
        assertThat(editor.problems(PlainText.REFUSED)).isEmpty();
    }

    @Test
    @DisplayName("Removing a user removes every line of the login, and no other")
    void removesAll() throws Exception {
        write("bob:" + HASH + "\nbobby:" + HASH + "\nbob:" + HASH + "\n#bob:" + HASH + "\n");
        editor.remove("bob");
        assertThat(content()).isEqualTo("bobby:" + HASH + "\n#bob:" + HASH + "\n");
    }

    @Test
    @DisplayName("What cannot be done is refused with a reason, and the file is not touched")
    void refused() throws Exception {
        write("bob:" + HASH + "\n");
        assertRefused(() -> editor.add("bob", "x"), "user bob exists already");
        assertRefused(() -> editor.changePassword("carol", "x"), "there is no user carol");
        assertRefused(() -> editor.remove("carol"), "there is no user carol");
        assertRefused(() -> editor.add("carol", ""), "empty");
        assertRefused(() -> editor.add("carol", "x".repeat(73)), "72 bytes");
        assertRefused(() -> editor.add("carol", "a\tb"), "control character");
        assertRefused(() -> editor.changePassword("bob", ""), "empty");
        assertThat(content()).isEqualTo("bob:" + HASH + "\n");
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void assertRefused(Action action, String reason) {
        assertThatThrownBy(action::run).isInstanceOf(UserException.class).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "a:b", "#a", " a", "a ", "a\nb", "a~", ".hidden", "principals", "\ud800"})
    @DisplayName("A name that no account can have is refused")
    void illegalNames(String name) {
        assertRefused(() -> editor.add(name, "secret"), "this name cannot be used");
        assertThat(file).doesNotExist();
    }

    @Test
    @DisplayName("A replaced file keeps its permissions, and a symbolic link stays one")
    void keepsPermissions() throws Exception {
        write("bob:" + HASH + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        new HtpasswdEditor(link).add("carol", "secret");
        assertThat(link).isSymbolicLink();
        assertThat(content()).contains("bob:", "carol:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    @DisplayName("Changes made at the same time are all kept, and nothing else is left behind")
    void concurrent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            IntStream.range(0, 12)
                    .forEach(i -> work.add(() -> {
                        new HtpasswdEditor(file).add("user" + i, "secret");
                        return null;
                    }));
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(editor.logins(PlainText.REFUSED)).hasSize(12);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("users", "users.lock");
        }
    }
}
