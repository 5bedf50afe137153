package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("POST: adding members under names of the server's making (RFC 5995)")
class PostHttpTest extends OnServer {
    private static TestServer.Call typed(String type) {
        return alice.with("Content-Type", type);
    }

    private static Answer post(String collection, String body) {
        String type = body.startsWith("BEGIN:VCARD") ? "text/vcard" : "text/calendar";
        return typed(type).send("POST", collection, body);
    }

    private static String location(Answer answer) {
        return answer.expect(201).header("Location").orElseThrow();
    }

    @Test
    @DisplayName("add-member is the collection's own URL, protected, not in allprop (RFC 5995 3.2.1)")
    void property() {
        for (String place : List.of(calendar("post-property"), addressBook("post-book"), folder("post-folder"))) {
            Element property = alice.propfind(place, 0, "D:add-member")
                    .property(place, "D:add-member")
                    .orElseThrow();
            assertThat(Xml.find(property, "D:href").stream().map(Element::getTextContent))
                    .containsExactly(place);
            assertThat(alice.with("Depth", "0").send("PROPFIND", place).body()).doesNotContain("add-member");
            assertThat(alice.send("PROPPATCH", place, Xml.proppatch("<D:add-member/>"))
                            .multistatus()
                            .statusOf(place, "D:add-member"))
                    .isEqualTo(403);
        }
        assertThat(alice.propfind("/alice/", 0, "D:add-member").statusOf("/alice/", "D:add-member"))
                .isEqualTo(404);
    }

