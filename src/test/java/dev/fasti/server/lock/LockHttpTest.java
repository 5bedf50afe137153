package dev.fasti.server.lock;

import static dev.fasti.server.fixture.Locks.assertRoots;
import static dev.fasti.server.fixture.Locks.discover;
import static dev.fasti.server.fixture.Locks.exclusive;
import static dev.fasti.server.fixture.Locks.info;
import static dev.fasti.server.fixture.Locks.list;
import static dev.fasti.server.fixture.Locks.lock;
import static dev.fasti.server.fixture.Locks.shared;
import static dev.fasti.server.fixture.Locks.token;
import static dev.fasti.server.fixture.Locks.unlock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** LOCK and UNLOCK. */
class LockHttpTest extends OnServer {
    private static String file(String name) {
        String path = folder(name) + "a.txt";
        put(path, "text");
        return path;
    }

    @Test
    @DisplayName("A lock is told in the answer and in lockdiscovery, the owner as it was sent (RFC 4918 9.10.1, 15.8)")
    void grants() {
        String path = file("lock-grant");
        Answer answer = alice.with("Timeout", "Second-100")
                .send("LOCK", path, info("exclusive"))
                .expect(200);
        String token = token(answer);
        assertThat(answer.header("Cache-Control")).hasValue("no-cache");
        for (Element lock : List.of(
                Xml.find(answer.xml(), "/D:prop/D:lockdiscovery/D:activelock").get(0),
                discover(alice, path).get(0))) {
            assertThat(Xml.find(lock, "D:lockscope/D:exclusive")).hasSize(1);
            assertThat(Xml.find(lock, "D:locktype/D:write")).hasSize(1);
            assertThat(Xml.find(lock, "D:depth").get(0).getTextContent()).isEqualTo("infinity");
            assertThat(Xml.find(lock, "D:owner/D:href").get(0).getTextContent()).isEqualTo("mailto:a@example.com");
            assertThat(Xml.find(lock, "D:timeout").get(0).getTextContent()).matches("Second-(100|9\\d)");
            assertThat(Xml.find(lock, "D:locktoken/D:href").get(0).getTextContent())
                    .isEqualTo(token);
            assertThat(Xml.find(lock, "D:lockroot/D:href").get(0).getTextContent())
                    .isEqualTo(path);
        }
    }

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({"shared,shared,200", "shared,exclusive,423", "exclusive,shared,423", "exclusive,exclusive,423"})
    @DisplayName("Locks go together by the table of RFC 4918 9.10.5, and what conflicts is named (RFC 4918 16)")
    void compatibility(String first, String second, int status) {
        String path = file("lock-table-" + first + "-" + second);
        lock(alice, path, first, "0").expect(200);
        Answer answer = lock(alice, path, second, "infinity");
        answer.expect(status);
        if (status == 423) {
            assertRoots(answer, "D:no-conflicting-lock", path);
        }
        assertThat(discover(alice, path)).hasSize(status == 200 ? 2 : 1);
    }

    @Test
    @DisplayName("A lock of infinite depth reaches below, one of depth 0 does not (RFC 4918 9.10.3)")
    void depth() {
        String path = file("lock-depth");
        String collection = "/alice/lock-depth/";
        exclusive(alice, collection, "0");
        assertThat(discover(alice, path)).isEmpty();
        String deep = "/alice/lock-deep/";
        file("lock-deep");
        String token = exclusive(alice, deep, "infinity");
        Element lock = discover(alice, deep + "a.txt").get(0);
        assertThat(Xml.find(lock, "D:lockroot/D:href").get(0).getTextContent()).isEqualTo(deep);
        assertThat(Xml.find(lock, "D:locktoken/D:href").get(0).getTextContent()).isEqualTo(token);
        assertRoots(lock(alice, deep + "a.txt", "shared", "0"), "D:no-conflicting-lock", deep);
    }

