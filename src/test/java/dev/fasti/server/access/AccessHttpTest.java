package dev.fasti.server.access;

import static dev.fasti.server.fixture.Aces.acl;
import static dev.fasti.server.fixture.Aces.grant;
import static dev.fasti.server.fixture.Aces.href;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What each privilege opens, and what stays shut (RFC 3744 section 3 and appendix B). */
class AccessHttpTest extends OnServer {
    private static final String PATH = "/alice/shared/";
    private static final String EVENT = PATH + "a.ics";

    private static TestServer.Call bob;
    private static TestServer.Call nobody;

    @BeforeAll
    static void groups() throws IOException {
        Files.writeString(data.resolve("fasti/groups"), "family: carol\n", StandardCharsets.UTF_8);
        bob = server.bob();
        nobody = server.nobody();
        bob.send("MKCALENDAR", "/bob/mine/");
    }

    @BeforeEach
    void fill() {
        alice.send("DELETE", PATH);
        alice.send("MKCALENDAR", PATH).expect(201);
        put(EVENT, Items.event("a"));
    }

    private static void share(String path, String... aces) {
        alice.send("ACL", path, acl(aces)).expect(200);
    }

    private static void missing(Answer answer, String href, String privilege) {
        answer.expect(403);
        assertThat(Xml.find(
                        answer.xml(),
                        "/D:error/D:need-privileges/D:resource[D:href='" + href + "']/D:privilege/" + privilege))
                .as(answer.body())
                .hasSize(1);
    }

    private static List<String> privileges(TestServer.Call who, String path) {
        Element property = who.propfind(path, 0, "D:current-user-privilege-set")
                .property(path, "D:current-user-privilege-set")
                .orElseThrow();
        return Xml.find(property, "D:privilege/*").stream()
                .map(Element::getLocalName)
                .toList();
    }

    @Test
    @DisplayName("DAV:read opens every way of reading and no way of writing")
    void read() {
        share(PATH, grant(href("bob"), "D:read", "D:read-current-user-privilege-set"));
        bob.send("GET", EVENT).expect(200);
        bob.send("OPTIONS", EVENT).expect(200);
        assertThat(bob.propfind(PATH, 1, "D:getetag").hrefs()).containsExactly(PATH, EVENT);
        bob.sync(PATH, "").expect(207);
        assertThat(privileges(bob, PATH))
                .containsExactlyInAnyOrder("read", "read-free-busy", "get", "read-current-user-privilege-set");
        missing(bob.put(EVENT, Items.event("a", "changed")), EVENT, "D:write-content");
        missing(bob.put(PATH + "b.ics", Items.event("b")), PATH, "D:bind");
        missing(bob.send("DELETE", EVENT), PATH, "D:unbind");
        missing(bob.send("DELETE", PATH), "/alice/", "D:unbind");
        missing(
                bob.send("PROPPATCH", PATH, Xml.proppatch("<D:displayname>x</D:displayname>")),
                PATH,
                "D:write-properties");
        missing(bob.send("ACL", PATH, acl()), PATH, "D:write-acl");
        missing(bob.with("Destination", "/bob/mine/a.ics").send("MOVE", EVENT), PATH, "D:unbind");
        bob.with("Destination", "/bob/mine/a.ics").send("COPY", EVENT).expect(201);
        bob.send("DELETE", "/bob/mine/a.ics").expect(204);
        assertThat(bob.propfind(PATH, 0, "D:acl").statusOf(PATH, "D:acl")).isEqualTo(403);
        server.carol().send("GET", EVENT).expect(403);
    }

