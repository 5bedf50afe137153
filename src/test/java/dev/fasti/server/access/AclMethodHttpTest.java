package dev.fasti.server.access;

import static dev.fasti.server.fixture.Aces.acl;
import static dev.fasti.server.fixture.Aces.grant;
import static dev.fasti.server.fixture.Aces.href;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The ACL method and the DAV:acl property (RFC 3744 sections 5.5 and 8.1). */
class AclMethodHttpTest extends OnServer {
    private static final String BOB = href("bob");
    private static String path;

    @BeforeAll
    static void groups() throws IOException {
        Files.writeString(data.resolve("fasti/groups"), "family: bob, carol\n", StandardCharsets.UTF_8);
        path = calendar("listed");
        put(path + "a.ics", Items.event("a"));
    }

    @BeforeEach
    void clear() {
        alice.send("ACL", path, acl()).expect(200);
        alice.send("ACL", "/alice/", acl()).expect(200);
    }

    private static List<Element> aces(String resource) {
        Element property =
                alice.propfind(resource, 0, "D:acl").property(resource, "D:acl").orElseThrow();
        return Xml.find(property, "D:ace");
    }

    /** The entries that a request can set, each as principal and privileges. */
    private static List<String> own(String resource) {
        return aces(resource).stream()
                .filter(ace -> Xml.find(ace, "D:protected|D:inherited").isEmpty())
                .map(AclMethodHttpTest::words)
                .toList();
    }

    private static String words(Element ace) {
        List<Element> hrefs = Xml.find(ace, "D:principal/D:href");
        String whom = hrefs.isEmpty()
                ? Xml.find(ace, "D:principal/*").get(0).getLocalName()
                : hrefs.get(0).getTextContent();
        return Xml.find(ace, "D:grant/D:privilege/*").stream()
                .map(Element::getLocalName)
                .collect(Collectors.joining(",", whom + " ", ""));
    }

    @Test
    @DisplayName("A list is set as a whole, is read back, and replaces what was set before (RFC 3744 8.1)")
    void setAndRead() {
        alice.send(
                        "ACL",
                        path,
                        acl(
                                grant(BOB, "D:read", "D:write"),
                                grant(href("group%3Afamily"), "C:read-free-busy"),
                                grant("<D:authenticated/>", "D:read"),
                                grant("<D:unauthenticated/>", "C:read-free-busy"),
                                grant("<D:all/>", "C:read-free-busy"),
                                grant("<D:property><D:owner/></D:property>", "D:all")))
                .expect(200);
        assertThat(own(path))
                .containsExactly(
                        "/principals/bob/ read,write",
                        "/principals/group%3Afamily/ read-free-busy",
                        "authenticated read",
                        "unauthenticated read-free-busy",
                        "all read-free-busy",
                        "property all");
        alice.send("ACL", path, acl(grant(href("carol"), "D:read"))).expect(200);
        assertThat(own(path)).containsExactly("/principals/carol/ read");
        server.bob().send("GET", path + "a.ics").expect(403);
        alice.send("ACL", path, acl()).expect(200);
        assertThat(own(path)).isEmpty();
    }

    @Test
    @DisplayName("A list is in the folder when the answer comes, and no client sees or sets it as a property")
    void kept() throws IOException {
        alice.send("ACL", path, acl(grant(BOB, "D:read"))).expect(200);
        String props = Files.readString(data.resolve("collection-root/alice/listed/.Radicale.props"));
        assertThat(props).contains("\"{https://fasti.dev/ns/}acl\":\"read user bob\"");
        String names = alice.with("Depth", "0")
                .send("PROPFIND", path, Xml.document("D:propfind", "<D:propname/>"))
                .body();
        String all = alice.with("Depth", "0").send("PROPFIND", path).body();
        assertThat(names + all).doesNotContain("fasti.dev");
        String theft = Xml.proppatch("<F:acl xmlns:F='https://fasti.dev/ns/'>all user bob</F:acl>");
        assertThat(Xml.find(
                        alice.send("PROPPATCH", path, theft).multistatus().document(),
                        "//D:error/D:cannot-modify-protected-property"))
                .hasSize(1);
        String creation = Xml.creation("C:mkcalendar", "<F:acl xmlns:F='https://fasti.dev/ns/'>all user bob</F:acl>");
        alice.send("MKCALENDAR", "/alice/never/", creation).expect(207);
        assertAbsent("/alice/never/");
        assertThat(own(path)).containsExactly("/principals/bob/ read");
    }