    @Test
    @DisplayName(
            "What is locked below stands in the way of a deep lock: 207, with 424 for the target (RFC 4918 9.10.3)")
    void conflictBelow() {
        String path = file("lock-below");
        exclusive(alice, path, "0");
        Multistatus answer =
                lock(alice, "/alice/lock-below/", "shared", "infinity").multistatus();
        assertThat(answer.status(path)).hasValue(423);
        assertThat(Xml.find(answer.document(), "//D:error/D:no-conflicting-lock/D:href")
                        .get(0)
                        .getTextContent())
                .isEqualTo(path);
        assertThat(answer.status("/alice/lock-below/")).hasValue(424);
        assertThat(discover(alice, "/alice/lock-below/")).isEmpty();
        lock(alice, "/alice/lock-below/", "exclusive", "0").expect(200);
    }

    @Test
    @DisplayName("LOCK where nothing is makes an empty member, which outlives its lock (RFC 4918 7.3, 9.10.4)")
    void unmapped() {
        String path = folder("lock-unmapped") + "new.txt";
        Answer answer = lock(alice, path, "exclusive", "0").expect(201);
        String token = token(answer);
        assertThat(alice.send("GET", path).expect(200).octets()).isEmpty();
        assertThat(alice.propfind("/alice/lock-unmapped/", 1, "D:supportedlock").hrefs())
                .contains(path);
        alice.send("MKCOL", path).expect(405);
        alice.with("If", list(token)).put(path, "now there is").expect(204);
        unlock(alice, path, token).expect(204);
        assertThat(alice.send("GET", path).expect(200).body()).isEqualTo("now there is");
    }

    @Test
    @DisplayName("An empty member is no calendar object and no contact: LOCK makes none there (RFC 4791 4.1, 5.3.2.1)")
    void unmappedInCalendar() {
        String calendar = calendar("lock-calendar");
        unchanged(() -> lock(alice, calendar + "a.ics", "exclusive", "0"), calendar)
                .expectPrecondition(403, "C:valid-calendar-data");
        String contacts = addressBook("lock-contacts");
        unchanged(() -> lock(alice, contacts + "a.vcf", "exclusive", "0"), contacts)
                .expectPrecondition(403, "CR:valid-address-data");
        put(calendar + "b.ics", Items.event("b"));
        exclusive(alice, calendar + "b.ics", "0");
    }

