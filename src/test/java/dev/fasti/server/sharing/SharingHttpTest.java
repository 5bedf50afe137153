package dev.fasti.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.SharingScene;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("A calendar that is shared with another user")
class SharingHttpTest extends SharingScene {
    private static List<String> privileges(Multistatus answer, String href) {
        Element set = answer.property(href, "D:current-user-privilege-set").orElseThrow();
        return Xml.find(set, "D:privilege/*").stream()
                .map(Element::getLocalName)
                .toList();
    }

    @Test
    @DisplayName("appears in the other's home, because iOS reads one home-set only, with all hrefs below that home")
    void iosSeesItInTheOneHome() {
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        share("bob", "--read");
        Multistatus home = bob.propfind("/bob/", 1, "D:displayname", "D:resourcetype", "D:owner", "I:calendar-color");
        assertThat(home.hrefs()).contains(MOUNT);
        assertThat(home.text(MOUNT, "D:displayname")).isEqualTo("Work (alice)");
        assertThat(home.text(MOUNT, "I:calendar-color")).isEqualTo("#FF0000FF");
        assertThat(home.text(MOUNT, "D:owner")).isEqualTo("/principals/alice/");
        assertThat(Xml.find(home.property(MOUNT, "D:resourcetype").orElseThrow(), "C:calendar"))
                .hasSize(1);
        assertThat(bob.propfind(MOUNT, 1, "D:getetag").hrefs()).containsExactly(MOUNT, MOUNT + "a.ics");
        bob.send("GET", MOUNT + "a.ics").expect(200);
        assertThat(alice.propfind("/alice/", 1, "D:displayname").hrefs()).noneMatch(href -> href.contains("shared~"));
    }

