package dev.fasti.store.file.datafolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderLockTest {
    @TempDir
    Path temp;

    @Test
    @DisplayName("a second server is refused with the folder's name, and the lock outlives the attempt")
    void refusesSecond() {
        DataFolderFixture fixture = new DataFolderFixture(temp);
        try (FileStore store = fixture.open()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(fixture::open)
                        .isInstanceOf(StoreLocked.class)
                        .hasMessageContaining(temp.toString());
            }
            assertThat(store.children(dev.fasti.store.StoreFixture.HOME)).isEmpty();
        }
        assertThatCode(() -> fixture.open().close()).doesNotThrowAnyException();
    }

    /** Run in a second JVM: says how its attempt ends. */
    public static void main(String[] arguments) throws IOException {
        try {
            FolderLock.take(Path.of(arguments[0])).close();
            System.out.println("taken");
        } catch (StoreLocked e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    @DisplayName("a server in another process is refused with the holder's process id")
    void refusesOtherProcess() throws Exception {
        Path data = temp.toRealPath();
        try (FolderLock lock = FolderLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThat(inOtherProcess(data))
                    .isEqualTo("the folder " + data + " is in use by process "
                            + ProcessHandle.current().pid());
        }
        assertThat(inOtherProcess(data)).isEqualTo("taken");
    }

    private static String inOtherProcess(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderLockTest.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return out.readLine();
        } finally {
            process.destroy();
        }
    }

    @Test
    @DisplayName("a Radicale at work is seen by its flock(2)")
    void seesRadicale() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")) && Files.isReadable(Path.of("/proc/locks")));
        Path lock = Files.createFile(temp.resolve(".Radicale.lock"));
        Process holder =
                new ProcessBuilder("/usr/bin/flock", lock.toString(), "sh", "-c", "echo held; exec sleep 30").start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThatThrownBy(new DataFolderFixture(temp)::open)
                    .isInstanceOf(StoreLocked.class)
                    .hasMessageContaining("Radicale");
        } finally {
            holder.descendants().forEach(ProcessHandle::destroy);
            holder.destroy();
            holder.waitFor();
        }
    }

    @Test
    @DisplayName("locks on other files, and lines of another form, are not Radicale's")
    void readsTheLocksFile() {
        List<String> lines = List.of(
                "1: POSIX  ADVISORY  WRITE 10 08:02:77 0 EOF",
                "2: FLOCK  ADVISORY  WRITE 11 08:02:78 0 EOF",
                "3: FLOCK  ADVISORY  WRITE 12 08:03:77 0 EOF",
                "3: -> FLOCK  ADVISORY  WRITE 13 08:02:77 0 EOF",
                "nonsense");
        assertThatCode(() -> RadicaleLock.refuseIfListed(temp, lines, 0x802, 77))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RadicaleLock.refuseIfListed(
                        temp, List.of("4: FLOCK  ADVISORY  READ 14 08:02:77 0 EOF"), 0x802, 77))
                .isInstanceOf(StoreLocked.class)
                .hasMessageContaining("14");
    }
}
