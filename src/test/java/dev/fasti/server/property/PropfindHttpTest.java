package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@DisplayName("PROPFIND: requests (RFC 4918 section 9.1)")
class PropfindHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";
    private static final String MEMBER = PLACE + "a%20%40.ics";

    @BeforeAll
    static void fill() {
        put(MEMBER, Items.event("a"));
        alice.send("PROPPATCH", MEMBER, Xml.proppatch("<X:dead>d</X:dead>")).expect(207);
    }

    private static Multistatus ask(String path, int depth, String content) {
        return alice.with("Depth", Integer.toString(depth))
                .send("PROPFIND", path, Xml.document("D:propfind", content))
                .multistatus();
    }

    private static List<String> names(Element propstat) {
        return Xml.find(propstat, "D:prop/*").stream()
                .map(element -> "{" + element.getNamespaceURI() + "}" + element.getLocalName())
                .toList();
    }

    @Test
    @DisplayName("prop answers what is named: first what is there with 200, then the rest with 404 (RFC 4918 9.1)")
    void named() {
        Multistatus found = alice.propfind(
                MEMBER, 0, "X:unknown", "D:getetag", "D:quota-used-bytes", "X:dead", "C:calendar-timezone");

        assertThat(found.hrefs()).containsExactly(MEMBER);
        assertThat(found.text(MEMBER, "D:getetag")).isEqualTo(tagOf(MEMBER));
        assertThat(found.text(MEMBER, "X:dead")).isEqualTo("d");
        for (String missing : List.of("X:unknown", "D:quota-used-bytes", "C:calendar-timezone")) {
            assertThat(found.statusOf(MEMBER, missing)).as(missing).isEqualTo(404);
        }
        assertThat(Xml.find(found.document(), "//D:status").stream().map(Element::getTextContent))
                .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
    }

    @Test
    @DisplayName(
            "a property asked for twice is answered once; an element without namespace is a name, too (RFC 4918 14.20)")
    void repeated() {
        Multistatus found = ask(MEMBER, 0, "<D:prop><D:getetag/><D:getetag/><bare/></D:prop>");

        assertThat(Xml.find(found.document(), "//D:getetag")).hasSize(1);
        assertThat(Xml.find(found.document(), "//bare")).hasSize(1);
        assertThat(found.statusOf(MEMBER, "bare")).isEqualTo(404);
    }

    @Test
    @DisplayName("only missing properties give one propstat of 404, no properties an empty one (RFC 4918 14.22)")
    void onlyMissing() {
        Multistatus missing = alice.propfind(MEMBER, 0, "X:unknown");
        assertThat(Xml.find(missing.document(), "//D:propstat")).hasSize(1);
        assertThat(missing.statusOf(MEMBER, "X:unknown")).isEqualTo(404);

        Multistatus none = ask(MEMBER, 0, "<D:prop/>");
        assertThat(none.propstats(MEMBER, 200)).hasSize(1);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "<D:allprop/>"})
    @DisplayName(
            "allprop, and an empty body, give RFC 4918's properties and the dead ones, nothing missing (RFC 4918 9.1)")
    void allprop(String content) {
        Answer answer = content.isEmpty()
                ? alice.with("Depth", "0").send("PROPFIND", MEMBER)
                : alice.with("Depth", "0").send("PROPFIND", MEMBER, Xml.document("D:propfind", content));
        Multistatus found = answer.multistatus();

        assertThat(names(found.propstats(MEMBER, 200).get(0)))
                .contains(
                        "{DAV:}resourcetype",
                        "{DAV:}getetag",
                        "{DAV:}getcontentlength",
                        "{DAV:}getcontenttype",
                        "{DAV:}getlastmodified",
                        "{DAV:}creationdate",
                        "{http://example.com/ns/}dead")
                .doesNotContain(
                        "{urn:ietf:params:xml:ns:caldav}calendar-data",
                        "{DAV:}acl",
                        "{DAV:}owner",
                        "{DAV:}current-user-principal");
        assertThat(found.propstats(MEMBER, 404)).isEmpty();
    }

    @Test
    @DisplayName("include adds what allprop leaves out, with 404 for what is not there (RFC 4918 9.1, 14.8)")
    void include() {
        Multistatus found = ask(MEMBER, 0, "<D:allprop/><D:include><D:owner/><X:unknown/><D:getetag/></D:include>");

        assertThat(found.statusOf(MEMBER, "D:owner")).isEqualTo(200);
        assertThat(found.statusOf(MEMBER, "X:unknown")).isEqualTo(404);
        assertThat(Xml.find(found.document(), "//D:getetag")).hasSize(1);
        assertThat(found.text(MEMBER, "X:dead")).isEqualTo("d");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/principals/", "/principals/alice/", "/alice/", PLACE, "/alice/contacts/", MEMBER})
    @DisplayName("propname gives the names without values, and each of them is then answered (RFC 4918 9.1.4)")
    void propname(String path) {
        Multistatus found = ask(path, 0, "<D:propname/>");

        Element propstat = found.propstats(path, 200).get(0);
        assertThat(names(propstat)).contains("{DAV:}resourcetype").doesNotHaveDuplicates();
        StringBuilder all = new StringBuilder();
        for (Element name : Xml.find(propstat, "D:prop/*")) {
            assertThat(name.getChildNodes().getLength()).isZero();
            all.append('<')
                    .append(name.getLocalName())
                    .append(" xmlns=\"")
                    .append(name.getNamespaceURI())
                    .append("\"/>");
        }
        Multistatus values = ask(path, 0, "<D:prop>" + all + "</D:prop>");
        assertThat(names(values.propstats(path, 200).get(0))).containsExactlyInAnyOrderElementsOf(names(propstat));
        assertThat(values.propstats(path, 404)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/principals/", "/principals/alice/", "/alice/", PLACE})
    @DisplayName("Depth infinity, and none, which is the same, are propfind-finite-depth (RFC 4918 9.1, 10.2)")
    void infinity(String path) {
        alice.send("PROPFIND", path).expectPrecondition(403, "D:propfind-finite-depth");
        alice.with("Depth", "infinity").send("PROPFIND", path).expectPrecondition(403, "D:propfind-finite-depth");
        alice.with("Depth", "Infinity")
                .send("PROPFIND", path, Xml.propfind("D:getetag"))
                .expectPrecondition(403, "D:propfind-finite-depth");
    }

    @Test
    @DisplayName("a member has nothing below it: any depth, and none, is as good as 0 (RFC 4918 10.2)")
    void memberDepth() {
        alice.send("PROPFIND", MEMBER).expect(207);
        assertThat(alice.propfind(MEMBER, 1, "D:getetag").hrefs()).containsExactly(MEMBER);
        alice.with("Depth", "infinity").send("PROPFIND", MEMBER).expect(207);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"2", "-1", "one", "0, 1", "1,noroot"})
    @DisplayName("a depth that there is not is 400 (RFC 4918 10.2)")
    void junkDepth(String depth) {
        alice.with("Depth", depth).send("PROPFIND", PLACE).expect(400);
        alice.with("Depth", depth).send("PROPFIND", MEMBER).expect(400);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<",
                "not XML",
                "<D:propfind xmlns:D='DAV:'><D:allprop/>",
                "<D:propfind><D:allprop/></D:propfind>",
                "<propfind><allprop/></propfind>",
                "<D:multistatus xmlns:D='DAV:'/>",
                "<D:propfind xmlns:D='DAV:'/>",
                "<D:propfind xmlns:D='DAV:'><D:allprop/><D:propname/></D:propfind>",
                "<D:propfind xmlns:D='DAV:'><D:prop/><D:allprop/></D:propfind>",
                "<D:propfind xmlns:D='DAV:'><D:prop><x:a xmlns:x=''/></D:prop></D:propfind>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><D:propfind xmlns:D='DAV:'><D:allprop/></D:propfind>"
            })
    @DisplayName("a body that is not well-formed, or no propfind, is 400 (RFC 4918 8.2, 9.1, 17)")
    void malformed(String body) {
        Answer answer = alice.with("Depth", "0").send("PROPFIND", PLACE, body).expect(400);

        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    @DisplayName(
            "unknown elements and attributes are passed over, a BOM and UTF-16 are read (RFC 4918 17, XML 1.0 4.3.3)")
    void tolerant() {
        Multistatus found = ask(
                MEMBER, 0, "<X:hint/><D:prop X:a=\"b\"><D:getetag X:c=\"d\"/></D:prop><X:more><D:allprop/></X:more>");
        assertThat(found.statusOf(MEMBER, "D:getetag")).isEqualTo(200);

        String body = "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>";
        for (byte[] octets :
                List.of(("\uFEFF" + body).getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_16))) {
            alice.with("Depth", "0").send("PROPFIND", MEMBER, octets).multistatus();
        }
    }

    @Test
    @DisplayName("Depth 1 lists the collection first, then each member under its encoded href (RFC 4918 8.3, 9.1)")
    void listing() {
        Multistatus found = alice.propfind(PLACE, 1, "D:resourcetype");

        assertThat(found.hrefs()).startsWith(PLACE).contains(MEMBER);
        assertThat(found.hrefs()).allMatch(href -> href.startsWith(PLACE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/, '/ /principals/ /alice/'",
        "/principals/, '/principals/ /principals/alice/ /principals/bob/ /principals/carol/"
                + " /principals/zo%C3%AB%40example.org/'",
        "/principals/alice/, /principals/alice/",
        "/alice/, '/alice/ /alice/calendar/ /alice/contacts/'"
    })
    @DisplayName(
            "discovery from the root shows one's own things, and of others their names (RFC 4918 9.1, RFC 3744 5.8)")
    void discovery(String path, String hrefs) {
        assertThat(alice.propfind(path, 1, "D:resourcetype").hrefs()).containsExactlyInAnyOrder(hrefs.split(" "));
    }

    @Test
    @DisplayName("without its slash a collection answers under its proper href (RFC 4918 5.2)")
    void withoutSlash() {
        assertThat(alice.propfind("/alice/calendar", 0, "D:resourcetype").hrefs())
                .containsExactly(PLACE);
        assertThat(alice.propfind("/principals/alice", 0, "D:resourcetype").hrefs())
                .containsExactly("/principals/alice/");
        assertThat(alice.propfind(MEMBER + "/", 0, "D:resourcetype").hrefs()).containsExactly(MEMBER);
    }
}
