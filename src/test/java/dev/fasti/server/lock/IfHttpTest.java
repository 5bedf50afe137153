package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code If} header on every method (RFC 4918 section 10.4). */
class IfHttpTest extends OnServer {
    private static final String NO_LOCK = "(Not <DAV:no-lock>)";

    private String folder = "";
    private String path = "";
    private String tag = "";

    @BeforeEach
    void file(TestInfo test) {
        String name = "if-" + test.getTestMethod().orElseThrow().getName();
        folder = "/alice/" + name + "/";
        alice.send("MKCOL", folder);
        alice.put(folder + "a.txt", "text");
        path = folder + "a.txt";
        tag = tagOf(path);
    }

    private Answer put(String header, int status) {
        return alice.with("If", header).put(path, "text").expect(status);
    }

    @Test
    @DisplayName("Entity tags match the request's own resource or the one that is named (RFC 4918 10.4.3, 10.4.4)")
    void tags() {
        put("([" + tag + "])", 204);
        put("([W/" + tag + "])", 204);
        put("([\"other\"])", 412);
        put("(Not [\"other\"])", 204);
        put("(Not [" + tag + "])", 412);
        put("([\"other\"]) ([" + tag + "])", 204);
        put("(Not [\"other\"] [" + tag + "])", 204);
        put("([" + tag + "] [\"other\"])", 412);
        put("<" + path + "> ([" + tag + "])", 204);
        put("<" + server.uri().resolve(path) + "> ([" + tag + "])", 204);
        put("<" + path + "> ([\"other\"]) <" + folder + "> ([" + tag + "])", 412);
        put("<" + path + "> ([\"other\"]) <" + folder + "> " + NO_LOCK, 204);
        put("<http://elsewhere.example.com/> (Not [" + tag + "])", 204);
        put("<http://elsewhere.example.com/> ([" + tag + "])", 412);
    }

    @Test
    @DisplayName("Tags of another resource count as well, whatever the method (RFC 4918 10.4.9)")
    void otherTags() {
        String other = folder + "b.txt";
        String otherTag = OnServer.put(other, "other");
        put("<" + other + "> ([" + otherTag + "])", 204);
        put("<" + other + "> ([" + tag + "])", 412);
        alice.with("If", "<" + other + "> ([\"old\"])")
                .with("Destination", other)
                .send("COPY", path)
                .expect(412);
        alice.with("If", "<" + other + "> ([" + otherTag + "])")
                .with("Destination", other)
                .send("COPY", path)
                .expect(204);
    }

    @Test
    @DisplayName(
            "Lock tokens match anywhere in their scope (RFC 4918 10.4.4); a list that does not hold is 412, before 423")
    void tokens() {
        String token = exclusive(alice, folder, "infinity");
        put(list(token), 204);
        put("<" + folder + "> " + list(token), 204);
        put("(<" + token + "> [" + tag + "])", 204);
        put("(<" + token + "> [\"other\"]) (Not <DAV:no-lock> [" + tag + "])", 204);
        put("(<" + token + "> [\"other\"])", 412);
        put("(Not <" + token + ">)", 412);
        put("(<urn:uuid:00000000-0000-0000-0000-000000000000>)", 412);
        put("(<DAV:no-lock>)", 412);
        put(NO_LOCK, 423);
        put("([" + tag + "])", 423);
        put("(Not <" + token + ">) ([" + tag + "])", 204);
    }

    @Test
    @DisplayName("What is not there has no state, so that Not holds of it (RFC 4918 10.4.4, 10.4.11)")
    void unmapped() {
        String none = folder + "none.txt";
        String token = exclusive(alice, folder, "infinity");
        alice.with("If", "([" + tag + "])").put(none, "new").expect(412);
        alice.with("If", list(token)).put(none, "new").expect(412);
        alice.with("If", "(Not [" + tag + "] Not <" + token + ">)")
                .put(none, "new")
                .expect(201);
    }