    @Test
    @DisplayName("LOCK makes no collections on the way: 409 (RFC 4918 9.10.6)")
    void noParent() {
        lock(alice, "/alice/lock-none/a.txt", "exclusive", "0").expect(409);
        lock(alice, "/alice/lock-none", "exclusive", "0").expect(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/principals/", "/principals/alice/"})
    @DisplayName("What cannot be written cannot be locked")
    void notHere(String path) {
        lock(alice, path, "exclusive", "0").expect(405);
    }

    @Test
    @DisplayName("Depth 1 is refused (RFC 4918 9.10.3), and so is a body that asks for no lock there is")
    void malformed() {
        String path = file("lock-malformed");
        lock(alice, path, "exclusive", "1").expect(400);
        alice.send("LOCK", path, Xml.document("D:propfind", "")).expect(400);
        alice.send("LOCK", path, "<D:lockinfo").expect(400);
        alice.send("LOCK", path, Xml.document("D:lockinfo", "<D:locktype><D:write/></D:locktype>"))
                .expect(400);
        alice.send("LOCK", path, info("exclusive").replace("D:write", "D:read")).expect(422);
        alice.send("LOCK", path, info("local")).expect(422);
        alice.send("LOCK", path, info("shared").replace("mailto:", "x".repeat(9_000)))
                .expect(413);
        assertThat(discover(alice, path)).isEmpty();
    }

    @ParameterizedTest(name = "Timeout: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Infinite, Second-4100000000 | 86400",
                "Second-4100000000 | 86400",
                "Second-99999999999999999999 | 86400",
                "Second-600 | 600",
                "second-600, Infinite | 600",
                "Second-0 | 1",
                "Extend-5, Second-700 | 700",
                "soon | 3600"
            })
    @DisplayName("The client suggests how long a lock holds, the server bounds it (RFC 4918 6.6, 10.7)")
    void timeout(String header, long seconds) {
        String path = file("lock-timeout-" + Math.abs(header.hashCode()));
        Answer answer =
                alice.with("Timeout", header).send("LOCK", path, info("shared")).expect(200);
        String told = Xml.find(answer.xml(), "//D:timeout").get(0).getTextContent();
        assertThat(Long.parseLong(told.replace("Second-", ""))).isBetween(seconds - 30, seconds);
    }

    @Test
    @DisplayName("A lock is refreshed by its token from anywhere in its scope, without a Lock-Token (RFC 4918 9.10.2)")
    void refresh() {
        String path = file("lock-refresh");
        String token = shared(alice, "/alice/lock-refresh/", "infinity");
        shared(alice, path, "0");
        Answer answer = alice.with("If", list(token))
                .with("Timeout", "Second-7200")
                .with("Depth", "1")
                .send("LOCK", path)
                .expect(200);
        assertThat(answer.header("Lock-Token")).isEmpty();
        assertThat(Xml.find(answer.xml(), "//D:activelock[D:locktoken/D:href='" + token + "']/D:timeout")
                        .get(0)
                        .getTextContent())
                .matches("Second-7[12]\\d\\d");
        assertThat(discover(alice, path)).hasSize(2);
    }

    @Test
    @DisplayName("A refresh names one lock that is there (RFC 4918 9.10.2, 9.10.6)")
    void wrongRefresh() {
        String path = file("lock-refresh-wrong");
        alice.send("LOCK", path).expect(400);
        String token = exclusive(alice, path, "0");
        alice.with("If", "(<" + token + "> <urn:x:y>)").send("LOCK", path).expect(400);
        alice.with("If", "(<urn:x:y>)").send("LOCK", path).expectPrecondition(412, "D:lock-token-matches-request-uri");
        alice.with("If", list(token) + " (Not <DAV:no-lock>)")
                .send("LOCK", path)
                .expect(200);
        alice.with("If", "</alice/lock-refresh-wrong/> " + list(token))
                .send("LOCK", path)
                .expect(412);
        alice.with("If", list(token))
                .send("LOCK", "/alice/lock-refresh-wrong/")
                .expectPrecondition(412, "D:lock-token-matches-request-uri");
    }

    @Test
    @DisplayName("UNLOCK ends the lock from anywhere in its scope; otherwise it is 409 or 400 (RFC 4918 9.11.1)")
    void unlocks() {
        String path = file("lock-unlock");
        String token = exclusive(alice, "/alice/lock-unlock/", "infinity");
        alice.send("UNLOCK", path).expect(400);
        alice.with("Lock-Token", token).send("UNLOCK", path).expect(400);
        unlock(alice, path, "urn:x:y").expectPrecondition(409, "D:lock-token-matches-request-uri");
        unlock(alice, folder("lock-unlock-other"), token).expectPrecondition(409, "D:lock-token-matches-request-uri");
        unlock(alice, "/alice/lock-unlock/none.txt", token).expect(404);
        alice.with("Lock-Token", "<" + token + ">")
                .with("If", "(<urn:x:y>)")
                .send("UNLOCK", path)
                .expect(412);
        unlock(alice, path, token).expect(204);
        assertThat(discover(alice, "/alice/lock-unlock/")).isEmpty();
        unlock(alice, path, token).expect(409);
    }

    @Test
    @DisplayName("Locks are announced: class 2, the methods, and supportedlock (RFC 4918 6.7, 15.10, 18.2)")
    void announced() {
        String path = file("lock-announced");
        Answer options = alice.send("OPTIONS", path).expect(200);
        assertThat(options.header("DAV").orElseThrow().split(", ")).contains("1", "2", "3");
        assertThat(allowed(options)).contains("LOCK", "UNLOCK");
        assertThat(allowed(alice.send("OPTIONS", "/alice/lock-announced/"))).contains("LOCK", "UNLOCK");
        assertThat(allowed(alice.send("OPTIONS", path + "x"))).contains("LOCK").doesNotContain("UNLOCK");
        assertThat(allowed(alice.send("OPTIONS", "/"))).doesNotContain("LOCK", "UNLOCK");
        Element supported = alice.propfind(path, 0, "D:supportedlock")
                .property(path, "D:supportedlock")
                .orElseThrow();
        assertThat(Xml.find(supported, "D:lockentry[D:locktype/D:write]/D:lockscope/D:exclusive"))
                .hasSize(1);
        assertThat(Xml.find(supported, "D:lockentry[D:locktype/D:write]/D:lockscope/D:shared"))
                .hasSize(1);
        alice.send("PROPPATCH", path, Xml.proppatch("<D:lockdiscovery/>"))
                .multistatus()
                .propstats(path, 403);
    }
}
