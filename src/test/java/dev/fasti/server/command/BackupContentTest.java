package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a backup holds besides calendars and contacts")
class BackupContentTest {
    private static final String WORK = "/alice/work/";

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();

    private void done(Path data, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        fasti.done(all.toArray(String[]::new));
    }

    /** Backs up a folder that holds one of everything, and restores that to another. */
    private Path restored(String... options) {
        Path data = temporary.resolve("data");
        Path file = temporary.resolve("backup.tar");
        try (TestServer server = TestServer.start(data)) {
            TestServer.Call alice = server.alice();
            done(data, "app-password", "add", "alice", "phone");
            done(data, "group", "add", "family", "bob");
            alice.send("MKCALENDAR", WORK).expect(201);
            alice.put(WORK + "a.ics", Items.event("a")).expect(201);
            alice.put(WORK + "a.ics", Items.event("a").replace("Meeting", "Later"))
                    .expect(204);
            alice.send("ACL", WORK, Aces.acl(Aces.grant(Aces.href("bob"), "D:read")))
                    .expect(200);
            alice.send("MKCALENDAR", "/alice/gone/").expect(201);
            for (int i = 0; i < 21; i++) {
                alice.put("/alice/gone/" + i + ".ics", Items.event("b" + i)).expect(201);
            }
            alice.send("DELETE", "/alice/gone/").expect(204);
            Locks.exclusive(alice, WORK, "infinity");
            List<String> backup = new ArrayList<>(List.of("backup", file.toString()));
            backup.addAll(List.of(options));
            done(data, backup.toArray(String[]::new));
        }
        assertThat(data.resolve("fasti/locks")).exists();
        Path other = temporary.resolve("other");
        done(other, "restore", file.toString());
        for (String name : List.of("users", "groups", "app-passwords")) {
            assertThat(other.resolve("fasti").resolve(name))
                    .as(name)
                    .hasSameBinaryContentAs(data.resolve("fasti").resolve(name));
        }
        assertThat(other.resolve("fasti/marks")).isNotEmptyDirectory();
        return other;
    }

    private static List<String> past(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .filter(file -> file.contains("/history/") || file.contains("/trash/"))
                    .toList();
        }
    }

    @Test
    @DisplayName("accounts, groups, app passwords, shares and marks; locks and what is past are left out")
    void present() throws IOException {
        Path other = restored();
        assertThat(past(other)).isEmpty();
        assertThat(other.resolve("fasti/locks")).doesNotExist();
        done(other, "app-password", "list", "alice");
        assertThat(fasti.out()).contains("phone");
        done(other, "group", "members", "family");
        assertThat(fasti.out()).contains("bob");
        try (TestServer server = TestServer.start(other)) {
            server.bob().send("GET", WORK + "a.ics").expect(200);
            server.bob().put(WORK + "a.ics", Items.event("a")).expect(403);
            assertThat(Locks.discover(server.alice(), WORK)).isEmpty();
            server.alice().put(WORK + "c.ics", Items.event("c")).expect(201);
        }
    }

    @Test
    @DisplayName("so nobody else may read the file")
    void closed() throws IOException {
        restored();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("backup.tar"))))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("with --history earlier versions, who changed what, and the trash")
    void past() throws IOException {
        Path other = restored("--history");
        List<String> past = past(other);
        assertThat(past).anyMatch(file -> file.matches("collection-root/alice/work/\\.fasti/history/.+-a\\.ics"));
        assertThat(past).contains("collection-root/alice/work/.fasti/history/journal");
        assertThat(past).anyMatch(file -> file.matches("fasti/trash/[^/]+/collection/20\\.ics"));
        assertThat(other.resolve("fasti/locks")).doesNotExist();
    }
}
