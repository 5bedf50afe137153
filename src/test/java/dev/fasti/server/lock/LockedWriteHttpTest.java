package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.assertRoots;
import static dev.fasti.server.fixture.Locks.discover;
import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.list;
import static dev.fasti.server.fixture.Locks.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What locks protect. */
class LockedWriteHttpTest extends OnServer {
    private static final String SUBMITTED = "D:lock-token-submitted";
    private static final String NOTE = Xml.proppatch("<X:note>n</X:note>");

    private static String file(String folder) {
        String path = folder(folder) + "a.txt";
        put(path, "text");
        return path;
    }

    /** That a request is refused for want of the token of a lock on {@code root}, and changes nothing. */
    private static void assertLocked(Supplier<Answer> request, String root, String... paths) {
        assertRoots(unchanged(request, paths), SUBMITTED, root);
    }

    private static TestServer.Call with(String token) {
        return alice.with("If", "(<" + token + ">) (Not <DAV:no-lock>)");
    }

    @Test
    @DisplayName("A locked member is written, changed, moved and deleted with the token only (RFC 4918 7)")
    void member() {
        String path = file("locked-member");
        String folder = "/alice/locked-member/";
        String token = exclusive(alice, path, "0");
        String other = "/alice/locked-member/b.txt";
        put(other, "other");
        for (Supplier<Answer> request : List.<Supplier<Answer>>of(
                () -> alice.put(path, "changed"),
                () -> alice.send("PROPPATCH", path, NOTE),
                () -> alice.send("DELETE", path),
                () -> alice.with("Destination", folder + "c.txt").send("MOVE", path),
                () -> alice.with("Destination", path).send("COPY", other),
                () -> alice.with("Destination", path).send("MOVE", other))) {
            assertLocked(request, path, folder);
        }
        alice.send("GET", path).expect(200);
        alice.with("Destination", folder + "copy.txt").send("COPY", path).expect(201);
        assertThat(discover(alice, folder + "copy.txt"))
                .as("COPY copies no lock (7.6)")
                .isEmpty();
        alice.with("If", list(token)).put(path, "changed").expect(204);
        assertThat(discover(alice, path)).as("PUT keeps the lock").hasSize(1);
        alice.with("If", list(token)).send("PROPPATCH", path, NOTE).expect(207);
        with(token).with("Destination", path).send("COPY", other).expect(204);
        assertThat(discover(alice, path))
                .as("what is at the root is locked still")
                .hasSize(1);
        with(token).send("DELETE", path).expect(204);
        alice.put(path, "new").expect(201);
        assertThat(discover(alice, path)).as("a lock ends with its root (6.1)").isEmpty();
    }

    @Test
    @DisplayName("MOVE leaves the locks of its source behind (RFC 4918 7.6)")
    void move() {
        String path = file("locked-move");
        String token = exclusive(alice, path, "0");
        alice.with("If", list(token))
                .with("Destination", "/alice/locked-move/b.txt")
                .send("MOVE", path)
                .expect(201);
        assertThat(discover(alice, "/alice/locked-move/b.txt")).isEmpty();
        alice.put(path, "again").expect(201);
        assertThat(discover(alice, path)).isEmpty();
    }

    @Test
    @DisplayName("A lock of depth 0 on a collection protects its members' names, not what is in them (RFC 4918 7.4)")
    void depthZero() {
        String path = file("locked-zero");
        String folder = "/alice/locked-zero/";
        String elsewhere = file("locked-zero-other");
        String token = exclusive(alice, folder, "0");
        for (Supplier<Answer> request : List.<Supplier<Answer>>of(
                () -> alice.put(folder + "new.txt", "new"),
                () -> alice.send("MKCOL", folder + "inner/"),
                () -> alice.send("MKCALENDAR", folder + "inner/"),
                () -> Locks.lock(alice, folder + "new.txt", "shared", "0"),
                () -> alice.send("DELETE", path),
                () -> alice.with("Destination", folder + "b.txt").send("MOVE", path),
                () -> alice.with("Destination", "/alice/locked-zero-other/b.txt")
                        .send("MOVE", path),
                () -> alice.with("Destination", folder + "b.txt").send("MOVE", elsewhere),
                () -> alice.with("Destination", folder + "b.txt").send("COPY", elsewhere),
                () -> alice.send("PROPPATCH", folder, NOTE),
                () -> alice.send("DELETE", folder))) {
            assertLocked(request, folder, folder, "/alice/locked-zero-other/");
        }
        alice.put(path, "changed").expect(204);
        alice.send("PROPPATCH", path, NOTE).expect(207);
        alice.with("If", "<" + folder + "> " + list(token))
                .put(folder + "new.txt", "new")
                .expect(201);
        alice.with("If", "<" + folder + "> " + list(token))
                .send("MKCOL", folder + "inner/")
                .expect(201);
        alice.with("If", "<" + folder + "> " + list(token)).send("DELETE", path).expect(204);
    }

