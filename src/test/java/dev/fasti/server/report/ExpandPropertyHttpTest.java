package dev.fasti.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The expand-property report (RFC 3253 section 3.8). */
class ExpandPropertyHttpTest extends OnServer {
    @BeforeAll
    static void items() {
        put("/alice/calendar/a.ics", Items.event("a"));
    }

    private static Answer expand(String path, String properties) {
        return alice.send("REPORT", path, Xml.document("D:expand-property", properties));
    }

    @Test
    @DisplayName("expand-property answers the properties of what a property points to, in its place (RFC 3253 3.8)")
    void expand() {
        Multistatus answer = expand(
                        "/alice/calendar/",
                        "<D:property name='displayname'/><D:property name='owner'><D:property name='principal-URL'/>"
                                + "<D:property name='calendar-home-set' namespace='urn:ietf:params:xml:ns:caldav'>"
                                + "<D:property name='resourcetype'/></D:property></D:property>")
                .multistatus();
        String owner = "/D:multistatus/D:response[D:href='/alice/calendar/']/D:propstat[contains(D:status,'200')]"
                + "/D:prop/D:owner/D:response[D:href='/principals/alice/']";
        String prop = "/D:propstat[contains(D:status,'200')]/D:prop";
        assertThat(answer.text("/alice/calendar/", "D:displayname")).isEqualTo("Calendar");
        assertThat(Xml.find(answer.document(), owner + prop + "/D:principal-URL[D:href='/principals/alice/']"))
                .hasSize(1);
        assertThat(Xml.find(
                        answer.document(),
                        owner + prop + "/C:calendar-home-set/D:response[D:href='/alice/']" + prop
                                + "/D:resourcetype/D:collection"))
                .hasSize(1);
    }

    @Test
    @DisplayName("A property without an href, and one without inner properties, is answered as it is (RFC 3253 3.8)")
    void plain() {
        Multistatus answer = expand(
                        "/alice/calendar/a.ics",
                        "<D:property name='getetag'><D:property name='displayname'/></D:property>"
                                + "<D:property name='owner'/><D:property name='none' namespace='http://example.com/ns/'/>")
                .multistatus();
        String href = "/alice/calendar/a.ics";
        assertThat(answer.text(href, "D:getetag"))
                .isEqualTo(alice.send("GET", href).header("ETag").orElseThrow());
        assertThat(Xml.find(answer.document(), "//D:owner/D:href")).hasSize(1);
        assertThat(answer.statusOf(href, "X:none")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/XML/1998/namespace",
                "",
                "x&#9;y",
                "&quot;&gt;&lt;x y=&quot;",
                "http://ex.org/é"
            })
    @DisplayName("A name in an odd namespace comes back as it was asked for")
    void oddNamespace(String namespace) {
        Answer answer = expand("/", "<D:property name='gé-1' namespace='" + namespace + "'/>");
        Element missing =
                Xml.find(answer.multistatus().document(), "//D:prop/*").get(0);
        assertThat(missing.getLocalName()).isEqualTo("gé-1");
        String decoded = namespace
                .replace("&#9;", "\t")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<");
        assertThat(missing.getNamespaceURI()).isEqualTo(decoded.isEmpty() ? null : decoded);
    }

    @Test
    @DisplayName("expand-property has one propstat for each status, whatever is expanded (RFC 4918 14.22)")
    void onePropstat() {
        Multistatus answer = expand(
                        "/alice/calendar/",
                        "<D:property name='displayname'/><D:property name='owner'><D:property name='displayname'/>"
                                + "</D:property><D:property name='no'/><D:property name='no'><D:property name='x'/>"
                                + "</D:property>")
                .multistatus();
        String response = "/D:multistatus/D:response";
        assertThat(Xml.find(answer.document(), response + "/D:propstat/D:status"))
                .extracting(Element::getTextContent)
                .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
        assertThat(Xml.find(answer.document(), response + "/D:propstat[1]/D:prop/*"))
                .extracting(Element::getLocalName)
                .containsExactly("displayname", "owner");
        assertThat(Xml.find(answer.document(), response + "/D:propstat[2]/D:prop/*"))
                .extracting(Element::getLocalName)
                .containsExactly("no");
    }