    @Test
    @DisplayName("Each writing privilege opens its own methods alone (RFC 3744 appendix B)")
    void writing() {
        share(PATH, grant(href("bob"), "D:write-content"));
        bob.put(EVENT, Items.event("a")).expect(204);
        missing(bob.put(PATH + "b.ics", Items.event("b")), PATH, "D:bind");
        missing(bob.send("GET", EVENT), EVENT, "D:read");
        share(PATH, grant(href("bob"), "D:bind"));
        bob.put(PATH + "b.ics", Items.event("b")).expect(201);
        missing(bob.put(EVENT, Items.event("a")), EVENT, "D:write-content");
        missing(bob.send("DELETE", EVENT), PATH, "D:unbind");
        share(PATH, grant(href("bob"), "D:unbind"));
        bob.send("DELETE", PATH + "b.ics").expect(204);
        share(PATH, grant(href("bob"), "D:write-properties"));
        bob.send("PROPPATCH", PATH, Xml.proppatch("<D:displayname>x</D:displayname>"))
                .expect(207);
        missing(bob.send("DELETE", EVENT), PATH, "D:unbind");
    }

    @Test
    @DisplayName("COPY onto a member needs write-content and write-properties there, MOVE unbind and bind (appendix B)")
    void ontoMember() {
        put(PATH + "b.ics", Items.event("b"));
        bob.put("/bob/mine/b.ics", Items.event("b"));
        share(PATH, grant(href("bob"), "D:read", "D:bind"));
        missing(
                bob.with("Destination", PATH + "b.ics").send("COPY", "/bob/mine/b.ics"),
                PATH + "b.ics",
                "D:write-content");
        missing(bob.with("Destination", PATH + "b.ics").send("MOVE", "/bob/mine/b.ics"), PATH, "D:unbind");
        share(PATH, grant(href("bob"), "D:write-content", "D:write-properties"));
        bob.with("Destination", PATH + "b.ics").send("COPY", "/bob/mine/b.ics").expect(204);
        share(PATH, grant(href("bob"), "D:bind", "D:unbind"));
        bob.with("Destination", PATH + "b.ics").send("MOVE", "/bob/mine/b.ics").expect(204);
    }

    @Test
    @DisplayName("read-free-busy opens the free-busy-query and nothing else (RFC 4791 6.1.1, 7.10)")
    void freeBusy() {
        share(PATH, grant(href("bob"), "C:read-free-busy"));
        String query =
                Xml.document("C:free-busy-query", "<C:time-range start='20200101T000000Z' end='20300101T000000Z'/>");
        bob.send("REPORT", PATH, query).expect(200);
        missing(bob.send("GET", EVENT), EVENT, "D:read");
        missing(bob.with("Depth", "0").send("PROPFIND", PATH, Xml.propfind("D:displayname")), PATH, "D:read");
        missing(bob.sync(PATH, ""), PATH, "D:read");
        server.carol().send("REPORT", PATH, query).expect(404);
        server.carol().send("REPORT", "/alice/none/", query).expect(404);
        missing(bob.send("GET", PATH + "none.ics"), PATH + "none.ics", "D:read");
    }

    @Test
    @DisplayName("get opens single objects by their names, no listing")
    void getOnly() {
        share(PATH, grant(href("bob"), "F:get xmlns:F='https://fasti.dev/ns/'"));
        bob.send("GET", EVENT).expect(200);
        bob.send("HEAD", EVENT).expect(200);
        missing(bob.with("Depth", "1").send("PROPFIND", PATH, Xml.propfind("D:getetag")), PATH, "D:read");
        missing(bob.send("OPTIONS", EVENT), EVENT, "D:read");
    }

    @Test
    @DisplayName("A group's members come in as long as they are members; a revoked grant ends at once")
    void groupAndRevocation() {
        share(PATH, grant(href("group%3Afamily"), "D:read"));
        server.carol().send("GET", EVENT).expect(200);
        bob.send("GET", EVENT).expect(403);
        share(PATH);
        server.carol().send("GET", EVENT).expect(403);
    }