    @Test
    @DisplayName("has the tags and sync tokens of the original, and every report answers with hrefs in the own home")
    void reports() {
        share("bob", "--read");
        String token = bob.syncToken(MOUNT);
        assertThat(token).isEqualTo(alice.syncToken(WORK));
        alice.put(WORK + "b.ics", Items.event("b", "Two")).expect(201);
        Multistatus sync = bob.sync(MOUNT, token).multistatus();
        assertThat(sync.hrefs()).containsExactly(MOUNT + "b.ics");
        assertThat(sync.text(MOUNT + "b.ics", "D:getetag"))
                .isEqualTo(alice.propfind(WORK + "b.ics", 0, "D:getetag").text(WORK + "b.ics", "D:getetag"));
        String multiget = Xml.document(
                "C:calendar-multiget",
                "<D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>" + MOUNT + "a.ics</D:href><D:href>" + WORK
                        + "b.ics</D:href>");
        Multistatus got = bob.send("REPORT", MOUNT, multiget).multistatus();
        assertThat(got.text(MOUNT + "a.ics", "C:calendar-data")).contains("SUMMARY:One");
        assertThat(got.status(WORK + "b.ics")).contains(404);
        String query = Xml.document(
                "C:calendar-query",
                "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"/></C:filter>");
        for (String path : List.of(MOUNT, "/bob/")) {
            assertThat(bob.with("Depth", "infinity")
                            .send("REPORT", path, query)
                            .multistatus()
                            .hrefs())
                    .containsExactly(MOUNT + "a.ics", MOUNT + "b.ics");
        }
    }

    @Test
    @DisplayName("lets the other do what was granted and no more, and says so (RFC 3744 5.4)")
    void rights() {
        share("bob", "--read");
        assertThat(privileges(bob.propfind(MOUNT, 0, "D:current-user-privilege-set"), MOUNT))
                .contains("read", "write-properties")
                .doesNotContain("write", "write-content", "bind", "unbind", "write-acl");
        bob.put(MOUNT + "b.ics", Items.event("b", "Two")).expect(403);
        bob.put(MOUNT + "a.ics", Items.event("a", "Two")).expect(403);
        bob.send("DELETE", MOUNT + "a.ics").expect(403);
        bob.put("/bob/calendar/c.ics", Items.event("c", "Own")).expect(201);
        for (String method : List.of("COPY", "MOVE")) {
            bob.with("Destination", MOUNT + "c.ics")
                    .send(method, "/bob/calendar/c.ics")
                    .expect(403);
        }
        bob.with("Destination", "/bob/calendar/a.ics")
                .send("MOVE", MOUNT + "a.ics")
                .expect(403);
        bob.with("Destination", "/bob/calendar/a.ics")
                .send("COPY", MOUNT + "a.ics")
                .expect(201);
        alice.send("GET", WORK + "c.ics").expect(404);
        share("bob", "--write");
        assertThat(privileges(bob.propfind(MOUNT, 0, "D:current-user-privilege-set"), MOUNT))
                .contains("read", "write", "write-content", "bind", "unbind")
                .doesNotContain("write-acl");
        String tag = bob.put(MOUNT + "b.ics", Items.event("b", "Two"))
                .expect(201)
                .header("ETag")
                .orElseThrow();
        assertThat(alice.send("GET", WORK + "b.ics").expect(200).header("ETag")).contains(tag);
        bob.with("Destination", MOUNT + "c.ics")
                .send("MOVE", "/bob/calendar/c.ics")
                .expect(201);
        alice.send("GET", WORK + "c.ics").expect(200);
        bob.send("DELETE", MOUNT + "a.ics").expect(204);
        alice.send("GET", WORK + "a.ics").expect(404);
        server.as("zoë@example.org", "päß:wört").send("GET", MOUNT + "b.ics").expect(403);
    }

    @Test
    @DisplayName(
            "Thunderbird: what may only be read has no write-properties, which it takes for leave to write everything")
    void thunderbirdReadOnly() {
        TestServer.Call thunderbird =
                bob.with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.8.0");
        share("bob", "--read");
        assertThat(privileges(thunderbird.propfind(MOUNT, 0, "D:current-user-privilege-set"), MOUNT))
                .contains("read")
                .doesNotContain("write-properties");
        share("bob", "--write");
        assertThat(privileges(thunderbird.propfind(MOUNT, 0, "D:current-user-privilege-set"), MOUNT))
                .contains("read", "write", "write-content", "write-properties");
    }

    @Test
    @DisplayName("looks to the other as the other says, to nobody else, through a restart")
    void ownView() {
        share("bob", "--read");
        bob.send(
                        "PROPPATCH",
                        MOUNT,
                        Xml.document(
                                "D:propertyupdate",
                                "<D:set><D:prop><D:displayname>Ours</D:displayname><I:calendar-order>7</I:calendar-order>"
                                        + "<X:note><X:deep>a</X:deep></X:note></D:prop></D:set><D:remove><D:prop>"
                                        + "<I:calendar-color/></D:prop></D:remove>"))
                .expect(207);
        server.close();
        server = TestServer.start(data);
        bob = server.bob();
        alice = server.alice();
        String[] asked = {"D:displayname", "I:calendar-order", "I:calendar-color", "X:note"};
        Multistatus seen = bob.propfind(MOUNT, 0, asked);
        assertThat(seen.text(MOUNT, "D:displayname")).isEqualTo("Ours");
        assertThat(seen.text(MOUNT, "I:calendar-order")).isEqualTo("7");
        assertThat(Xml.find(seen.property(MOUNT, "X:note").orElseThrow(), "X:deep"))
                .hasSize(1);
        assertThat(seen.statusOf(MOUNT, "I:calendar-color")).isEqualTo(404);
        Multistatus original = alice.propfind(WORK, 0, asked);
        assertThat(original.text(WORK, "D:displayname")).isEqualTo("Work");
        assertThat(original.text(WORK, "I:calendar-color")).isEqualTo("#FF0000FF");
        assertThat(original.statusOf(WORK, "X:note")).isEqualTo(404);
        assertThat(bob.with("Depth", "0")
                        .send("PROPFIND", "/bob/", Xml.document("D:propfind", "<D:allprop/>"))
                        .body())
                .doesNotContain("Ours", "fasti.dev");
        bob.send("PROPPATCH", MOUNT, Xml.proppatch("<D:displayname/>")).expect(207);
    }

    @Test
    @DisplayName("ends with the next request once it is revoked, at any of its URLs")
    void revoked() {
        share("bob", "--write");
        assertThat(homeOfBob()).contains(MOUNT);
        run(0, "share", "remove", "alice/work", "bob");
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        bob.send("GET", MOUNT + "a.ics").expect(404);
        bob.sync(MOUNT, "").expect(404);
        bob.put(MOUNT + "b.ics", Items.event("b", "Two")).expect(409);
        bob.send("GET", WORK + "a.ics").expect(403);
        alice.send("GET", WORK + "a.ics").expect(200);
        assertThat(run(1, "share", "remove", "alice/work", "bob")).contains("is not shared with bob");
    }

    @Test
    @DisplayName("is hidden, not deleted, by the other's DELETE, and shown again by a new grant")
    void hidden() {
        share("bob", "--read");
        bob.send("DELETE", MOUNT).expect(204);
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        bob.send("DELETE", MOUNT).expect(404);
        alice.send("GET", WORK + "a.ics").expect(200);
        server.close();
        server = TestServer.start(data);
        bob = server.bob();
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        share("bob", "--read");
        assertThat(homeOfBob()).contains(MOUNT);
        bob.send("DELETE", MOUNT).expect(204);
        share("bob", "--write");
        assertThat(homeOfBob()).contains(MOUNT);
    }

    @Test
    @DisplayName("is shown again to who had hidden it, and makes a collection where it was: nothing is made")
    void shownAgain() {
        share("bob", "--read");
        bob.send("PROPPATCH", MOUNT, Xml.proppatch("<D:displayname>Hers</D:displayname>"))
                .multistatus();
        for (String method : List.of("MKCALENDAR", "MKCOL")) {
            bob.send("DELETE", MOUNT).expect(204);
            assertThat(homeOfBob()).doesNotContain(MOUNT);
            bob.send(method, MOUNT).expect(201);
            assertThat(homeOfBob()).contains(MOUNT);
            bob.send("GET", MOUNT + "a.ics").expect(200);
            assertThat(bob.propfind(MOUNT, 0, "D:displayname").text(MOUNT, "D:displayname"))
                    .isEqualTo("Hers");
        }
        bob.send("MKCALENDAR", MOUNT, Xml.creation("C:mkcalendar", "<D:displayname>Mine</D:displayname>"))
                .expect(409);
    }

    @Test
    @DisplayName("is shown again to a member of a group by him alone, and to nobody whom it has been taken from")
    void shownAgainToMembers() {
        run(0, "group", "add", "family", "bob", "carol");
        share("group:family", "--read");
        server.carol().send("OPTIONS", "/").expect(200);
        String carols = "/carol/shared~alice~work/";
        bob.send("DELETE", MOUNT).expect(204);
        server.carol().send("DELETE", carols).expect(204);
        bob.send("MKCALENDAR", MOUNT).expect(201);
        bob.send("GET", MOUNT + "a.ics").expect(200);
        server.carol().send("GET", carols + "a.ics").expect(404);
        run(0, "share", "remove", "alice/work", "group:family");
        server.carol().send("MKCALENDAR", carols).expect(201);
        server.carol().send("GET", carols + "a.ics").expect(404);
    }

    @Test
    @DisplayName("stays hidden from who makes something else where it was")
    void madeInstead() {
        share("bob", "--read");
        bob.send("DELETE", MOUNT).expect(204);
        bob.send("MKCALENDAR", MOUNT, Xml.creation("C:mkcalendar", "<D:displayname>Mine</D:displayname>"))
                .expect(201);
        bob.send("GET", MOUNT + "a.ics").expect(404);
        bob.put(MOUNT + "b.ics", Items.event("b", "Mine")).expect(201);
        alice.send("GET", WORK + "b.ics").expect(404);
        bob.send("DELETE", MOUNT).expect(204);
        String book = "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>";
        bob.send("MKCOL", MOUNT, Xml.creation("D:mkcol", book)).expect(201);
        bob.send("GET", MOUNT + "a.ics").expect(404);
    }

    @Test
    @DisplayName("is shown again to who had hidden it once the ACL method has taken the grant away and given it anew")
    void grantedAnew() {
        String none = Xml.document("D:acl", "");
        String some = Xml.document(
                "D:acl",
                "<D:ace><D:principal><D:href>/principals/bob/</D:href></D:principal><D:grant><D:privilege><D:read/>"
                        + "</D:privilege></D:grant></D:ace>");
        alice.send("ACL", WORK, some).expect(200);
        assertThat(homeOfBob()).contains(MOUNT);
        bob.send("DELETE", MOUNT).expect(204);
        alice.send("ACL", WORK, some).expect(200);
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        alice.send("ACL", WORK, none).expect(200);
        alice.send("ACL", WORK, some).expect(200);
        assertThat(homeOfBob()).contains(MOUNT);
    }

    @Test
    @DisplayName("locks the original when the other locks it (RFC 4918 6.1)")
    void locks() {
        share("bob", "--write");
        String lock = Xml.document(
                "D:lockinfo", "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype>");
        String token = bob.send("LOCK", MOUNT + "a.ics", lock)
                .expect(200)
                .header("Lock-Token")
                .orElseThrow();
        alice.put(WORK + "a.ics", Items.event("a", "Two")).expect(423);
        bob.put(MOUNT + "a.ics", Items.event("a", "Two")).expect(423);
        bob.with("If", "(" + token + ")")
                .put(MOUNT + "a.ics", Items.event("a", "Two"))
                .expect(204);
        bob.with("Lock-Token", token).send("UNLOCK", MOUNT + "a.ics").expect(204);
        alice.put(WORK + "a.ics", Items.event("a", "Three")).expect(204);
    }
}