    @Test
    @DisplayName("A lock of infinite depth protects all that is below, and what comes there (RFC 4918 7.4)")
    void depthInfinity() {
        String path = file("locked-deep");
        String folder = "/alice/locked-deep/";
        String token = exclusive(alice, folder, "infinity");
        assertLocked(() -> alice.put(path, "changed"), folder, folder);
        assertLocked(() -> alice.send("PROPPATCH", path, NOTE), folder, folder);
        assertLocked(() -> alice.put(folder + "b.txt", "new"), folder, folder);
        String tagged = "<" + folder + "> " + list(token);
        alice.with("If", tagged).put(folder + "b.txt", "new").expect(201);
        assertThat(discover(alice, folder + "b.txt")).hasSize(1);
        alice.with("If", list(token)).put(path, "changed").expect(204);
        String out = folder("locked-deep-out") + "a.txt";
        with(token).with("Destination", out).send("MOVE", path).expect(201);
        assertThat(discover(alice, out)).isEmpty();
        alice.with("If", tagged).with("Destination", path).send("MOVE", out).expect(201);
        assertThat(discover(alice, path)).hasSize(1);
    }

    @Test
    @DisplayName(
            "DELETE, MOVE and COPY over what holds a locked member do nothing: 207 with 423 (RFC 4918 9.6.1, 9.9.4)")
    void lockedBelow() {
        String path = file("locked-below");
        String folder = "/alice/locked-below/";
        String other = folder("locked-below-other");
        String token = exclusive(alice, path, "0");
        for (Supplier<Answer> request : List.<Supplier<Answer>>of(
                () -> alice.send("DELETE", folder),
                () -> alice.with("Destination", "/alice/locked-below-moved/").send("MOVE", folder),
                () -> alice.with("Destination", folder).send("COPY", other),
                () -> alice.with("Destination", folder).send("MOVE", other))) {
            Multistatus answer = unchanged(request, folder, other, "/alice/").multistatus();
            assertThat(answer.hrefs()).containsExactly(path);
            assertThat(answer.status(path)).hasValue(423);
            assertThat(Xml.find(answer.document(), "//D:error/D:lock-token-submitted/D:href"))
                    .hasSize(1);
        }
        alice.with("Destination", "/alice/locked-below-copy/")
                .send("COPY", folder)
                .expect(201);
        assertThat(discover(alice, "/alice/locked-below-copy/a.txt")).isEmpty();
        with(token).send("DELETE", folder).expect(204);
    }

    @Test
    @DisplayName("The token of a shared lock is enough for its holder; without one the member is locked (RFC 4918 6.2)")
    void sharedLocks() {
        String path = file("locked-shared");
        String first = shared(alice, path, "0");
        String second = shared(alice, path, "0");
        assertThat(first).isNotEqualTo(second);
        assertLocked(() -> alice.put(path, "changed"), path, path);
        alice.with("If", list(second)).put(path, "changed").expect(204);
    }

    @Test
    @DisplayName("Only who created a lock may use it, and only he or who has DAV:unlock ends it (RFC 4918 6.4)")
    void others() {
        String path = file("locked-others");
        String token = exclusive(alice, path, "0");
        server.bob().with("If", list(token)).put(path, "bob's").expect(403);
        Locks.unlock(server.bob(), path, token).expect(403);
        assertThat(discover(alice, path)).hasSize(1);
    }

    @Test
    @DisplayName("Both ends of a MOVE need their tokens (RFC 4918 7.5)")
    void bothEnds() {
        String from = file("locked-from");
        String to = file("locked-to");
        String source = exclusive(alice, from, "0");
        String destination = exclusive(alice, to, "0");
        TestServer.Call move = alice.with("Destination", to);
        assertRoots(move.with("If", list(source)).send("MOVE", from), SUBMITTED, to);
        assertRoots(move.with("If", "<" + to + "> " + list(destination)).send("MOVE", from), SUBMITTED, from);
        move.with("If", "<" + from + "> " + list(source) + " <" + to + "> " + list(destination))
                .send("MOVE", from)
                .expect(204);
        assertThat(discover(alice, to)).hasSize(1);
    }

    @Test
    @DisplayName("A calendar that is locked takes and loses no events without the token (RFC 4918 7.4)")
    void calendars() {
        String calendar = calendar("locked-calendar");
        put(calendar + "a.ics", Items.event("a"));
        String token = exclusive(alice, calendar, "0");
        assertLocked(() -> alice.put(calendar + "b.ics", Items.event("b")), calendar, calendar);
        assertLocked(() -> alice.send("DELETE", calendar + "a.ics"), calendar, calendar);
        alice.put(calendar + "a.ics", Items.event("a", "Changed")).expect(204);
        alice.with("If", "<" + calendar + "> " + list(token))
                .put(calendar + "b.ics", Items.event("b"))
                .expect(201);
    }
}