    @Test
    @DisplayName("What a list grants on a home holds inside it; a copy of a collection starts without a list (7.4)")
    void inheritedAndCopied() {
        String folder = folder("folder");
        alice.send("MKCALENDAR", folder + "inner/").expect(201);
        share(folder, grant(href("bob"), "D:read"));
        assertThat(bob.propfind(folder, 1, "D:displayname").hrefs()).containsExactly(folder, folder + "inner/");
        alice.with("Destination", "/alice/copy/").send("COPY", folder).expect(201);
        bob.with("Depth", "0").send("PROPFIND", "/alice/copy/").expect(403);
        alice.with("Destination", "/alice/moved/").send("MOVE", folder).expect(201);
        bob.with("Depth", "0").send("PROPFIND", "/alice/moved/inner/").expect(207);
        share("/alice/", grant(href("bob"), "D:read"));
        bob.with("Depth", "0").send("PROPFIND", "/alice/copy/inner/").expect(207);
        share("/alice/");
    }

    @Test
    @DisplayName("A multiget answers 403 for what the viewer may not see, whether it is there or not (RFC 4791 7.9)")
    void multiget() {
        share(PATH, grant(href("bob"), "D:read"));
        alice.send("MKCALENDAR", "/alice/private/");
        put("/alice/private/" + System.nanoTime() + ".ics", Items.event("p" + System.nanoTime()));
        String hrefs = "<D:href>" + EVENT + "</D:href><D:href>/alice/private/x.ics</D:href>"
                + "<D:href>/nobody/at/all.ics</D:href><D:href>" + PATH + "none.ics</D:href>";
        Multistatus answer = bob.send(
                        "REPORT", PATH, Xml.document("C:calendar-multiget", "<D:prop><D:getetag/></D:prop>" + hrefs))
                .multistatus();
        assertThat(answer.statusOf(EVENT, "D:getetag")).isEqualTo(200);
        assertThat(answer.status("/alice/private/x.ics")).contains(403);
        assertThat(answer.status("/nobody/at/all.ics")).contains(403);
        assertThat(answer.status(PATH + "none.ics")).contains(404);
    }

    @Test
    @DisplayName("Where everybody may read, no credentials are needed; wrong ones are 401 all the same")
    void anonymous() {
        nobody.send("GET", EVENT).expect(401);
        share(PATH, grant("<D:all/>", "D:read"));
        nobody.send("GET", EVENT).expect(200);
        Multistatus listing = nobody.propfind(PATH, 1, "D:getetag", "D:current-user-principal");
        assertThat(listing.hrefs()).containsExactly(PATH, EVENT);
        assertThat(Xml.find(listing.property(PATH, "D:current-user-principal").orElseThrow(), "D:unauthenticated"))
                .hasSize(1);
        server.as("bob", "wrong").send("GET", EVENT).expect(401);
        nobody.with("Authorization", "Bearer x").send("GET", EVENT).expect(401);
        Answer refused = nobody.put(EVENT, Items.event("a")).expect(401);
        assertThat(refused.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        for (String closed :
                List.of("/", "/principals/", "/principals/alice/", "/alice/", "/alice/none/", "/bob/mine/")) {
            nobody.with("Depth", "0").send("PROPFIND", closed).expect(401);
            nobody.send("OPTIONS", closed).expect(401);
        }
        nobody.with("Destination", "/alice/other/").send("COPY", PATH).expect(401);
        share(PATH, grant("<D:unauthenticated/>", "D:read"));
        nobody.send("GET", EVENT).expect(200);
        bob.send("GET", EVENT).expect(403);
    }

    @Test
    @DisplayName("A tree is deleted by who may unbind at its place, and not by who may only write into it")
    void trees() {
        String folder = folder("tree" + System.nanoTime());
        alice.send("MKCOL", folder + "inner/").expect(201);
        share(folder, grant(href("bob"), "D:all"));
        missing(bob.send("DELETE", folder), "/alice/", "D:unbind");
        missing(bob.with("Destination", "/bob/tree/").send("MOVE", folder), "/alice/", "D:unbind");
        bob.send("DELETE", folder + "inner/").expect(204);
        bob.send("MKCALENDAR", folder + "bobs/").expect(201);
        missing(bob.send("MKCALENDAR", "/alice/bobs/"), "/alice/bobs/", "D:read");
    }
}
