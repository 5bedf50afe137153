package dev.fasti.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Users and groups")
class PrincipalsHttpTest {
    private static final String ALICE = "/principals/alice/";
    private static final String BOB = "/principals/bob/";
    private static final String ZOE = "/principals/zo%C3%AB%40example.org/";
    private static final String FAMILY = "/principals/group%3Afamily/";
    private static final String STAFF = "/principals/group%3Astaff/";

    @TempDir
    Path data;

    private TestServer server;
    private TestServer.Call alice;
    private TestServer.Call bob;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(data.resolve("fasti"));
        Files.writeString(data.resolve("fasti/groups"), "family: alice, bob\nstaff: bob, zoë@example.org\n");
        start(Map.of());
    }

    private void start(Map<String, String> settings) {
        server = TestServer.start(data, settings);
        alice = server.alice();
        bob = server.bob();
        alice.send("OPTIONS", "/").expect(200);
        bob.send("OPTIONS", "/").expect(200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> found(String path, String body) {
        return alice.send("REPORT", path, body).multistatus().hrefs();
    }

    @Test
    @DisplayName("are listed in the folder of principals, with their names and memberships (RFC 3744 2 and 4)")
    void listed() {
        Multistatus all = alice.propfind(
                "/principals/",
                1,
                "D:displayname",
                "D:resourcetype",
                "D:principal-URL",
                "D:group-member-set",
                "D:group-membership",
                "D:alternate-URI-set",
                "C:calendar-user-address-set",
                "C:calendar-user-type");
        assertThat(all.hrefs()).containsExactly("/principals/", FAMILY, STAFF, ALICE, BOB, "/principals/carol/", ZOE);
        assertThat(all.text(FAMILY, "D:displayname")).isEqualTo("family");
        assertThat(all.text(BOB, "D:displayname")).isEqualTo("bob");
        for (String each : List.of(FAMILY, BOB)) {
            assertThat(Xml.find(all.property(each, "D:resourcetype").orElseThrow(), "D:principal"))
                    .hasSize(1);
            assertThat(all.hrefs(each, "D:principal-URL")).containsExactly(each);
            assertThat(all.hrefs(each, "D:alternate-URI-set")).isEmpty();
        }
        assertThat(all.hrefs(FAMILY, "D:group-member-set")).containsExactly(ALICE, BOB);
        assertThat(all.hrefs(FAMILY, "D:group-membership")).isEmpty();
        assertThat(all.hrefs(BOB, "D:group-membership")).containsExactly(FAMILY, STAFF);
        assertThat(all.hrefs(BOB, "D:group-member-set")).isEmpty();
        assertThat(all.hrefs(BOB, "C:calendar-user-address-set")).containsExactly(BOB);
        assertThat(all.text(BOB, "C:calendar-user-type")).isEqualTo("INDIVIDUAL");
        assertThat(all.text(FAMILY, "C:calendar-user-type")).isEqualTo("GROUP");
        assertThat(alice.propfind(STAFF, 0, "D:displayname").text(STAFF, "D:displayname"))
                .isEqualTo("staff");
        alice.with("Depth", "0").send("PROPFIND", "/principals/nobody/").expect(404);
        alice.with("Depth", "0").send("PROPFIND", "/principals/group:none/").expect(404);
        server.nobody().with("Depth", "0").send("PROPFIND", BOB).expect(401);
    }

    @Test
    @DisplayName("tell nobody else where their collections are, and let nobody else change them")
    void ownOnly() {
        String[] homes = {"C:calendar-home-set", "CR:addressbook-home-set"};
        Multistatus others = alice.propfind(BOB, 0, homes);
        Multistatus own = alice.propfind(ALICE, 0, homes);
        for (String home : homes) {
            assertThat(others.hrefs(BOB, home)).isEmpty();
            assertThat(own.hrefs(ALICE, home)).containsExactly("/alice/");
        }
        String rename = Xml.proppatch("<D:displayname>Hacked</D:displayname>");
        alice.send("PROPPATCH", BOB, rename).expect(403);
        alice.send("PROPPATCH", FAMILY, rename).expect(405);
    }

    @Test
    @DisplayName(
            "may be called what they like, for all to see, through a restart; nothing else of them is theirs to set")
    void ownName() {
        alice.send("PROPPATCH", ALICE, Xml.proppatch("<D:displayname>Älice A.</D:displayname>"))
                .expect(207);
        Multistatus refused = alice.send("PROPPATCH", ALICE, Xml.proppatch("<X:note>a</X:note>"))
                .multistatus();
        assertThat(refused.statusOf(ALICE, "X:note")).isEqualTo(403);
        server.close();
        start(Map.of());
        assertThat(bob.propfind(ALICE, 0, "D:displayname").text(ALICE, "D:displayname"))
                .isEqualTo("Älice A.");
        assertThat(alice.propfind("/alice/", 0, "D:displayname").text("/alice/", "D:displayname"))
                .isEqualTo("alice");
        alice.send(
                        "PROPPATCH",
                        ALICE,
                        Xml.document("D:propertyupdate", "<D:remove><D:prop><D:displayname/></D:prop></D:remove>"))
                .expect(207);
        assertThat(bob.propfind(ALICE, 0, "D:displayname").text(ALICE, "D:displayname"))
                .isEqualTo("alice");
    }

    @Test
    @DisplayName("are found by parts of their names, whatever the case (RFC 3744 9.4)")
    void searched() {
        assertThat(found("/principals/", Xml.principalSearch("", "", "D:displayname=OB")))
                .containsExactly(BOB);
        assertThat(found("/principals/", Xml.principalSearch("", "", "D:displayname=ZOË")))
                .containsExactly(ZOE);
        assertThat(found("/principals/", Xml.principalSearch("", "", "D:displayname=a", "D:displayname=f")))
                .containsExactly(FAMILY, STAFF);
        assertThat(found(
                        "/principals/",
                        Xml.principalSearch(" test=\"anyof\"", "", "D:displayname=bob", "D:displayname=alice")))
                .containsExactly(ALICE, BOB);
        assertThat(found("/principals/", Xml.principalSearch("", "", "D:displayname=a", "X:title=a")))
                .isEmpty();
        assertThat(found("/principals/", Xml.principalSearch("", "", "C:calendar-user-address-set=principals/bob")))
                .containsExactly(BOB);
        Multistatus named = alice.send(
                        "REPORT",
                        "/alice/calendar/",
                        Xml.principalSearch(
                                "",
                                "<D:prop><D:displayname/></D:prop><D:apply-to-principal-collection-set/>",
                                "D:displayname=bo"))
                .multistatus();
        assertThat(named.text(BOB, "D:displayname")).isEqualTo("bob");
        assertThat(found("/alice/calendar/", Xml.principalSearch("", "", "D:displayname=bo")))
                .isEmpty();
        alice.send("REPORT", "/principals/", Xml.document("D:principal-property-search", ""))
                .expect(400);
        alice.with("Depth", "1")
                .send("REPORT", "/principals/", Xml.principalSearch("", "", "D:displayname=bo"))
                .expect(400);
        alice.send("REPORT", "/principals/", Xml.principalSearch(" test=\"some\"", "", "D:displayname=bo"))
                .expect(400);
    }

    @Test
    @DisplayName("say by what they are searched (RFC 3744 9.5)")
    void searchProperties() {
        Answer answer = alice.send("REPORT", "/principals/", Xml.document("D:principal-search-property-set", ""))
                .expect(200);
        assertThat(
                        Xml.find(
                                answer.xml(),
                                "/D:principal-search-property-set/D:principal-search-property[D:description]/D:prop/D:displayname"))
                .hasSize(1);
    }

    @Test
    @DisplayName("are found where they are the viewer, or where something is the viewer's (RFC 3744 9.3)")
    void matched() {
        String self = Xml.document("D:principal-match", "<D:self/>");
        assertThat(found("/principals/", self)).containsExactly(FAMILY, ALICE);
        assertThat(found(FAMILY, self)).containsExactly(FAMILY);
        assertThat(found(STAFF, self)).isEmpty();
        alice.put("/alice/calendar/a.ics", Items.event("a", "One")).expect(201);
        String owned = Xml.document(
                "D:principal-match",
                "<D:principal-property><D:owner/></D:principal-property><D:prop><D:getetag/></D:prop>");
        Multistatus mine = alice.send("REPORT", "/alice/", owned).multistatus();
        assertThat(mine.hrefs())
                .containsExactlyInAnyOrder("/alice/calendar/", "/alice/calendar/a.ics", "/alice/contacts/");
        assertThat(mine.text("/alice/calendar/a.ics", "D:getetag")).isNotEmpty();
        alice.send("REPORT", "/alice/", Xml.document("D:principal-match", "")).expect(400);
        alice.with("Depth", "1").send("REPORT", "/alice/", owned).expect(400);
    }

    @Test
    @DisplayName("that a list names are told with their properties to who may read it (RFC 3744 9.2)")
    void inLists() {
        alice.send(
                        "ACL",
                        "/alice/calendar/",
                        Xml.document(
                                "D:acl",
                                "<D:ace><D:principal><D:href>" + FAMILY
                                        + "</D:href></D:principal><D:grant><D:privilege>"
                                        + "<D:read/></D:privilege></D:grant></D:ace>"))
                .expect(200);
        String request = Xml.document("D:acl-principal-prop-set", "<D:prop><D:displayname/></D:prop>");
        Multistatus named = alice.send("REPORT", "/alice/calendar/", request).multistatus();
        assertThat(named.hrefs()).contains(FAMILY);
        assertThat(named.text(FAMILY, "D:displayname")).isEqualTo("family");
        bob.send("REPORT", "/alice/calendar/", request).expect(403);
        bob.send("GET", "/bob/shared~alice~calendar/").expect(200);
    }

    @Test
    @DisplayName("can be expanded from one to the other, up to a bound (RFC 3253 3.8)")
    void expanded() {
        String request = Xml.document(
                "D:expand-property",
                "<D:property name=\"group-membership\"><D:property name=\"displayname\"/>"
                        + "<D:property name=\"group-member-set\"><D:property name=\"displayname\"/></D:property>"
                        + "</D:property>");
        Multistatus answer = alice.send("REPORT", BOB, request).multistatus();
        String group = "//D:group-membership/D:response[D:href='" + FAMILY + "']/D:propstat/D:prop";
        assertThat(Xml.find(answer.document(), group + "/D:displayname[.='family']"))
                .hasSize(1);
        assertThat(Xml.find(
                        answer.document(),
                        group + "/D:group-member-set/D:response[D:href='" + ALICE
                                + "']/D:propstat/D:prop/D:displayname[.='alice']"))
                .hasSize(1);
    }

    @Test
    @DisplayName("are expanded up to a number of resources; each of the rest is 507 (RFC 3253 3.8)")
    void expandedWithinLimits() throws IOException {
        server.close();
        StringBuilder members = new StringBuilder("alice");
        for (int i = 0; i < 120; i++) {
            members.append(", u").append(i);
        }
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            groups.append('g').append(i).append(": ").append(members).append('\n');
        }
        Files.writeString(data.resolve("fasti/groups"), groups);
        for (int i = 0; i < 120; i++) {
            Files.createDirectories(data.resolve("collection-root/u" + i));
        }
        start(Map.of());
        String inner = "<D:property name=\"displayname\"/>";
        for (String name : List.of("group-membership", "group-member-set", "group-membership")) {
            inner = "<D:property name=\"" + name + "\">" + inner + "</D:property>";
        }
        Multistatus answer = alice.send("REPORT", ALICE, Xml.document("D:expand-property", inner))
                .multistatus();
        assertThat(Xml.find(answer.document(), "//D:response[D:propstat]")).hasSize(10_000);
        assertThat(Xml.find(answer.document(), "//D:response[D:error/D:number-of-matches-within-limits]"))
                .isNotEmpty()
                .allMatch(each ->
                        Xml.find(each, "D:status").get(0).getTextContent().contains(" 507 "));
    }

    @Test
    @DisplayName("are told apart from nobody where configuration says so: users see themselves and their groups")
    void unlisted() {
        server.close();
        start(Map.of("FASTI_AUTH_LIST_USERS", "false"));
        assertThat(alice.propfind("/principals/", 1, "D:displayname").hrefs())
                .containsExactly("/principals/", FAMILY, ALICE);
        for (String other : List.of(BOB, "/principals/nobody/", STAFF, "/principals/group:none/")) {
            alice.with("Depth", "0").send("PROPFIND", other).expect(403);
        }
        assertThat(alice.propfind(FAMILY, 0, "D:group-member-set").hrefs(FAMILY, "D:group-member-set"))
                .containsExactly(ALICE);
        assertThat(found("/principals/", Xml.principalSearch("", "", "D:displayname=b")))
                .isEmpty();
    }
}
