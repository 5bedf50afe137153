package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@DisplayName("PROPPATCH (RFC 4918 section 9.2)")
class ProppatchHttpTest extends OnServer {
    private static int count;

    private String place;
    private String member;

    @BeforeEach
    void prepare() {
        place = calendar("props" + ++count);
        member = place + "a.ics";
        put(member, Items.event("a"));
    }

    /** The calendar, its member, a plain collection, the home: what properties can be put on. */
    Stream<String> places() {
        return Stream.of(place, member, folder("plain" + count), "/alice/");
    }

    private static Multistatus patch(String path, String content) {
        return alice.send("PROPPATCH", path, Xml.document("D:propertyupdate", content))
                .multistatus();
    }

    private static String set(String properties) {
        return "<D:set><D:prop>" + properties + "</D:prop></D:set>";
    }

    private static String remove(String properties) {
        return "<D:remove><D:prop>" + properties + "</D:prop></D:remove>";
    }

    private static String value(String path, String property) {
        return alice.propfind(path, 0, property).text(path, property);
    }

    private static int statusOf(String path, String property) {
        return alice.propfind(path, 0, property).statusOf(path, property);
    }

    @Test
    @DisplayName("a dead property is set, changed and removed, on collections and members (RFC 4918 4.1, 9.2)")
    void deadProperty() {
        places().forEach(path -> {
            assertThat(patch(path, set("<X:note>one</X:note>")).statusOf(path, "X:note"))
                    .isEqualTo(200);
            assertThat(value(path, "X:note")).isEqualTo("one");
            patch(path, set("<X:note>two</X:note>"));
            assertThat(value(path, "X:note")).isEqualTo("two");
            assertThat(patch(path, remove("<X:note/>")).statusOf(path, "X:note"))
                    .isEqualTo(200);
            assertThat(statusOf(path, "X:note")).isEqualTo(404);
        });
    }

