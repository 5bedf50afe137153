package dev.fasti.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.config.read.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti doctor, on the machine itself:")
class MachineChecksTest {
    private static final String ME = System.getProperty("user.name");

    @TempDir
    Path folder;

    private Path data() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("collection-root"));
        Files.createDirectories(data.resolve("fasti"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        return data;
    }

    private static String text(List<Finding> found) {
        StringBuilder text = new StringBuilder();
        found.forEach(each -> text.append(each.level())
                .append(' ')
                .append(each.text())
                .append(" | ")
                .append(each.fix())
                .append('\n'));
        return text.toString();
    }

    @Test
    @DisplayName("a folder is good if it is one user's; a missing, a foreign and an open one are named with their fix")
    void folder() throws IOException {
        Path data = data();
        assertThat(text(new FolderCheck(data, ME).findings())).startsWith("OK ").hasLineCount(1);
        assertThat(text(new FolderCheck(data, "somebody else").findings())).contains("WARN ", "sudo -u " + ME);
        assertThat(text(new FolderCheck(folder.resolve("none"), ME).findings())).startsWith("FAIL there is no folder");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(text(new FolderCheck(data, ME).findings())).contains("WARN ", "chmod o-rwx " + data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(text(new FolderCheck(data, ME).findings())).contains("FAIL everybody on this machine may write");
        assertThat(text(new FolderCheck(Files.createDirectory(folder.resolve("new")), ME).findings()))
                .startsWith("WARN ")
                .contains("no collection-root");
    }

    @Test
    @DisplayName("inodes are asked for with a limit in time: a mount that does not answer does not hang the doctor")
    void deadMount() throws IOException {
        String table = "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/sda1 100 1 99 1% /\n";
        assertThat(DiskCheck.inodesFree(List.of("printf", "%s", table), Duration.ofMinutes(1)))
                .hasValue(99);
        // Its input never ends, so neither does it.
        assertThat(DiskCheck.inodesFree(List.of("cat"), Duration.ofMillis(1))).isEmpty();
        assertThat(DiskCheck.inodesFree(List.of("/no such command"), Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Test
    @DisplayName("a disk without space or inodes fails, one that is nearly full is warned of")
    void disk() {
        assertThat(text(new DiskCheck(10_000_000_000L, OptionalLong.of(100_000), 100_000_000).findings()))
                .hasLineCount(2)
                .doesNotContain("FAIL", "WARN");
        assertThat(text(new DiskCheck(90_000_000, OptionalLong.of(12), 100_000_000).findings()))
                .contains(
                        "FAIL the disk has 90 MB left",
                        "FAIL the disk takes only 12 more files",
                        "fasti history purge");
        assertThat(text(new DiskCheck(150_000_000, OptionalLong.empty(), 100_000_000).findings()))
                .startsWith("WARN ");
    }

    @Test
    @DisplayName("df is understood, also where a file system has no number of inodes, or there is no table")
    void inodes() {
        String head = "Filesystem      Inodes  IUsed   IFree IUse% Mounted on\n";
        assertThat(DiskCheck.inodesFree(head + "/dev/sda1 16777216 539222 16237994 4% /\n"))
                .hasValue(16_237_994);
        assertThat(DiskCheck.inodesFree(head + "/dev/sdb1 0 0 0 - /btrfs\n")).isEmpty();
        assertThat(DiskCheck.inodesFree("")).isEmpty();
    }

    @Test
    @DisplayName("a file system that syncs, links and renames is good and left as it was; others are named")
    void fileSystem() throws IOException {
        Path data = data();
        assertThat(text(new FileSystemCheck(data, "ext4").findings()))
                .startsWith("OK ext4")
                .hasLineCount(1);
        assertThat(text(new FileSystemCheck(data, "nfs4").findings()))
                .contains("WARN nfs4 is on another machine", "OK ");
        assertThat(text(new FileSystemCheck(data, "tmpfs").findings())).contains("FAIL tmpfs is in memory");
        try (var all = Files.list(data)) {
            assertThat(all.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("collection-root", "fasti");
        }
        URI zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem lacking = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThat(text(new FileSystemCheck(lacking.getPath("/"), "zip").findings()))
                    .contains("FAIL zip does not link a file hard", "FAIL zip does not make a folder durable");
        }
    }

    @Test
    @DisplayName("file names in another encoding than UTF-8 fail")
    void locale() {
        assertThat(text(new LocaleCheck("UTF-8").findings())).startsWith("OK ");
        assertThat(text(new LocaleCheck("ANSI_X3.4-1968").findings()))
                .startsWith("FAIL ")
                .contains("LC_ALL=C.UTF-8");
    }

    @Test
    @DisplayName(
            "an archive of classes that Java cannot use is named, with the command that makes another; none is no finding")
    void archive() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assertThat(new ArchiveCheck(java, List.of("-Xms8m"), ".").findings()).isEmpty();
        Path archive = Files.writeString(folder.resolve("fasti.jsa"), "of another Java");
        assertThat(text(new ArchiveCheck(java, List.of("-XX:SharedArchiveFile=" + archive), ".").findings()))
                .startsWith("WARN Java passes over the archive of classes " + archive)
                .contains("fasti warmup");
        // What came with Java itself fits it.
        Path own = Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
        Assumptions.assumeTrue(Files.exists(own));
        assertThat(text(new ArchiveCheck(java, List.of("-Xmx64m", "-XX:SharedArchiveFile=" + own), ".").findings()))
                .startsWith("OK Java uses the archive of classes " + own);
    }

    @Test
    @DisplayName("a clock before this program was made fails, and one that the file system does not share")
    void clock() throws IOException {
        Clock clock = Clock.systemUTC();
        Instant built = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(text(new ClockCheck(folder, clock, built).findings())).startsWith("OK ");
        Clock behind = Clock.offset(clock, Duration.ofMinutes(-3));
        assertThat(text(new ClockCheck(folder, behind, built).findings()))
                .startsWith("FAIL the file system is 1")
                .contains("ahead");
        assertThat(text(new ClockCheck(folder, clock, Instant.MAX).findings()))
                .contains("before this program was made");
    }

    @Test
    @DisplayName("a heap that is small, greedy or less than the largest item needs is warned of")
    void memory() {
        long megabyte = 1 << 20;
        assertThat(text(new MemoryCheck(128 * megabyte, 256 * megabyte, 10_000_000).findings()))
                .startsWith("OK ");
        assertThat(text(new MemoryCheck(32 * megabyte, 64 * megabyte, 1_000_000).findings()))
                .startsWith("WARN ")
                .contains("-Xmx64m");
        assertThat(text(new MemoryCheck(250 * megabyte, 256 * megabyte, 10_000_000).findings()))
                .contains("-Xmx128m");
        assertThat(text(new MemoryCheck(128 * megabyte, 256 * megabyte, 100_000_000).findings()))
                .contains("too little for one item");
    }

    @Test
    @DisplayName("a users file is good with strong hashes that only its owner reads; weak and broken lines are named")
    void users() throws IOException {
        Path file = folder.resolve("users");
        assertThat(text(new UsersCheck(file, PlainText.REFUSED).findings())).startsWith("FAIL there is no ");
        Files.writeString(file, "anna:$2y$10$Ro5bXUoDFjSmPnjzTEi8ruhAhIPMMAbEhTKRrMq6WHpZEMpIrDZRe\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(text(new UsersCheck(file, PlainText.REFUSED).findings())).startsWith("OK 1 can log in");
        Files.writeString(
                file,
                "anna:$2y$04$Ro5bXUoDFjSmPnjzTEi8ruhAhIPMMAbEhTKRrMq6WHpZEMpIrDZRe\nbob:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n"
                        + "carol:secret\nnonsense\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String found = text(new UsersCheck(file, PlainText.ALLOWED).findings());
        assertThat(found)
                .contains(
                        "anna has a bcrypt hash of cost 4",
                        "bob has an apr1 hash",
                        "carol has a password in plain text")
                .contains("fasti user passwd bob", "users:4: no colon", "may read " + file, "chmod 600 " + file)
                .doesNotContain("secret");
        Files.writeString(file, "# nobody\n");
        assertThat(text(new UsersCheck(file, PlainText.REFUSED).findings()))
                .contains("has no users: nobody can log in");
    }

    @Test
    @DisplayName("a server that is open to the network without TLS fails, one behind a proxy does not")
    void exposure() {
        assertThat(text(exposed(Map.of()))).startsWith("OK ");
        assertThat(text(exposed(Map.of("FASTI_SERVER_HOST", "0.0.0.0"))))
                .startsWith("FAIL passwords cross the network");
        assertThat(text(exposed(Map.of("FASTI_SERVER_HOST", "0.0.0.0", "FASTI_SERVER_TRUSTED_PROXIES", "10.0.0.1"))))
                .startsWith("OK ");
        assertThat(text(exposed(Map.of("FASTI_SERVER_TRUSTED_PROXIES", "0.0.0.0/0"))))
                .contains("FAIL server.trusted_proxies has");
        assertThat(text(exposed(Map.of("FASTI_AUTH_TYPE", "none")))).contains("FAIL auth.type");
    }

    private static List<Finding> exposed(Map<String, String> environment) {
        return new ExposureCheck(ConfigReader.read(environment, Map.of())).findings();
    }
}
