package dev.fasti.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultigetHttpTest {
    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, Map.of("FASTI_LIMITS_MAX_MULTIGET_HREFS", "20"));
        server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
        server.alice().put("/alice/calendar/b.ics", Items.todo("b")).expect(201);
        server.alice().put("/alice/contacts/a.vcf", Items.card("a", "A")).expect(201);
        server.alice().put("/alice/contacts/b.vcf", Items.card("b", "B & <Ü>")).expect(201);
        server.bob().put("/bob/calendar/secret.ics", Items.event("s")).expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    enum Protocol {
        CALDAV("C:calendar-multiget", "C:calendar-data", "/alice/calendar/", ".ics"),
        CARDDAV("CR:addressbook-multiget", "CR:address-data", "/alice/contacts/", ".vcf");

        private final String report;
        private final String data;
        private final String collection;
        private final String ending;

        Protocol(String report, String data, String collection, String ending) {
            this.report = report;
            this.data = data;
            this.collection = collection;
            this.ending = ending;
        }

        String member(String name) {
            return collection + name + ending;
        }

        String body(List<String> hrefs) {
            return Xml.document(
                    report,
                    "<D:prop><D:getetag/><" + data + "/></D:prop>"
                            + hrefs.stream()
                                    .map(href -> "<D:href>" + href.replace("&", "&amp;") + "</D:href>")
                                    .collect(Collectors.joining()));
        }

        Multistatus get(String... hrefs) {
            return server.alice()
                    .send("REPORT", collection, body(List.of(hrefs)))
                    .multistatus();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Each href is answered, in the order asked, the unknown with 404 (RFC 4791 7.9, RFC 6352 8.7)")
    void order(Protocol protocol) {
        Multistatus answer = protocol.get(protocol.member("b"), protocol.member("none"), protocol.member("a"));
        assertThat(answer.hrefs()).containsExactly(protocol.member("b"), protocol.member("none"), protocol.member("a"));
        assertThat(answer.status(protocol.member("none"))).hasValue(404);
        for (String name : List.of("a", "b")) {
            Answer member = server.alice().send("GET", protocol.member(name));
            assertThat(answer.text(protocol.member(name), "D:getetag"))
                    .isEqualTo(member.header("ETag").orElseThrow());
            assertThat(answer.text(protocol.member(name), protocol.data)).isEqualTo(member.body());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Foreign members are 403, whether they exist or not")
    void foreign(Protocol protocol) {
        List<String> hrefs = List.of("/bob/calendar/secret.ics", "/bob/calendar/none.ics", "/nobody/x/y.ics", "/bob/");
        Multistatus answer = protocol.get(hrefs.toArray(String[]::new));
        assertThat(answer.hrefs()).isEqualTo(hrefs);
        hrefs.forEach(href -> assertThat(answer.status(href)).hasValue(403));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What is no member of the target is 404 for itself: other collections, the collection, junk")
    void elsewhere(Protocol protocol) {
        Protocol other = protocol == Protocol.CALDAV ? Protocol.CARDDAV : Protocol.CALDAV;
        List<String> hrefs = List.of(
                other.member("a"),
                protocol.collection,
                "relative.ics",
                "/alice/../alice/calendar/a.ics",
                "/%zz",
                "http://elsewhere.example/alice/calendar/a.ics",
                "/alice/calendar/%2e%2e/secret");
        Multistatus answer = protocol.get(hrefs.toArray(String[]::new));
        assertThat(answer.hrefs()).isEqualTo(hrefs);
        hrefs.forEach(href -> assertThat(answer.status(href)).as(href).hasValue(404));
        assertThat(protocol.get("").hrefs()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An absolute URI of this server is as good as a path (RFC 4918 8.3)")
    void absolute(Protocol protocol) {
        String absolute = server.uri().resolve(protocol.member("a")).toString();
        Multistatus answer = protocol.get(absolute);
        assertThat(answer.hrefs()).hasSize(1);
        assertThat(answer.hrefs().get(0)).endsWith(protocol.member("a"));
        assertThat(Xml.find(answer.document(), "//" + protocol.data)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x@y.ics", "a b+c%25~'(1).ics", "é,ü;=!$&*:#?.ics"})
    @DisplayName("However an href is encoded, the same member is found and answered once under its own href")
    void encodings(String decoded) {
        String plain = "/alice/calendar/" + decoded.replace("%25", "%");
        String full = "/alice/calendar/" + percentEncoded(plain.substring("/alice/calendar/".length()), false);
        String lower = "/alice/calendar/" + percentEncoded(plain.substring("/alice/calendar/".length()), true);
        server.alice().put(full, Items.event(decoded)).expect(201);
        String listed = server.alice().propfind("/alice/calendar/", 1, "D:getetag").hrefs().stream()
                .filter(href -> Stream.of(full, lower).anyMatch(href::equalsIgnoreCase)
                        || java.net.URI.create(href).getPath().equals(plain))
                .findFirst()
                .orElseThrow();
        Multistatus answer = Protocol.CALDAV.get(full, lower, listed);
        assertThat(answer.hrefs()).containsExactly(listed);
        assertThat(answer.property(listed, "C:calendar-data")).isPresent();
        if (decoded.equals("x@y.ics")) {
            assertThat(Protocol.CALDAV.get("/alice/calendar/x@y.ics").property(listed, "D:getetag"))
                    .isPresent();
        }
    }

    /** Every octet encoded, which is never wrong. */
    private static String percentEncoded(String text, boolean isLower) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format(isLower ? "%%%02x" : "%%%02X", octet & 0xff));
        }
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A repeated href is answered once (RFC 4918 14.24)")
    void duplicates(Protocol protocol) {
        Multistatus answer = protocol.get(
                protocol.member("a"), protocol.member("none"), protocol.member("a"), protocol.member("none"));
        assertThat(answer.hrefs()).containsExactly(protocol.member("a"), protocol.member("none"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("More hrefs than limits.max_multiget_hrefs are refused as a whole, as many as that are answered")
    void limit(Protocol protocol) {
        List<String> most =
                Stream.generate(() -> protocol.member("a")).limit(20).toList();
        assertThat(protocol.get(most.toArray(String[]::new)).hrefs()).hasSize(1);
        List<String> more =
                Stream.generate(() -> protocol.member("a")).limit(21).toList();
        server.alice()
                .send("REPORT", protocol.collection, protocol.body(more))
                .expectPrecondition(403, "D:number-of-matches-within-limits");
        server.alice()
                .send("REPORT", protocol.collection, protocol.body(List.of()))
                .expect(400);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("On a member only that member can be asked for (RFC 4791 7.9)")
    void onMember(Protocol protocol) {
        Multistatus answer = server.alice()
                .send(
                        "REPORT",
                        protocol.member("a"),
                        protocol.body(List.of(protocol.member("a"), protocol.member("b"))))
                .multistatus();
        assertThat(answer.property(protocol.member("a"), protocol.data)).isPresent();
        assertThat(answer.status(protocol.member("b"))).hasValue(404);
        server.alice()
                .send("REPORT", "/alice/", protocol.body(List.of(protocol.member("a"))))
                .expectPrecondition(403, "D:supported-report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "infinity"})
    @DisplayName("The Depth header says nothing to a multiget (RFC 4791 7.9)")
    void depth(String depth) {
        Answer answer = server.alice()
                .with("Depth", depth)
                .send("REPORT", Protocol.CALDAV.collection, Protocol.CALDAV.body(List.of(Protocol.CALDAV.member("a"))));
        assertThat(answer.multistatus().hrefs()).containsExactly(Protocol.CALDAV.member("a"));
    }

    @Test
    @DisplayName("The data is what was put, carriage returns, bare line feeds and odd characters included")
    void verbatim() {
        String odd = Items.event("odd", "ends ]]> & <b> \t \"q\" \ud83c\udf82")
                .replace("SUMMARY", "DESCRIPTION:bare\nSUMMARY");
        server.alice().put("/alice/calendar/odd.ics", odd).expect(201);
        Multistatus answer = Protocol.CALDAV.get("/alice/calendar/odd.ics");
        assertThat(answer.text("/alice/calendar/odd.ics", "C:calendar-data")).isEqualTo(odd);
        assertThat(server.alice().send("GET", "/alice/calendar/odd.ics").body()).isEqualTo(odd);
    }

    @Test
    @DisplayName("allprop, propname and no property list at all are understood (RFC 4791 9.10)")
    void otherLists() {
        String href = "<D:href>/alice/calendar/a.ics</D:href>";
        for (String list : List.of("", "<D:allprop/>", "<D:propname/>")) {
            Multistatus answer = server.alice()
                    .send("REPORT", "/alice/calendar/", Xml.document("C:calendar-multiget", list + href))
                    .multistatus();
            assertThat(answer.property("/alice/calendar/a.ics", "D:getetag"))
                    .as(list)
                    .isPresent();
        }
    }

    @Test
    @DisplayName("One protocol's report on the other's collection is refused with supported-report (RFC 3253 3.6)")
    void wrongKind() {
        server.alice()
                .send("REPORT", "/alice/contacts/", Protocol.CALDAV.body(List.of("/alice/contacts/a.vcf")))
                .expectPrecondition(403, "D:supported-report");
        server.alice()
                .send("REPORT", "/alice/calendar/", Protocol.CARDDAV.body(List.of("/alice/calendar/a.ics")))
                .expectPrecondition(403, "D:supported-report");
    }
}