    @Test
    @DisplayName("removing what is not there is no error (RFC 4918 14.23)")
    void removesNothing() {
        assertThat(patch(place, remove("<X:never/>")).statusOf(place, "X:never"))
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a member's properties change neither its tag nor its collection's token (RFC 6578 4)")
    void keepsTag() {
        String tag = tagOf(member);
        String token = tokenOf(place);
        String modified = alice.send("HEAD", member).header("Last-Modified").orElseThrow();

        patch(member, set("<X:note>n</X:note>"));
        patch(place, set("<X:note>n</X:note>"));

        assertThat(tagOf(member)).isEqualTo(tag);
        assertThat(tokenOf(place)).isEqualTo(token);
        assertThat(alice.send("HEAD", member).header("Last-Modified")).hasValue(modified);
    }

    @Test
    @DisplayName("instructions work in the order of the document (RFC 4918 9.2)")
    void order() {
        patch(place, set("<X:a>1</X:a>") + remove("<X:a/>") + set("<X:b>1</X:b><X:b>2</X:b>"));
        assertThat(statusOf(place, "X:a")).isEqualTo(404);
        assertThat(value(place, "X:b")).isEqualTo("2");

        patch(place, remove("<X:b/>") + set("<X:b>3</X:b>"));
        assertThat(value(place, "X:b")).isEqualTo("3");
    }

    @Test
    @DisplayName("one refused instruction undoes all: it tells why, the others are 424 (RFC 4918 9.2.1, 11.4)")
    void atomic() {
        for (String path : places().toList()) {
            patch(path, set("<X:kept>old</X:kept>"));
            Answer answer = unchanged(
                    () -> alice.send(
                            "PROPPATCH",
                            path,
                            Xml.document(
                                    "D:propertyupdate",
                                    set("<X:kept>new</X:kept><D:getetag>\"x\"</D:getetag><X:more>x</X:more>")
                                            + remove("<D:displayname/>"))),
                    path);

            Multistatus found = answer.multistatus();
            assertThat(found.statusOf(path, "D:getetag")).isEqualTo(403);
            assertThat(Xml.find(found.propstats(path, 403).get(0), "D:error/D:cannot-modify-protected-property"))
                    .hasSize(1);
            for (String other : List.of("X:kept", "X:more", "D:displayname")) {
                assertThat(found.statusOf(path, other)).as(other).isEqualTo(424);
            }
            assertThat(value(path, "X:kept")).isEqualTo("old");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "D:getetag",
                "D:getlastmodified",
                "D:creationdate",
                "D:getcontentlength",
                "D:getcontenttype",
                "D:resourcetype",
                "D:lockdiscovery",
                "D:supportedlock",
                "D:sync-token",
                "CS:getctag",
                "D:owner",
                "D:acl",
                "D:current-user-privilege-set",
                "D:supported-privilege-set",
                "D:current-user-principal",
                "D:principal-URL",
                "D:principal-collection-set",
                "D:supported-report-set",
                "C:supported-calendar-component-set",
                "C:supported-calendar-data",
                "C:max-resource-size",
                "C:calendar-home-set",
                "C:supported-collation-set",
                "CR:addressbook-home-set",
                "CR:supported-address-data",
                "CR:max-resource-size",
                "C:calendar-data"
            })
    @DisplayName("a protected property is 403 with cannot-modify-protected-property, set or removed (RFC 4918 16)")
    void protectedProperties(String property) {
        for (String path : List.of(place, member)) {
            for (String instruction :
                    List.of(set("<" + property + ">x</" + property + ">"), remove("<" + property + "/>"))) {
                Multistatus found = unchanged(
                                () -> alice.send("PROPPATCH", path, Xml.document("D:propertyupdate", instruction)),
                                place)
                        .multistatus();

                assertThat(found.statusOf(path, property)).isEqualTo(403);
                assertThat(Xml.find(found.propstats(path, 403).get(0), "D:error/D:cannot-modify-protected-property"))
                        .hasSize(1);
            }
        }
    }

    static Stream<String> deadXml() {
        return Stream.of(
                "<X:dead>text &amp; &lt;more&gt; \"quotes\" ü 😀</X:dead>",
                "<X:dead>  space  around  </X:dead>",
                "<X:dead>line\nfeed&#13;return&#9;tab</X:dead>",
                "<X:dead/>",
                "<X:dead xml:lang=\"de\">Grüße</X:dead>",
                "<X:dead a=\"1\" X:b=\"2 &quot;&amp;&#10;\">t</X:dead>",
                "<X:dead>mixed <X:b>bold</X:b> and <D:href>/x</D:href> tail</X:dead>",
                "<X:dead><inner xmlns=\"\">none</inner></X:dead>",
                "<X:dead><n:inner xmlns:n=\"urn:new\" n:a=\"v\"><n:deep/></n:inner></X:dead>",
                "<dead xmlns=\"urn:default\"><child/></dead>",
                "<X:dead><![CDATA[<not> & markup]]></X:dead>");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadXml")
    @DisplayName("dead XML is kept: names, attributes, language, and text between elements (RFC 4918 4.3)")
    void keepsXml(String xml) {
        for (String path : List.of(place, member)) {
            String body = Xml.proppatch(xml);
            Element sent = Xml.find(Xml.parse(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)), "//D:prop/*")
                    .get(0);
            alice.send("PROPPATCH", path, body).expect(207);

            String ask = "<n:" + sent.getLocalName() + " xmlns:n=\"" + sent.getNamespaceURI() + "\"/>";
            Multistatus found = alice.with("Depth", "0")
                    .send("PROPFIND", path, Xml.document("D:propfind", "<D:prop>" + ask + "</D:prop>"))
                    .multistatus();
            Element kept =
                    Xml.find(found.propstats(path, 200).get(0), "D:prop/*").get(0);
            assertThat(Xml.canonical(kept)).isEqualTo(Xml.canonical(sent));
        }
    }

    @Test
    @DisplayName("xml:lang of what is around a property counts for it (RFC 4918 4.3)")
    void inheritedLanguage() {
        alice.send(
                        "PROPPATCH",
                        place,
                        Xml.document(
                                "D:propertyupdate",
                                "<D:set><D:prop xml:lang=\"fr\"><X:dead>x</X:dead></D:prop></D:set>"))
                .expect(207);

        Multistatus found = alice.propfind(place, 0, "X:dead");
        assertThat(found.property(place, "X:dead").orElseThrow().getAttribute("xml:lang"))
                .isEqualTo("fr");
    }

    @Test
    @DisplayName("properties outlive the server (RFC 4918 4.1)")
    void restart(@TempDir Path folder) {
        String path = "/alice/calendar/";
        String xml =
                "<X:dead xml:lang=\"en\">mixed <X:b a=\"1\">x</X:b></X:dead><D:displayname>Renamed</D:displayname>";
        try (TestServer first = TestServer.start(folder)) {
            first.alice().put(path + "a.ics", Items.event("a")).expect(201);
            first.alice().send("PROPPATCH", path, Xml.proppatch(xml)).expect(207);
            first.alice().send("PROPPATCH", path + "a.ics", Xml.proppatch(xml)).expect(207);
        }
        try (TestServer second = TestServer.start(folder)) {
            Multistatus found = second.alice().propfind(path, 1, "X:dead", "D:displayname");
            for (String each : List.of(path, path + "a.ics")) {
                assertThat(found.text(each, "X:dead")).isEqualTo("mixed x");
                assertThat(Xml.find(found.property(each, "X:dead").orElseThrow(), "X:b[@a='1']"))
                        .hasSize(1);
                assertThat(found.text(each, "D:displayname")).isEqualTo("Renamed");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "not XML",
                "<D:propfind xmlns:D='DAV:'/>",
                "<propertyupdate/>",
                "<D:propertyupdate xmlns:D='DAV:'>",
                "<!DOCTYPE a []><D:propertyupdate xmlns:D='DAV:'><D:set><D:prop/></D:set></D:propertyupdate>"
            })
    @DisplayName("a body that is not well-formed, or no propertyupdate, is 400 (RFC 4918 9.2)")
    void malformed(String body) {
        unchanged(() -> alice.send("PROPPATCH", place, body), place).expect(400);
        unchanged(() -> alice.send("PROPPATCH", place), place).expect(400);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | * | 207",
                "If-Match | \"x\" | 412",
                "If-None-Match | * | 412",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If | (<urn:x>) | 412"
            })
    @DisplayName("conditions hold, or the properties stay (RFC 9110 13.1)")
    void conditions(String header, String value, int status) {
        for (String path : List.of(place, member)) {
            TestServer.Call call = alice.with(header, value);
            String body = Xml.proppatch("<X:dead>x</X:dead>");
            if (status == 207) {
                call.send("PROPPATCH", path, body).expect(207);
            } else {
                unchanged(() -> call.send("PROPPATCH", path, body), place).expect(status);
            }
        }
    }
}
