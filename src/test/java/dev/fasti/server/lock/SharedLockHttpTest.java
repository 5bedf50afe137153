package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.discover;
import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.list;
import static dev.fasti.server.fixture.Locks.lock;
import static dev.fasti.server.fixture.Locks.shared;
import static dev.fasti.server.fixture.Locks.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks where several may write. */
class SharedLockHttpTest extends OnServer {
    private static void grant(String path, String... privileges) {
        String all =
                "<D:privilege><D:" + String.join("/></D:privilege><D:privilege><D:", privileges) + "/></D:privilege>";
        String ace = "<D:ace><D:principal><D:href>/principals/bob/</D:href></D:principal><D:grant>" + all
                + "</D:grant></D:ace>";
        alice.send("ACL", path, Xml.document("D:acl", ace)).expect(200);
    }

    private static String sharedFile(String name, String... privileges) {
        String path = folder(name) + "a.txt";
        put(path, "text");
        grant("/alice/" + name + "/", privileges);
        return path;
    }

    @Test
    @DisplayName("A lock's token serves its creator only (RFC 4918 6.4)")
    void onlyTheCreator() {
        String path = sharedFile("shared-creator", "read", "write");
        server.bob().put(path, "bob's").expect(204);
        String token = exclusive(alice, path, "0");
        assertThat(discover(server.bob(), path)).hasSize(1);
        server.bob().with("If", list(token)).put(path, "bob's again").expect(423);
        server.bob().with("If", list(token)).send("LOCK", path).expect(423);
        lock(server.bob(), path, "shared", "0").expect(423);
        alice.with("If", list(token)).put(path, "alice's").expect(204);
    }

    @Test
    @DisplayName("UNLOCK of another's lock needs DAV:unlock (RFC 3744 3.5)")
    void unlockOfOthers() {
        String path = sharedFile("shared-unlock", "read", "write");
        String token = exclusive(alice, path, "0");
        unlock(server.bob(), path, token).expectPrecondition(403, "D:need-privileges");
        grant("/alice/shared-unlock/", "read", "unlock");
        unlock(server.bob(), path, token).expect(204);
        assertThat(discover(alice, path)).isEmpty();
        lock(server.bob(), path, "shared", "0").expect(403);
    }

    @Test
    @DisplayName(
            "Of several shared locks one's own is enough, for a member that another's deep lock holds (RFC 4918 7.5)")
    void ownIsEnough() {
        String path = sharedFile("shared-own", "read", "write");
        String folder = "/alice/shared-own/";
        shared(server.bob(), folder, "infinity");
        String shallow = shared(alice, folder, "0");
        String own = shared(alice, path, "0");
        String tokens = "<" + folder + "> " + list(shallow) + " <" + path + "> " + list(own);
        alice.with("If", "<" + folder + "> " + list(shallow))
                .send("DELETE", path)
                .expect(423);
        alice.with("If", tokens).send("DELETE", path).expect(204);
    }

    @Test
    @DisplayName("What has no shared lock of one's own needs the token of the deep one that holds it (RFC 4918 7.5)")
    void ownIsNotEnoughForOthers() {
        folder("shared-tree");
        grant("/alice/shared-tree/", "read", "write");
        String folder = "/alice/shared-tree/inner/";
        alice.send("MKCOL", folder).expect(201);
        put(folder + "a.txt", "text");
        shared(server.bob(), folder, "infinity");
        String shallow = shared(alice, folder, "0");
        String whole = "<" + folder + "> " + list(shallow);
        assertThat(alice.with("If", whole).send("DELETE", folder).multistatus().status(folder))
                .hasValue(423);
        String own = shared(alice, folder + "a.txt", "0");
        alice.with("If", whole + " <" + folder + "a.txt> " + list(own))
                .send("DELETE", folder)
                .expect(204);
    }

    @Test
    @DisplayName("A deep lock is refused for one below; what the user may not read is not named (RFC 4918 9.10.3)")
    void conflictThatIsHidden() {
        String path = sharedFile("shared-hidden", "write");
        exclusive(alice, path, "0");
        Answer refused = lock(server.bob(), "/alice/shared-hidden/", "exclusive", "infinity")
                .expect(423);
        assertThat(refused.body()).doesNotContain("a.txt");
        assertThat(discover(alice, "/alice/shared-hidden/")).isEmpty();
        grant("/alice/shared-hidden/", "read", "write");
        Multistatus named = lock(server.bob(), "/alice/shared-hidden/", "exclusive", "infinity")
                .multistatus();
        assertThat(named.status(path)).hasValue(423);
        assertThat(named.status("/alice/shared-hidden/")).hasValue(424);
    }

    @Test
    @DisplayName("DELETE is refused for a lock below; what the user may not read is not named (RFC 4918 9.6.1)")
    void lockBelowThatIsHidden() {
        folder("shared-around");
        grant("/alice/shared-around/", "write");
        alice.send("MKCOL", "/alice/shared-around/inner/").expect(201);
        String path = "/alice/shared-around/inner/a.txt";
        put(path, "text");
        exclusive(alice, path, "0");
        Answer refused =
                server.bob().send("DELETE", "/alice/shared-around/inner/").expect(423);
        assertThat(refused.body()).doesNotContain("a.txt");
        alice.send("GET", path).expect(200);
        grant("/alice/shared-around/", "read", "write");
        Multistatus named =
                server.bob().send("DELETE", "/alice/shared-around/inner/").multistatus();
        assertThat(named.status(path)).hasValue(423);
    }
}
