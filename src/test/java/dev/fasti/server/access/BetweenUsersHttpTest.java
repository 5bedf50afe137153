package dev.fasti.server.access;

import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What one user may do with another's is no way to do more")
class BetweenUsersHttpTest extends OnServer {
    private static void grant(String path, String... aces) {
        alice.send("ACL", path, Aces.acl(aces)).expect(200);
    }

    private static String shared(String name) {
        String path = calendar(name);
        put(path + "a.ics", Items.event(name));
        return path;
    }

    @Test
    @DisplayName(
            "a copy takes no access control list along: nobody gets into the copy by the original's (RFC 3744 8.1)")
    void copyTakesNoList() {
        String path = shared("copied-list");
        grant(path, Aces.grant(Aces.href("bob"), "D:read"), Aces.grant(Aces.href("carol"), "D:all"));
        server.bob().with("Destination", "/bob/copied-list/").send("COPY", path).expect(201);
        server.bob().send("GET", "/bob/copied-list/a.ics").expect(200);
        assertThat(server.carol().send("GET", path + "a.ics").status()).isEqualTo(200);
        assertThat(server.carol().send("GET", "/bob/copied-list/a.ics").status())
                .isIn(403, 404);
        assertThat(server.carol().send("DELETE", "/bob/copied-list/").status()).isIn(403, 404);
    }

    @Test
    @DisplayName(
            "whoever reads cannot move away, and whoever writes cannot carry off the collection (RFC 3744 appendix B)")
    void noCarryingOff() {
        String path = shared("carried-off");
        grant(path, Aces.grant(Aces.href("bob"), "D:read"));
        TestServer.Call mover = server.bob().with("Destination", "/bob/calendar/mine.ics");
        mover.send("MOVE", path + "a.ics").expect(403);
        grant(path, Aces.grant(Aces.href("bob"), "D:read", "D:write"));
        assertThat(server.bob()
                        .with("Destination", "/bob/carried-off/")
                        .send("MOVE", path)
                        .status())
                .isIn(403, 404);
        alice.send("GET", path + "a.ics").expect(200);
    }

    @Test
    @DisplayName("a lock of somebody who may write ends by the owner's word (RFC 3744 3.5)")
    void ownerUnlocks() {
        String path = shared("locked-out");
        grant(path, Aces.grant(Aces.href("bob"), "D:read", "D:write"));
        String token = exclusive(server.bob(), path, "infinity");
        alice.put(path + "b.ics", Items.event("b")).expect(423);
        unlock(alice, path, token).expect(204);
        put(path + "b.ics", Items.event("b"));
    }

    @Test
    @DisplayName("whoever writes cannot give themselves more, neither by ACL nor by PROPPATCH (RFC 3744 3.8)")
    void writersNeedWriteAclForMore() {
        String path = shared("no-more-rights");
        grant(path, Aces.grant(Aces.href("bob"), "D:read", "D:write"));
        server.bob()
                .send("ACL", path, Aces.acl(Aces.grant(Aces.href("bob"), "D:all")))
                .expect(403);
        server.bob().send("PROPPATCH", path, Xml.proppatch("<F:acl xmlns:F=\"https://fasti.dev/ns/\">x</F:acl>"));
        server.bob().send("ACL", path, Aces.acl()).expect(403);
        alice.send("GET", path + "a.ics").expect(200);
    }
}