    @Test
    @DisplayName("expand-property answers for what is in a collection, too, with Depth 1 (RFC 3253 3.6)")
    void expandWithDepth() {
        String body = Xml.document(
                "D:expand-property",
                "<D:property name='current-user-principal'><D:property name='displayname'/></D:property>");
        for (String path : List.of("/alice/", "/alice/calendar/")) {
            List<String> listed = alice.propfind(path, 1, "D:resourcetype").hrefs();
            assertThat(listed).hasSizeGreaterThan(1);
            assertThat(alice.with("Depth", "1")
                            .send("REPORT", path, body)
                            .multistatus()
                            .hrefs())
                    .isEqualTo(listed);
            assertThat(alice.with("Depth", "0")
                            .send("REPORT", path, body)
                            .multistatus()
                            .hrefs())
                    .containsExactly(path);
        }
        alice.with("Depth", "infinity").send("REPORT", "/alice/", body).expect(403);
        alice.with("Depth", "infinity")
                .send("REPORT", "/alice/calendar/a.ics", body)
                .expect(207);
        alice.with("Depth", "2").send("REPORT", "/alice/", body).expect(400);
    }

    @Test
    @DisplayName("expand-property answers a property that is the resource's content (RFC 3253 3.8)")
    void expandContent() {
        Multistatus answer = expand(
                        "/alice/calendar/a.ics",
                        "<D:property name='calendar-data' namespace='urn:ietf:params:xml:ns:caldav'/>")
                .multistatus();
        assertThat(answer.text("/alice/calendar/a.ics", "C:calendar-data")).contains("BEGIN:VEVENT");
    }

    @Test
    @DisplayName("Inside an expansion, what the user may not read is 404 (RFC 3744 9.1)")
    void expandHidden(@TempDir Path other) {
        String body = Xml.document(
                "D:expand-property", "<D:property name='owner'><D:property name='displayname'/></D:property>");
        for (String listed : List.of("true", "false")) {
            try (TestServer one = TestServer.start(other.resolve(listed), Map.of("FASTI_AUTH_LIST_USERS", listed))) {
                one.alice().send("OPTIONS", "/").expect(200);
                one.alice()
                        .send("ACL", "/alice/calendar/", Aces.acl(Aces.grant(Aces.href("bob"), "D:read")))
                        .expect(200);
                Multistatus answer =
                        one.bob().send("REPORT", "/alice/calendar/", body).multistatus();
                String inside = "//D:owner/D:response[D:href='/principals/alice/']";
                assertThat(Xml.find(answer.document(), inside + "/D:propstat/D:prop/D:displayname[.='alice']"))
                        .hasSize(listed.equals("true") ? 1 : 0);
                assertThat(Xml.find(answer.document(), inside + "/D:status[contains(.,' 404 ')]"))
                        .hasSize(listed.equals("true") ? 0 : 1);
            }
        }
    }

    @Test
    @DisplayName("Apple's empty group-membership expands to nothing")
    void empty() {
        Multistatus answer = expand(
                        "/principals/alice/",
                        "<D:property name='group-membership'><D:property name='displayname'/></D:property>")
                .multistatus();
        assertThat(answer.property("/principals/alice/", "D:group-membership")).isPresent();
        assertThat(Xml.find(answer.document(), "//D:group-membership/*")).isEmpty();
    }

    @Test
    @DisplayName("A request that nests without end, or has no name, is refused")
    void nested() {
        String open = "<D:property name='current-user-principal'>";
        expand("/", open.repeat(30) + "</D:property>".repeat(30)).expect(403);
        expand("/", "<D:property/>").expect(400);
        expand("/", "<D:property name=''/>").expect(400);
        expand("/", "<D:property name='a b'/>").expect(400);
        expand("/", "<D:property name='a/&gt;&lt;D:status'/>").expect(400);
        expand("/", "<D:property name='a' namespace='http://www.w3.org/2000/xmlns/'/>")
                .expect(400);
        expand("/", "").expect(207);
    }
}