    @Test
    @DisplayName(
            "add-member is among the supported live properties, a dead one is not (RFC 5995 3.2.1, RFC 3253 3.1.4)")
    void supportedLiveProperties() {
        String place = calendar("post-live");
        alice.send("PROPPATCH", place, Xml.proppatch("<X:dead>1</X:dead>")).expect(207);
        Element live = alice.propfind(place, 0, "D:supported-live-property-set")
                .property(place, "D:supported-live-property-set")
                .orElseThrow();
        List<String> names = Xml.find(live, "D:supported-live-property/D:prop/*").stream()
                .map(Element::getLocalName)
                .toList();
        assertThat(names)
                .contains("add-member", "supported-live-property-set", "resourcetype", "sync-token")
                .doesNotContain("dead", "getetag")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a page of another site cannot make a browser write with the login that it remembers")
    void crossSite() {
        String place = folder("post-cross-site");
        TestServer.Call form = typed("text/plain");
        form.with("Origin", "https://evil.example").send("POST", place, "x").expect(403);
        form.with("Origin", "null").send("POST", place, "x").expect(403);
        form.with("Sec-Fetch-Site", "cross-site").send("POST", place, "x").expect(403);
        assertThat(alice.propfind(place, 1, "D:getetag").hrefs()).containsExactly(place);
        form.with("Origin", "http://" + server.uri().getAuthority())
                .send("POST", place, "x")
                .expect(201);
        form.with("Sec-Fetch-Site", "same-origin").send("POST", place, "x").expect(201);
    }

    @Test
    @DisplayName("a POST makes a member named by its UID: 201 with Location and ETag (RFC 5995 3.1, RFC 9110 15.3.2)")
    void creates() {
        String place = calendar("post-new");
        Answer made = post(place, Items.event("5f1c-42@example.com"));
        assertThat(location(made)).isEqualTo(place + "5f1c-42%40example.com.ics");
        Answer got = alice.send("GET", location(made)).expect(200);
        assertThat(tag(got)).isEqualTo(tag(made));
        assertThat(got.body()).isEqualTo(Items.event("5f1c-42@example.com"));
        assertThat(alice.sync(place, "").multistatus().hrefs()).containsExactly(location(made));

        String book = addressBook("post-cards");
        assertThat(location(post(book, Items.card("urn-1", "A")))).isEqualTo(book + "urn-1.vcf");
    }

    @Test
    @DisplayName("a UID that is no fit name, or a name that is taken, gives way to a random name")
    void otherNames() {
        String place = calendar("post-names");
        for (String uid : List.of("../../bob/x", ".hidden", "a/b", "ü~", "x".repeat(300))) {
            String path = location(post(place, Items.event(uid)));
            assertThat(path).as(uid).matches(place + "[0-9a-f-]{36}\\.ics");
            alice.send("GET", path).expect(200);
        }
        put(place + "taken.ics", Items.event("other"));
        assertThat(location(post(place, Items.event("taken")))).matches(place + "[0-9a-f-]{36}\\.ics");
    }

    @Test
    @DisplayName("the preconditions of PUT hold, with its bodies (RFC 5995 3.1, RFC 4791 5.3.2.1)")
    void preconditions() {
        String place = calendar("post-rules");
        put(place + "a.ics", Items.event("a"));
        Answer conflict = unchanged(() -> post(place, Items.event("a")), place);
        conflict.expectPrecondition(403, "C:no-uid-conflict");
        assertThat(Xml.find(conflict.xml(), "/D:error/C:no-uid-conflict/D:href")
                        .get(0)
                        .getTextContent())
                .isEqualTo(place + "a.ics");
        unchanged(() -> post(place, "BEGIN:VCALENDAR\r\nnonsense"), place)
                .expectPrecondition(403, "C:valid-calendar-data");
        unchanged(() -> typed("image/png").send("POST", place, Items.event("b")), place)
                .expectPrecondition(403, "C:supported-calendar-data");
        unchanged(() -> typed("text/calendar").send("POST", place), place).expect(403);
        unchanged(
                        () -> typed("text/calendar")
                                .with("Content-Range", "bytes 0-1/2")
                                .send("POST", place, Items.event("b")),
                        place)
                .expect(400);
        unchanged(() -> typed("text/calendar").with("If-None-Match", "*").send("POST", place, Items.event("b")), place)
                .expect(412);
    }

    @Test
    @DisplayName("who lacks DAV:bind on the collection cannot POST to it (RFC 5995 5)")
    void rights() {
        String place = calendar("post-rights");
        Answer refused = unchanged(
                () -> server.bob().with("Content-Type", "text/calendar").send("POST", place, Items.event("x")), place);
        assertThat(refused.expect(403).body()).contains("need-privileges");
        unchanged(() -> server.nobody().send("POST", place, Items.event("x")), place)
                .expect(401);
    }

    @Test
    @DisplayName("in a plain collection the Slug is the name if it is fit (RFC 5995 3.3, RFC 5023 9.7)")
    void slug() {
        String place = folder("post-slug");
        TestServer.Call text = typed("text/plain");
        assertThat(location(text.with("Slug", "note%2B1.txt").send("POST", place, "hello")))
                .isEqualTo(place + "note%2B1.txt");
        assertThat(alice.send("GET", place + "note%2B1.txt").body()).isEqualTo("hello");
        for (String slug : List.of("note%2B1.txt", "a%2Fb", "%zz", "..", "")) {
            assertThat(location(text.with("Slug", slug).send("POST", place, "other")))
                    .as(slug)
                    .matches(place + "[0-9a-f-]{36}");
        }
        assertThat(alice.send("GET", place + "note%2B1.txt").body()).isEqualTo("hello");
    }

    @Test
    @DisplayName("with return=representation the answer holds the member (RFC 8144 3.1)")
    void representation() {
        String place = calendar("post-prefer");
        Answer made = alice.with("Prefer", "return=representation")
                .with("Content-Type", "text/calendar")
                .send("POST", place, Items.event("p").getBytes(StandardCharsets.UTF_8));
        assertThat(made.header("Content-Location")).contains(location(made));
        assertThat(made.body()).isEqualTo(Items.event("p"));
    }

    @Test
    @DisplayName("what takes no members has no POST: homes, members, principals")
    void elsewhere() {
        put("/alice/calendar/post.ics", Items.event("post"));
        for (String path : List.of("/alice/", "/alice/calendar/post.ics", "/principals/alice/", "/")) {
            assertThat(allowed(post(path, Items.event("q")).expect(405))).doesNotContain("POST");
        }
        post("/alice/nowhere/", Items.event("q")).expect(404);
    }
}
