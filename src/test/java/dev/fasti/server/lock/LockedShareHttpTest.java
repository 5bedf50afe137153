package dev.fasti.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("Locks on what is shared, and on what methods touch besides content (RFC 4918 7)")
class LockedShareHttpTest extends OnServer {
    private static int count;

    private TestServer.Call bob;

    /** Alice's calendar, and where bob has it. */
    private String work;

    private String mount;

    @BeforeEach
    void share() {
        bob = server.bob();
        work = calendar("locked" + ++count);
        mount = "/bob/shared~alice~locked" + count + "/";
        grant("D:read", "D:write");
    }

    private void grant(String... privileges) {
        alice.send("ACL", work, Aces.acl(Aces.grant(Aces.href("bob"), privileges)))
                .expect(200);
    }

    @Test
    @DisplayName("what the owner has locked is locked through the share, too, and the lock can be seen there")
    void ownersLock() {
        Locks.exclusive(alice, work, "infinity");

        bob.put(mount + "a.ics", Items.event("a")).expectPrecondition(423, "D:lock-token-submitted");
        assertThat(Locks.discover(bob, mount)).hasSize(1);
        assertAbsent(work + "a.ics");
    }

    @Test
    @DisplayName("a lock taken through the share holds at the owner's; its token serves through the share")
    void sharersLock() {
        String token = Locks.exclusive(bob, mount, "infinity");

        alice.put(work + "a.ics", Items.event("a")).expectPrecondition(423, "D:lock-token-submitted");
        bob.with("If", "<" + mount + "> " + Locks.list(token))
                .put(mount + "a.ics", Items.event("a"))
                .expect(201);
        Locks.unlock(bob, mount, token).expect(204);
        alice.send("DELETE", work + "a.ics").expect(204);
    }

    @Test
    @DisplayName(
            "whoever comes through the share is told where a lock is by its place there, the owner by his own (RFC 4918 6.1)")
    void hrefs() {
        put(work + "a.ics", Items.event("a"));
        String token = Locks.exclusive(bob, mount + "a.ics", "0");

        String again = bob.with("If", Locks.list(token))
                .send("LOCK", mount + "a.ics")
                .expect(200)
                .body();
        assertThat(again).contains("<D:lockroot><D:href>" + mount + "a.ics<").doesNotContain(work);
        assertThat(discovery(alice, work))
                .contains("<D:href>" + work + "a.ics<")
                .doesNotContain(mount);
        assertThat(bob.put(mount + "a.ics", Items.event("a"))
                        .expectPrecondition(423, "D:lock-token-submitted")
                        .body())
                .contains("<D:href>" + mount + "a.ics<")
                .doesNotContain(work);
        Locks.unlock(bob, mount + "a.ics", token).expect(204);

        Locks.exclusive(alice, work, "infinity");
        assertThat(discovery(bob, mount)).contains("<D:href>" + mount + "<").doesNotContain(work);
        bob.put("/bob/calendar/moved" + count + ".ics", Items.event("moved")).expect(201);
        Answer refused = bob.with("Destination", mount + "b.ics")
                .send("MOVE", "/bob/calendar/moved" + count + ".ics")
                .expectPrecondition(423, "D:lock-token-submitted");
        Locks.assertRoots(refused, "D:lock-token-submitted", mount);
    }

    @Test
    @DisplayName("an entry of the shared list is inherited, by what is in the share, from the share (RFC 3744 5.5.4)")
    void inherited() {
        put(work + "a.ics", Items.event("a"));
        grant("D:read", "D:read-acl");

        assertThat(inherited(bob, mount + "a.ics")).containsExactly(mount);
        assertThat(inherited(alice, work + "a.ics")).containsExactly(work);
    }

    private static List<String> inherited(TestServer.Call viewer, String path) {
        Element list = viewer.propfind(path, 0, "D:acl").property(path, "D:acl").orElseThrow();
        return Xml.find(list, "D:ace/D:inherited/D:href").stream()
                .map(Element::getTextContent)
                .toList();
    }

    private String discovery(TestServer.Call viewer, String calendar) {
        return viewer.with("Depth", "0")
                .send("PROPFIND", calendar + "a.ics", Xml.propfind("D:lockdiscovery"))
                .expect(207)
                .body();
    }

    @Test
    @DisplayName("how a share looks to its user is nobody else's to lock: PROPPATCH needs no token of the owner's")
    void ownView() {
        Locks.exclusive(alice, work, "infinity");

        Multistatus answer = bob.send("PROPPATCH", mount, Xml.proppatch("<D:displayname>Theirs</D:displayname>"))
                .expect(207)
                .multistatus();
        assertThat(answer.statusOf(mount, "D:displayname")).isEqualTo(200);
        assertThat(bob.propfind(mount, 0, "D:displayname").text(mount, "D:displayname"))
                .isEqualTo("Theirs");
        alice.send("PROPPATCH", work, Xml.proppatch("<D:displayname>Mine</D:displayname>"))
                .expectPrecondition(423, "D:lock-token-submitted");
    }

    @Test
    @DisplayName("but it is in the user's home, and needs the token of a lock on that")
    void ownHome() {
        String token = Locks.exclusive(bob, "/bob/", "0");

        String body = Xml.proppatch("<D:displayname>Theirs</D:displayname>");
        bob.send("PROPPATCH", mount, body).expectPrecondition(423, "D:lock-token-submitted");
        bob.with("If", "</bob/> " + Locks.list(token))
                .send("PROPPATCH", mount, body)
                .expect(207);
        Locks.unlock(bob, "/bob/", token).expect(204);
    }

    @Test
    @DisplayName("POST to a locked collection needs its token (RFC 5995 3.1, RFC 4918 7.4)")
    void post() {
        String token = Locks.exclusive(alice, work, "0");
        TestServer.Call call = alice.with("Content-Type", "text/calendar");

        call.send("POST", work, Items.event("p")).expectPrecondition(423, "D:lock-token-submitted");
        call.with("If", Locks.list(token)).send("POST", work, Items.event("p")).expect(201);
    }

    @Test
    @DisplayName("ACL on a locked collection needs its token (RFC 3744 8.1)")
    void acl() {
        String token = Locks.exclusive(alice, work, "0");
        String body = Aces.acl(Aces.grant(Aces.href("bob"), "D:read"));

        alice.send("ACL", work, body).expectPrecondition(423, "D:lock-token-submitted");
        bob.put(mount + "still.ics", Items.event("still")).expectPrecondition(423, "D:lock-token-submitted");
        alice.with("If", Locks.list(token)).send("ACL", work, body).expect(200);
        bob.put(mount + "no.ics", Items.event("no")).expect(403);
    }

    @Test
    @DisplayName("who may write but not read is not told which member has the UID")
    void uidConflict() {
        put(work + "secret-name.ics", Items.event("same"));
        grant("D:bind", "D:write-content", "D:read-current-user-privilege-set");

        Answer told = alice.put(work + "b.ics", Items.event("same")).expectPrecondition(403, "C:no-uid-conflict");
        assertThat(told.body()).contains(work + "secret-name.ics");
        Answer hidden = bob.put(work + "b.ics", Items.event("same")).expectPrecondition(403, "C:no-uid-conflict");
        assertThat(hidden.body()).doesNotContain("secret-name");
    }
}
