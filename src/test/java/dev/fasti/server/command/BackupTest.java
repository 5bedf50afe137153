package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti backup and fasti restore")
class BackupTest {
    private static final String CALENDAR = "/alice/calendar/";

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();
    private Path data;
    private Path file;

    @BeforeEach
    void name() {
        data = temporary.resolve("data");
        file = temporary.resolve("backup.tar");
    }

    private void backUp(Path to) {
        fasti.done("backup", "--data", data.toString(), to.toString());
    }

    @Test
    @DisplayName("What a running server held at that moment comes back, and a token of the lost future is refused")
    void wholeLife() {
        String kept;
        String lost;
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
            server.alice()
                    .put(CALENDAR + "%C3%BC%5C%20'%22.ics", Items.event("odd"))
                    .expect(201);
            server.alice()
                    .send("PROPPATCH", CALENDAR, Xml.proppatch("<X:note>Kept</X:note>"))
                    .expect(207);
            server.alice()
                    .send("PROPPATCH", CALENDAR + "a.ics", Xml.proppatch("<X:note>Too</X:note>"))
                    .expect(207);
            kept = server.alice().syncToken(CALENDAR);
            backUp(file);
            server.alice().put(CALENDAR + "b.ics", Items.event("b")).expect(201);
            server.alice().send("DELETE", CALENDAR + "a.ics").expect(204);
            lost = server.alice().syncToken(CALENDAR);
        }
        Path other = temporary.resolve("other");
        fasti.done("restore", "--data", other.toString(), file.toString());
        try (TestServer server = TestServer.start(other)) {
            assertThat(server.alice().members(CALENDAR))
                    .containsExactly(CALENDAR + "a.ics", CALENDAR + "%C3%BC%5C%20%27%22.ics");
            assertThat(server.alice().send("GET", CALENDAR + "a.ics").body()).isEqualTo(Items.event("a"));
            assertThat(server.alice().propfind(CALENDAR, 0, "X:note").text(CALENDAR, "X:note"))
                    .isEqualTo("Kept");
            assertThat(server.alice().propfind(CALENDAR + "a.ics", 0, "X:note").text(CALENDAR + "a.ics", "X:note"))
                    .isEqualTo("Too");
            assertThat(server.alice().sync(CALENDAR, kept).multistatus().hrefs())
                    .isEmpty();
            server.alice().sync(CALENDAR, lost).expectPrecondition(403, "D:valid-sync-token");
            server.alice().put(CALENDAR + "c.ics", Items.event("c")).expect(201);
            server.alice().sync(CALENDAR, lost).expectPrecondition(403, "D:valid-sync-token");
            assertThat(server.alice().sync(CALENDAR, kept).multistatus().hrefs())
                    .containsExactly(CALENDAR + "c.ics");
        }
    }

    @Test
    @DisplayName("tar unpacks it, and sha256sum finds every file as it was")
    void readableWithoutFasti() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            server.alice()
                    .put(CALENDAR + "%C3%BC%5C%20'%22.ics", Items.event("odd"))
                    .expect(201);
            backUp(temporary.resolve("backup.tar.gz"));
        }
        Path unpacked = Files.createDirectory(temporary.resolve("unpacked"));
        assertThat(shell(unpacked, "tar -xzf ../backup.tar.gz && sha256sum --quiet --check SHA256SUMS"))
                .isEmpty();
        assertThat(unpacked.resolve("collection-root/alice/calendar/ü\\ '\".ics"))
                .hasContent(Items.event("odd"));
        assertThat(unpacked.resolve("fasti/users")).exists();
        assertThat(Files.readAllLines(unpacked.resolve("SHA256SUMS"))).hasSizeGreaterThan(5);
        assertThat(Files.readString(unpacked.resolve("FASTI-BACKUP"))).startsWith("Fasti ");
    }

    private static String shell(Path folder, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    @DisplayName("An item that moves to and fro between two calendars is in each backup exactly once")
    void oneMoment() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("MKCALENDAR", "/alice/other/").expect(201);
            server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
            AtomicBoolean stop = new AtomicBoolean();
            Thread mover = new Thread(() -> {
                while (!stop.get()) {
                    move(server, CALENDAR + "a.ics", "/alice/other/a.ics");
                    move(server, "/alice/other/a.ics", CALENDAR + "a.ics");
                }
            });
            mover.start();
            try {
                for (int i = 0; i < 20; i++) {
                    Path each = temporary.resolve(i + ".tar");
                    backUp(each);
                    Path restored = temporary.resolve("restored" + i);
                    fasti.done("restore", "--data", restored.toString(), each.toString());
                    try (Stream<Path> all = Files.walk(restored.resolve("collection-root"))) {
                        assertThat(all.filter(path -> path.endsWith("a.ics"))).hasSize(1);
                    }
                }
            } finally {
                stop.set(true);
                mover.join();
            }
        }
    }

    private static void move(TestServer server, String from, String to) {
        server.alice().with("Destination", to).send("MOVE", from).expect(201);
    }

    @Test
    @DisplayName("A damaged or cut archive is refused, wherever the damage is, and nothing is touched")
    void damaged() throws Exception {
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
            backUp(file);
        }
        byte[] whole = Files.readAllBytes(file);
        Path other = temporary.resolve("other");
        int content = new String(whole, StandardCharsets.ISO_8859_1).indexOf("SUMMARY:Meeting");
        for (byte[] bad : List.of(
                new byte[0],
                "no archive".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 3),
                Arrays.copyOf(whole, content),
                flipped(whole, content))) {
            assertThat(fasti.run(bad, "restore", "--data", other.toString(), "-"))
                    .isEqualTo(1);
            assertThat(fasti.err()).isNotBlank().doesNotContain("\tat ");
            assertThat(other.resolve("collection-root")).doesNotExist();
        }
        assertThat(fasti.run(whole, "restore", "--data", other.toString(), "-")).isZero();
    }

    private static byte[] flipped(byte[] octets, int at) {
        byte[] flipped = octets.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    @Test
    @DisplayName("A running server, a folder that is not empty, and a file that exists are left as they are")
    void refusals() {
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
            backUp(file);
            assertThat(fasti.failed("backup", "--data", data.toString(), file.toString()))
                    .contains("exists already");
            assertThat(fasti.failed("restore", "--data", data.toString(), file.toString()))
                    .contains("in use");
            server.alice().put(CALENDAR + "b.ics", Items.event("b")).expect(201);
        }
        assertThat(fasti.failed("restore", "--data", data.toString(), file.toString()))
                .contains("--replace");
        fasti.done("restore", "--replace", "--data", data.toString(), file.toString());
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.alice().members(CALENDAR)).containsExactly(CALENDAR + "a.ics");
        }
        try (Stream<Path> inside = Files.list(data)) {
            assertThat(inside.filter(path -> path.getFileName().toString().startsWith("before-restore-")))
                    .singleElement()
                    .satisfies(before -> assertThat(before.resolve("collection-root/alice/calendar/b.ics"))
                            .exists());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("One collection comes back beside a running server, and clients synchronise it rightly")
    void one() {
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            server.alice().put(CALENDAR + "a.ics", Items.event("a")).expect(201);
            String kept = server.alice().syncToken(CALENDAR);
            backUp(file);
            server.alice().send("DELETE", CALENDAR + "a.ics").expect(204);
            String lost = server.alice().syncToken(CALENDAR);
            String[] restore = {"restore", "--data", data.toString(), "--only", "/alice/calendar", file.toString()};
            assertThat(fasti.failed(restore)).contains("--replace");
            assertThat(server.alice().members(CALENDAR)).isEmpty();
            fasti.done("restore", "--replace", "--data", data.toString(), "--only", "/alice/calendar", file.toString());
            assertThat(server.alice().members(CALENDAR)).containsExactly(CALENDAR + "a.ics");
            server.alice().sync(CALENDAR, lost).expectPrecondition(403, "D:valid-sync-token");
            assertThat(server.alice().sync(CALENDAR, kept).multistatus().hrefs())
                    .isEmpty();
            fasti.done(
                    "restore",
                    "--data",
                    data.toString(),
                    "--only",
                    "/alice/calendar",
                    "--to",
                    "/alice/copy",
                    file.toString());
            server.alice().send("GET", "/alice/copy/a.ics").expect(200);
            assertThat(fasti.failed("restore", "--data", data.toString(), "--only", "/alice/none", file.toString()))
                    .contains("holds no /alice/none");
        }
    }

    @Test
    @DisplayName("A restore that a crash interrupted when it was ready is completed by the next start")
    void interrupted() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            server.alice().put(CALENDAR + "old.ics", Items.event("old")).expect(201);
        }
        Path fresh = data.resolve(".fasti.restore/collection-root/alice/calendar");
        Files.createDirectories(fresh);
        Files.writeString(fresh.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        Files.writeString(fresh.resolve("new.ics"), Items.event("new"));
        Files.writeString(data.resolve(".fasti.restore/ready"), "before");
        Files.createDirectories(data.resolve("before"));
        Files.move(data.resolve("collection-root"), data.resolve("before/collection-root"));
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.alice().members(CALENDAR)).containsExactly(CALENDAR + "new.ics");
        }
        assertThat(data.resolve("before/collection-root/alice/calendar/old.ics"))
                .exists();
        assertThat(data.resolve(".fasti.restore")).doesNotExist();
    }
}