    @Test
    @DisplayName("The owner's entry is protected, entries of collections around are marked inherited (RFC 3744 5.5)")
    void origins() {
        alice.send("ACL", "/alice/", acl(grant(BOB, "C:read-free-busy"))).expect(200);
        alice.send("ACL", path, acl(grant(href("carol"), "D:read"))).expect(200);
        List<Element> aces = aces(path);
        assertThat(aces).hasSize(3);
        assertThat(words(aces.get(0))).isEqualTo("/principals/alice/ all");
        assertThat(Xml.find(aces.get(0), "D:protected")).hasSize(1);
        assertThat(words(aces.get(1))).isEqualTo("/principals/carol/ read");
        assertThat(Xml.find(aces.get(1), "D:inherited")).isEmpty();
        assertThat(Xml.find(aces.get(2), "D:inherited/D:href").get(0).getTextContent())
                .isEqualTo("/alice/");
        List<Element> ofMember = aces(path + "a.ics");
        assertThat(Xml.find(ofMember.get(1), "D:inherited/D:href").get(0).getTextContent())
                .isEqualTo(path);
    }

    @Test
    @DisplayName("Members and what the server makes up have no ACL method, and Allow says so (RFC 3744 7.2.1)")
    void whereItIs() {
        for (String without : List.of(path + "a.ics", "/", "/principals/", "/principals/alice/")) {
            Answer refused = alice.send("ACL", without, acl()).expect(405);
            assertThat(allowed(refused)).doesNotContain("ACL");
        }
        assertThat(allowed(alice.send("OPTIONS", path).expect(200))).contains("ACL");
        alice.send("ACL", "/alice/missing/", acl()).expect(404);
    }

