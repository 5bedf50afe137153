package dev.fasti.server.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Bodies of XML that mean harm, or nothing: a defined refusal each, and nothing changed (RFC 4918 20.6)")
class XmlHostilityHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";
    private static final List<String> METHODS = List.of("PROPFIND", "PROPPATCH", "REPORT", "MKCOL", "MKCALENDAR");
    private static final String D = " xmlns:D=\"DAV:\"";

    /**
     * A body and what becomes of it.
     *
     * @param status of every method
     */
    private record Hostile(String name, String body, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void fill() {
        put(PLACE + "a.ics", Items.event("a"));
    }

    /** Sends a body with every method that takes XML; what is there stays as it is, and nothing new comes to be. */
    private static List<Answer> everyMethod(byte[] body) {
        return METHODS.stream()
                .map(method -> unchanged(() -> send(method, body), PLACE, "/alice/hostile/"))
                .peek(answer -> assertThat(answer.body())
                        .doesNotContain("Exception", "\tat ", "root:", "woodstox")
                        .hasSizeLessThan(1_000))
                .toList();
    }

    private static Answer send(String method, byte[] body) {
        return alice.with("Depth", "0")
                .with("Content-Type", "application/xml")
                .send(method, method.startsWith("MK") ? "/alice/hostile/" : PLACE, body);
    }

    private static String repeated(int count, String form) {
        return IntStream.range(0, count)
                .mapToObj(i -> form.replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    private static String laughs() {
        return "<!DOCTYPE a [<!ENTITY l0 'ha'>"
                + IntStream.range(1, 30)
                        .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                        .collect(Collectors.joining())
                + "]><a>&l29;</a>";
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile("a billion laughs", laughs(), 400),
                new Hostile(
                        "one long entity, many times",
                        "<!DOCTYPE a [<!ENTITY x '" + "x".repeat(50_000) + "'>]><a>" + "&x;".repeat(20_000) + "</a>",
                        400),
                new Hostile("a file", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", 400),
                new Hostile(
                        "a parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'>%x;]><a/>", 400),
                new Hostile(
                        "an external document type", "<!DOCTYPE a PUBLIC '-//x' 'http://127.0.0.1:1/x.dtd'><a/>", 403),
                new Hostile("a document type with attributes", "<!DOCTYPE a [<!ATTLIST a x CDATA 'y'>]><a/>", 400),
                new Hostile("an entity that nobody declared", "<a>&nbsp;</a>", 400),
                new Hostile("deep nesting", "<a>".repeat(400_000), 413),
                new Hostile("deep nesting, closed", "<a>".repeat(10_000) + "</a>".repeat(10_000), 413),
                new Hostile("many elements", "<a>" + "<b/>".repeat(500_000) + "</a>", 413),
                new Hostile("a huge text", "<a>" + "x".repeat(5_000_000) + "</a>", 413),
                new Hostile(
                        "a huge text in pieces",
                        "<a>" + "<![CDATA[xxxxxxxxxxxxxxxxxxxx]]>".repeat(100_000) + "</a>",
                        413),
                new Hostile("a huge attribute", "<a b='" + "x".repeat(5_000_000) + "'/>", 413),
                new Hostile("many attributes", "<a" + repeated(50_000, " a#=''") + "/>", 413),
                new Hostile("trailing elements", "<D:propfind" + D + "/><b/>", 400),
                new Hostile("trailing text", "<D:propfind" + D + "/>and so on", 400),
                new Hostile("a second declaration", "<D:propfind" + D + "/><?xml version='1.0'?>", 400),
                new Hostile("a cut document", "<D:propfind" + D + "><D:prop>", 400),
                new Hostile("tags that cross", "<a><b></a></b>", 400),
                new Hostile("no XML", "{\"propfind\": true}", 400),
                new Hostile("white space only", " \r\n\t ", 400),
                new Hostile("a control character", "<a>\u0001</a>", 400),
                new Hostile("a reference to a control character", "<a>&#1;</a>", 400),
                new Hostile("a reference beyond Unicode", "<a>&#x110000;</a>", 400),
                new Hostile("a NUL", "<a>\0</a>", 400),
                new Hostile("a prefix that nobody declared", "<D:propfind/>", 400),
                new Hostile("a prefix bound to nothing", "<D:propfind xmlns:D=''/>", 400),
                new Hostile("an attribute twice", "<a b='1' b='2'/>", 400),
                new Hostile("XML 1.1", "<?xml version='1.1'?><a/>", 400),
                new Hostile("an encoding that nobody has", "<?xml version='1.0' encoding='klingon'?><a/>", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("is refused by every method that takes XML")
    void hostile(Hostile hostile) {
        byte[] body = hostile.body().getBytes(UTF_8);
        assertThat(everyMethod(body)).extracting(Answer::status).containsOnly(hostile.status());
    }

    @Test
    @DisplayName("thousands of namespaces and huge names are no more than unknown elements, or refused")
    void namespaces() {
        String many =
                "<D:propfind" + D + repeated(20_000, " xmlns:n#='urn:#'") + "><D:prop><n7:x/></D:prop></D:propfind>";
        String nested =
                "<D:propfind" + D + "><D:prop>" + repeated(10_000, "<x xmlns='urn:#'/>") + "</D:prop></D:propfind>";
        String name = "x".repeat(500_000);
        String named = "<D:propfind" + D + "><D:prop><" + name + "/></D:prop></D:propfind>";
        for (String body : List.of(many, nested, named)) {
            assertThat(send("PROPFIND", body.getBytes(UTF_8)).status()).isIn(207, 400, 413);
        }
    }

    @Test
    @DisplayName("the right names in a wrong namespace, or a wrong root, are not what was asked for")
    void wrongNames() {
        for (String namespace : List.of("DAV", "dav:", "http://DAV:/", "urn:ietf:params:xml:ns:caldav")) {
            String root = " xmlns='" + namespace + "'";
            send("PROPFIND", ("<propfind" + root + "><allprop/></propfind>").getBytes(UTF_8))
                    .expect(400);
            unchanged(
                            () -> send(
                                    "PROPPATCH",
                                    ("<propertyupdate" + root + "><set><prop><x>1</x></prop></set></propertyupdate>")
                                            .getBytes(UTF_8)),
                            PLACE)
                    .expect(400);
            send("REPORT", ("<sync-collection" + root + "/>").getBytes(UTF_8))
                    .expectPrecondition(403, "D:supported-report");
            unchanged(() -> send("MKCOL", ("<mkcol" + root + "/>").getBytes(UTF_8)), "/alice/hostile/")
                    .expect(415);
        }
        unchanged(() -> send("MKCALENDAR", Xml.creation("D:mkcol", "").getBytes(UTF_8)), "/alice/hostile/")
                .expect(400);
        send("PROPFIND", Xml.proppatch("<X:a/>").getBytes(UTF_8)).expect(400);
    }

    @Test
    @DisplayName("an empty body is allprop to PROPFIND, nothing to MKCOL, and missing to the others (RFC 4918 9.1)")
    void empty() {
        send("PROPFIND", new byte[0]).expect(207);
        for (String method : List.of("PROPPATCH", "REPORT")) {
            unchanged(() -> send(method, new byte[0]), PLACE).expect(400);
        }
    }

    @Test
    @DisplayName("UTF-8, UTF-16 and Latin-1 are read as they say they are, with and without a byte order mark")
    void encodings() {
        String value = "Grüße";
        for (Charset charset : List.of(UTF_8, UTF_16BE, UTF_16LE, ISO_8859_1)) {
            String declared = charset.name().startsWith("UTF-16") ? "UTF-16" : charset.name();
            String mark = charset == ISO_8859_1 ? "" : "\uFEFF";
            String body = mark + update(declared, value + charset.name());
            send("PROPPATCH", body.getBytes(charset)).expect(207);
            assertThat(alice.propfind(PLACE, 0, "X:e").text(PLACE, "X:e")).isEqualTo(value + charset.name());
        }
        send("PROPPATCH", update("UTF-8", value).replaceFirst("<\\?.*?\\?>", "").getBytes(UTF_8))
                .expect(207);
        assertThat(alice.propfind(PLACE, 0, "X:e").text(PLACE, "X:e")).isEqualTo(value);
    }

    @Test
    @DisplayName("octets that are not of the declared encoding are 400")
    void wrongEncodings() {
        String before = alice.propfind(PLACE, 0, "D:displayname").text(PLACE, "D:displayname");
        for (byte[] body : List.of(
                update("UTF-8", "ü").getBytes(ISO_8859_1),
                update("UTF-16", "ü").getBytes(UTF_8),
                update("US-ASCII", "ü").getBytes(UTF_8),
                ("\uFEFF" + update("ISO-8859-1", "ü")).getBytes(UTF_16LE))) {
            unchanged(() -> send("PROPPATCH", body), PLACE).expect(400);
        }
        assertThat(alice.propfind(PLACE, 0, "D:displayname").text(PLACE, "D:displayname"))
                .isEqualTo(before);
    }

    private static String update(String encoding, String value) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><D:propertyupdate" + D
                + " xmlns:X=\"http://example.com/ns/\"><D:set><D:prop><X:e>" + value
                + "</X:e></D:prop></D:set></D:propertyupdate>";
    }

    @Test
    @DisplayName("the media type of XML bodies is not looked at, but MKCOL and MKCALENDAR of another one are 415")
    void mediaTypes() {
        TestServer.Call plain = alice.with("Depth", "0").with("Content-Type", "text/plain");
        plain.send("PROPFIND", PLACE, Xml.propfind("D:getetag")).expect(207);
        plain.send("REPORT", PLACE, Xml.syncCollection("")).expect(207);
        unchanged(() -> plain.send("MKCOL", "/alice/hostile/", Xml.creation("D:mkcol", "")), "/alice/hostile/")
                .expect(415);
        unchanged(
                        () -> plain.send("MKCALENDAR", "/alice/hostile/", Xml.creation("C:mkcalendar", "")),
                        "/alice/hostile/")
                .expect(415);
        alice.with("Depth", "0")
                .send("PROPFIND", PLACE, Xml.propfind("D:getetag"))
                .expect(207);
        for (String type : List.of("text/xml", "application/xml", "text/xml; charset=\"utf-8\"")) {
            alice.with("Content-Type", type)
                    .send(
                            "MKCOL",
                            "/alice/typed/",
                            Xml.creation("D:mkcol", "<D:resourcetype><D:collection/></D:resourcetype>"))
                    .expect(201);
            alice.send("DELETE", "/alice/typed/").expect(204);
        }
    }
}