    @ParameterizedTest(name = "If: {0}")
    @ValueSource(
            strings = {"x", "()", "(<urn:x:y>", "(Not)", "([x])", "</alice/>", "(<urn:x:y>) </alice/> (<urn:x:y>)"})
    @DisplayName("What is not of the grammar is 400 (RFC 4918 10.4.2)")
    void malformed(String header) {
        unchanged(() -> alice.with("If", header).put(path, "changed"), folder).expect(400);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "HEAD", "PROPFIND", "DELETE", "PROPPATCH", "MOVE", "COPY", "LOCK", "REPORT"})
    @DisplayName("Every method fails with 412 if no list holds (RFC 4918 10.4.1)")
    void everyMethod(String method) {
        String body = switch (method) {
            case "PROPPATCH" -> Xml.proppatch("<X:note>n</X:note>");
            case "LOCK" -> Locks.info("exclusive");
            case "REPORT" -> Xml.document("D:expand-property", "<D:property name='displayname'/>");
            default -> "";
        };
        TestServer.Call call = alice.with("Depth", "0").with("Destination", folder + "b.txt");
        unchanged(() -> call.with("If", "([\"other\"])").send(method, path, body), folder)
                .expect(412);
        assertThat(call.with("If", "([" + tag + "])").send(method, path, body).status())
                .isLessThan(300);
    }

    @Test
    @DisplayName("Collections are made and deleted under If as well; they have no entity tag")
    void collections() {
        unchanged(() -> alice.with("If", "([\"x\"])").send("MKCOL", folder + "c/"), folder)
                .expect(412);
        alice.with("If", "(Not [\"x\"])").send("MKCOL", folder + "c/").expect(201);
        unchanged(() -> alice.with("If", "([\"x\"])").send("DELETE", folder + "c/"), folder)
                .expect(412);
        alice.with("If", "(Not [\"x\"])").send("DELETE", folder + "c/").expect(204);
    }

    @Test
    @DisplayName("A sync token is a state of its collection, until something changes there (RFC 6578 5)")
    void syncToken() {
        String calendar = calendar("if-sync");
        String token = tokenOf(calendar);
        String tagged = "<" + calendar + "> " + list(token);
        alice.with("If", tagged).put(calendar + "a.ics", Items.event("a")).expect(201);
        unchanged(() -> alice.with("If", tagged).put(calendar + "b.ics", Items.event("b")), calendar)
                .expect(412);
        unchanged(() -> alice.with("If", tagged).send("DELETE", calendar + "a.ics"), calendar)
                .expect(412);
        unchanged(() -> alice.with("If", list(tokenOf(calendar))).send("DELETE", calendar + "a.ics"), calendar)
                .expect(412);
        alice.with("If", "<" + calendar + "> " + list(tokenOf(calendar)))
                .send("DELETE", calendar + "a.ics")
                .expect(204);
        String now = tokenOf(calendar);
        alice.with("If", "<" + calendar + "> " + list(now))
                .send("MKCOL", folder + "made/")
                .expect(201);
        alice.with("If", "<" + calendar + "> " + list(token))
                .send("MKCOL", folder + "not-made/")
                .expect(412);
    }

    @Test
    @DisplayName("Want of rights is told before a condition that fails (RFC 4918 8.1)")
    void authorisationFirst() {
        server.bob().with("If", "([\"x\"])").put(path, "bob's").expect(403);
        server.nobody().with("If", "([\"x\"])").put(path, "nobody's").expect(401);
    }

    @Test
    @DisplayName("What somebody else has is as if it were not there: If does not tell its tag")
    void foreignTags() {
        server.bob()
                .with("If", "<" + path + "> ([" + tag + "])")
                .send("PROPFIND", "/bob/")
                .expect(412);
        server.bob()
                .with("If", "<" + path + "> (Not [" + tag + "])")
                .with("Depth", "0")
                .send("PROPFIND", "/bob/")
                .expect(207);
    }
}