    static List<String[]> broken() {
        String tooMany =
                IntStream.range(0, 201).mapToObj(i -> grant(BOB, "D:read")).collect(Collectors.joining());
        String read = "<D:privilege><D:read/></D:privilege>";
        String bob = "<D:principal>" + BOB + "</D:principal>";
        return List.of(
                new String[] {"no-ace-conflict", "409", grant(BOB, "D:read") + grant(BOB, "D:write")},
                new String[] {
                    "no-protected-ace-conflict",
                    "409",
                    "<D:ace>" + bob + "<D:grant>" + read + "</D:grant><D:protected/></D:ace>"
                },
                new String[] {
                    "no-inherited-ace-conflict",
                    "409",
                    "<D:ace>" + bob + "<D:grant>" + read
                            + "</D:grant><D:inherited><D:href>/alice/</D:href></D:inherited></D:ace>"
                },
                new String[] {"limited-number-of-aces", "403", tooMany},
                new String[] {
                    "grant-only",
                    "403",
                    grant(BOB, "D:read") + "<D:ace>" + bob + "<D:deny>" + read + "</D:deny></D:ace>"
                },
                new String[] {
                    "grant-only",
                    "403",
                    "<D:ace><D:principal>" + href("alice") + "</D:principal><D:deny>" + read + "</D:deny></D:ace>"
                },
                new String[] {
                    "no-invert", "403", "<D:ace><D:invert>" + bob + "</D:invert><D:grant>" + read + "</D:grant></D:ace>"
                },
                new String[] {"not-supported-privilege", "403", grant(BOB, "X:juggle")},
                new String[] {"not-supported-privilege", "403", grant(BOB, "C:schedule-send")},
                new String[] {"recognized-principal", "403", grant(href("nobody"), "D:read")},
                new String[] {"recognized-principal", "403", grant(href("group%3Anobody"), "D:read")},
                new String[] {"recognized-principal", "403", grant("<D:href>/alice/</D:href>", "D:read")},
                new String[] {"recognized-principal", "403", grant("<D:href>http://e.org/x</D:href>", "D:read")},
                new String[] {"allowed-principal", "403", grant("<D:self/>", "D:read")},
                new String[] {"allowed-principal", "403", grant("<D:property><D:group/></D:property>", "D:read")});
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("broken")
    @DisplayName("A list that breaks a rule is refused by the rule's name, and nothing of it is set (RFC 3744 8.1.1)")
    void preconditions(String precondition, String status, String aces) {
        alice.send("ACL", path, acl(grant(href("carol"), "D:read"))).expect(200);
        alice.send("ACL", path, acl(grant("<D:authenticated/>", "D:read") + aces))
                .expectPrecondition(Integer.parseInt(status), "D:" + precondition);
        assertThat(own(path)).containsExactly("/principals/carol/ read");
    }

    @Test
    @DisplayName("Nobody is kept busy by an address book: it has no read-free-busy (RFC 4791 6.1.1)")
    void addressBook() {
        String contacts = addressBook("people");
        alice.send("ACL", contacts, acl(grant(BOB, "C:read-free-busy")))
                .expectPrecondition(403, "D:not-supported-privilege");
        assertThat(alice.propfind(contacts, 0, "D:supported-privilege-set").text(contacts, "D:supported-privilege-set"))
                .doesNotContain("free/busy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<D:ace/>",
                "<D:ace><D:principal><D:all/></D:principal></D:ace>",
                "<D:ace><D:principal><D:all/></D:principal><D:grant/></D:ace>",
                "<D:ace><D:principal/><D:grant><D:privilege><D:read/></D:privilege></D:grant></D:ace>",
                "<D:ace><D:principal><D:all/></D:principal><D:grant><D:privilege/></D:grant></D:ace>",
                "<D:ace><D:principal><D:all/></D:principal><D:grant><D:privilege><D:read/></D:privilege></D:grant>"
                        + "<D:principal><D:all/></D:principal><D:deny><D:privilege><D:read/></D:privilege></D:deny></D:ace>"
            })
    @DisplayName("An entry that makes no sense is 400 (RFC 3744 8.1.5)")
    void malformed(String ace) {
        alice.send("ACL", path, acl(ace)).expect(400);
        alice.send("ACL", path).expect(400);
        alice.send("ACL", path, Xml.document("D:propfind", "")).expect(400);
        assertThat(own(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"D:read,read", "D:write,write", "D:all,"})
    @DisplayName("Only who has write-acl sets a list, and the refusal says what is missing (RFC 3744 3.8, 7.1.1)")
    void others(String granted, String unused) {
        alice.send("ACL", path, acl(grant(BOB, granted))).expect(200);
        Answer answer = server.bob().send("ACL", path, acl(grant(BOB, "D:read"), grant(href("carol"), "D:read")));
        if (granted.equals("D:all")) {
            answer.expect(200);
            assertThat(own(path)).containsExactly("/principals/bob/ read", "/principals/carol/ read");
        } else {
            answer.expect(403);
            assertThat(Xml.find(
                            answer.xml(),
                            "/D:error/D:need-privileges/D:resource[D:href='" + path + "']/D:privilege/D:write-acl"))
                    .hasSize(1);
            assertThat(own(path)).containsExactly("/principals/bob/ " + unused);
        }
    }

    @Test
    @DisplayName("Nothing that is set takes anything from the owner")
    void ownerStays() {
        alice.send("ACL", path, acl(grant("<D:property><D:owner/></D:property>", "C:read-free-busy")))
                .expect(200);
        alice.send("GET", path + "a.ics").expect(200);
        alice.send("ACL", path, acl()).expect(200);
    }
}
