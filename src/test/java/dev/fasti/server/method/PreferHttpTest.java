package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("The Prefer header (RFC 7240, RFC 8144)")
class PreferHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";
    private static final String MEMBER = PLACE + "a.ics";
    private static final String MINIMAL = "return=minimal";
    private static final String WHOLE = "return=representation";

    @BeforeAll
    static void fill() {
        put(MEMBER, Items.event("a"));
    }

    private static TestServer.Call prefer(String preference) {
        return alice.with("Prefer", preference);
    }

    private static void assertApplied(Answer answer, String preference) {
        assertThat(answer.header("Preference-Applied")).contains(preference);
        assertThat(answer.header("Vary").orElse("")).contains("Prefer");
    }

    private static void assertRepresented(Answer answer, String path, String body) {
        assertApplied(answer, WHOLE);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("Content-Location")).contains(path);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/calendar"));
        assertThat(tag(answer)).isEqualTo(tagOf(path));
    }

    @Test
    @DisplayName("return=minimal leaves 404 propstats out of a PROPFIND (RFC 8144 2.1)")
    void propfind() {
        Answer answer = prefer("wait=1, " + MINIMAL)
                .with("Depth", "1")
                .send("PROPFIND", PLACE, Xml.propfind("D:getetag", "X:none", "D:resourcetype"));
        assertApplied(answer, MINIMAL);
        Multistatus found = answer.multistatus();
        assertThat(found.text(MEMBER, "D:getetag")).isEqualTo(tagOf(MEMBER));
        assertThat(Xml.find(found.document(), "//D:status").stream().map(Element::getTextContent))
                .containsOnly("HTTP/1.1 200 OK");
    }

    @Test
    @DisplayName("a resource with none of the properties gets one empty 200 propstat (RFC 8144 2.1)")
    void nothingFound() {
        Multistatus found = prefer(MINIMAL)
                .with("Depth", "0")
                .send("PROPFIND", MEMBER, Xml.propfind("X:none"))
                .multistatus();
        assertThat(found.propstats(MEMBER, 404)).isEmpty();
        assertThat(found.propstats(MEMBER, 200)).hasSize(1);
        assertThat(Xml.find(found.document(), "//D:prop")).hasSize(1);
        assertThat(Xml.find(found.document(), "//D:prop/*")).isEmpty();
    }

    @Test
    @DisplayName("return=minimal works in reports; a member that is gone still is 404 (RFC 8144 2.1)")
    void reports() {
        String hrefs = "<D:href>" + MEMBER + "</D:href><D:href>" + PLACE + "gone.ics</D:href>";
        String wanted = "<D:prop><D:getetag/><X:none/></D:prop>";
        String token = "<D:sync-token/><D:sync-level>1</D:sync-level>";
        String filter = "<C:filter><C:comp-filter name=\"VCALENDAR\"/></C:filter>";
        String expand =
                "<D:property name=\"owner\"><D:property name=\"none\"/></D:property><D:property name=\"none\"/>";
        for (String body : new String[] {
            Xml.document("C:calendar-multiget", wanted + hrefs),
            Xml.document("D:sync-collection", token + wanted),
            Xml.document("C:calendar-query", wanted + filter),
            Xml.document("D:expand-property", expand)
        }) {
            Answer answer = prefer(MINIMAL).with("Depth", "1").send("REPORT", PLACE, body);
            assertApplied(answer, MINIMAL);
            assertThat(Xml.find(answer.multistatus().document(), "//D:propstat/D:status[contains(., '404')]"))
                    .as(body)
                    .isEmpty();
            Answer plain = alice.with("Depth", "1").send("REPORT", PLACE, body);
            assertThat(plain.header("Preference-Applied")).isEmpty();
            assertThat(Xml.find(plain.multistatus().document(), "//D:propstat/D:status[contains(., '404')]"))
                    .as(body)
                    .isNotEmpty();
        }
        Multistatus some = prefer(MINIMAL)
                .send("REPORT", PLACE, Xml.document("C:calendar-multiget", wanted + hrefs))
                .multistatus();
        assertThat(some.status(PLACE + "gone.ics")).contains(404);
    }

    @Test
    @DisplayName("Apple's and Microsoft's Brief: t is return=minimal (RFC 8144 A)")
    void brief() {
        Answer answer = alice.with("Brief", "t").with("Depth", "0").send("PROPFIND", PLACE, Xml.propfind("X:none"));
        assertThat(answer.multistatus().propstats(PLACE, 404)).isEmpty();
        assertThat(answer.header("Preference-Applied")).contains(MINIMAL);
        assertThat(answer.header("Vary").orElse("")).contains("Brief");
        assertThat(alice.with("Brief", "f")
                        .with("Depth", "0")
                        .send("PROPFIND", PLACE, Xml.propfind("X:none"))
                        .multistatus()
                        .propstats(PLACE, 404))
                .hasSize(1);
    }

    @Test
    @DisplayName("beside a Prefer that says something else, Brief does not count (RFC 8144 A)")
    void briefBesidePrefer() {
        Answer answer = alice.with("Depth", "0")
                .with("Brief", "t")
                .with("Prefer", "respond-async")
                .send("PROPFIND", PLACE, Xml.propfind("X:none"))
                .expect(207);

        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.multistatus().propstats(PLACE, 404)).hasSize(1);
    }

    @Test
    @DisplayName("a successful PROPPATCH with return=minimal has no body; a refused one has its 207 (RFC 8144 2.2)")
    void proppatch() {
        Answer done = prefer(MINIMAL).send("PROPPATCH", MEMBER, Xml.proppatch("<X:p>1</X:p>"));
        assertApplied(done.expect(200), MINIMAL);
        assertThat(done.body()).isEmpty();
        assertThat(alice.propfind(MEMBER, 0, "X:p").text(MEMBER, "X:p")).isEqualTo("1");

        Answer refused = prefer(MINIMAL).send("PROPPATCH", MEMBER, Xml.proppatch("<X:p>2</X:p><D:getetag/>"));
        assertThat(refused.multistatus().statusOf(MEMBER, "D:getetag")).isEqualTo(403);
        assertThat(refused.header("Preference-Applied")).isEmpty();
        assertThat(alice.propfind(MEMBER, 0, "X:p").text(MEMBER, "X:p")).isEqualTo("1");
    }

    @Test
    @DisplayName("MKCOL and MKCALENDAR with return=minimal say so and have no body (RFC 8144 2.3)")
    void creations() {
        Answer calendar = prefer(MINIMAL).send("MKCALENDAR", "/alice/prefer-cal/");
        assertApplied(calendar.expect(201), MINIMAL);
        assertThat(calendar.body()).isEmpty();
        String type = "<D:resourcetype><D:collection/></D:resourcetype>";
        Answer folder = prefer(MINIMAL).send("MKCOL", "/alice/prefer-col/", Xml.creation("D:mkcol", type));
        assertApplied(folder.expect(201), MINIMAL);
        assertThat(folder.body()).isEmpty();
    }

    @Test
    @DisplayName("PUT with return=representation answers what is stored: 201 when new, else 200 (RFC 8144 3.1)")
    void put() {
        String path = PLACE + "put.ics";
        String body = Items.event("put", "Grüße");
        assertRepresented(prefer(WHOLE).put(path, body).expect(201), path, body);
        String changed = Items.event("put", "Anders");
        assertRepresented(prefer(WHOLE).put(path, changed).expect(200), path, changed);
    }

    @Test
    @DisplayName("a 412 with return=representation holds what is there instead (RFC 8144 3.2)")
    void conflict() {
        String current = new String(alice.send("GET", MEMBER).octets(), StandardCharsets.UTF_8);
        TestServer.Call stale = prefer(WHOLE).with("If-Match", "\"stale\"");
        assertRepresented(
                unchanged(() -> stale.put(MEMBER, Items.event("a", "Mine")), PLACE)
                        .expect(412),
                MEMBER,
                current);
        assertRepresented(unchanged(() -> stale.send("DELETE", MEMBER), PLACE).expect(412), MEMBER, current);
        assertRepresented(
                unchanged(() -> stale.send("PROPPATCH", MEMBER, Xml.proppatch("<X:q>1</X:q>")), PLACE)
                        .expect(412),
                MEMBER,
                current);
        assertRepresented(
                prefer(WHOLE)
                        .with("If-None-Match", "*")
                        .put(MEMBER, Items.event("a", "Mine"))
                        .expect(412),
                MEMBER,
                current);
        Answer gone = stale.put(PLACE + "never.ics", Items.event("never")).expect(412);
        assertThat(gone.header("Preference-Applied")).isEmpty();
        assertThat(stale.send("GET", MEMBER).expect(412).header("Content-Location"))
                .isEmpty();
    }

    @Test
    @DisplayName("COPY and MOVE with return=representation answer what is at the destination (RFC 8144 3.1)")
    void copyMove() {
        String source = PLACE + "source.ics";
        String body = Items.event("source");
        OnServer.put(source, body);
        String other = calendar("prefer-other");
        Answer copied = prefer(WHOLE)
                .with("Destination", server.uri().resolve(other + "b.ics").toString())
                .send("COPY", source);
        assertRepresented(copied.expect(201), other + "b.ics", body);
        Answer moved = prefer(WHOLE)
                .with("Destination", server.uri().resolve(other + "b.ics").toString())
                .send("MOVE", source);
        assertRepresented(moved.expect(200), other + "b.ics", body);
        assertAbsent(source);
    }

    @Test
    @DisplayName("depth-noroot leaves the collection itself out of a deeper PROPFIND, no other (RFC 8144 4)")
    void noRoot() {
        Answer one =
                prefer("depth-noroot, " + MINIMAL).with("Depth", "1").send("PROPFIND", PLACE, Xml.propfind("X:none"));
        assertApplied(one, MINIMAL + ", depth-noroot");
        assertThat(one.multistatus().hrefs()).contains(MEMBER).doesNotContain(PLACE);
        Answer zero = prefer("depth-noroot").with("Depth", "0").send("PROPFIND", PLACE, Xml.propfind("D:owner"));
        assertThat(zero.multistatus().hrefs()).containsExactly(PLACE);
        assertThat(zero.header("Preference-Applied")).isEmpty();
    }

    @Test
    @DisplayName("without a preference that is kept nothing claims that one was (RFC 7240 3)")
    void notApplied() {
        Answer answer = prefer("respond-async, wait=5, " + WHOLE)
                .with("Depth", "0")
                .send("PROPFIND", PLACE, Xml.propfind("X:none"));
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.multistatus().propstats(PLACE, 404)).hasSize(1);
    }
}
