package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of members and collections (RFC 4918 section 8.3, RFC 3986)")
class NamesHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "with space.ics",
                " .ics",
                "a@b.ics",
                "til~de.ics",
                "per%cent.ics",
                "per%25cent.ics",
                "%2F.ics",
                "a+b.ics",
                "single'quote.ics",
                "double\"quote.ics",
                "hash#tag.ics",
                "question?.ics",
                "semi;colon=1.ics",
                "amp&ersand.ics",
                "less<than>.ics",
                "(paren)[bracket]{brace}.ics",
                "back\\slash.ics",
                "pipe|star*.ics",
                "colon:.ics",
                "grüße.ics",
                "日本語.ics",
                "😀.ics",
                "no-ending",
                "dots...ics",
                "$money!.ics"
            })
    @DisplayName("a name is kept as it is, and its href leads back to it (RFC 4918 8.3)")
    void names(String name) {
        String path = PLACE + encoded(name);
        String body = Items.event("uid-" + Integer.toHexString(name.hashCode()));
        alice.with("Content-Type", "text/calendar").send("PUT", path, body).expect(201);

        assertThat(alice.send("GET", path).body()).isEqualTo(body);
        String tag = tagOf(path);
        String href = alice.propfind(PLACE, 1, "D:getetag").hrefs().stream()
                .filter(found -> !found.equals(PLACE))
                .filter(found -> tagOf(found).equals(tag))
                .findFirst()
                .orElseThrow();
        assertThat(href).startsWith(PLACE).matches("[A-Za-z0-9/._~%-]+");
        assertThat(alice.send("GET", href).body()).isEqualTo(body);
        alice.send("DELETE", href).expect(204);
        alice.send("GET", path).expect(404);
    }

    @Test
    @DisplayName("iOS: @ plain and encoded is one resource (RFC 3986 6.2.2.2)")
    void oneResource() {
        String tag = put(PLACE + "a@example.org.ics", Items.event("at"));

        assertThat(tagOf(PLACE + "a%40example.org.ics")).isEqualTo(tag);
        alice.with("If-None-Match", "*")
                .put(PLACE + "a%40example.org.ics", Items.event("at"))
                .expect(412);
        assertThat(tagOf(PLACE + "%61@example%2eorg.ics")).isEqualTo(tag);
        alice.send("DELETE", PLACE + "a%40example.org.ics").expect(204);
        alice.send("GET", PLACE + "a@example.org.ics").expect(404);
    }

    @Test
    @DisplayName("a login with @, umlauts and colons in the password has a home like any other (RFC 7617 2.1)")
    void foreignLogin() {
        TestServer.Call zoe = server.as("zoë@example.org", "päß:wört");
        String home = "/zo%C3%AB%40example.org/";

        Multistatus found = zoe.propfind("/", 0, "D:current-user-principal");
        assertThat(found.text("/", "D:current-user-principal")).isEqualTo("/principals" + home);
        zoe.put("/zo%c3%ab@example.org/calendar/a.ics", Items.event("a")).expect(201);
        assertThat(zoe.propfind(home + "calendar/", 1, "D:getetag").hrefs())
                .containsExactly(home + "calendar/", home + "calendar/a.ics");
    }

    @Test
    @DisplayName("255 octets are a name, 256 are refused, whatever the characters (RFC 4918 9.7.1)")
    void length() {
        alice.put(PLACE + "a".repeat(251) + ".ics", Items.event("long")).expect(201);
        alice.put(PLACE + encoded("ü".repeat(125)) + "a.ics", Items.event("long-too"))
                .expect(201);

        unchanged(() -> alice.put(PLACE + "a".repeat(252) + ".ics", Items.event("longer")), PLACE)
                .expect(403);
        unchanged(() -> alice.put(PLACE + encoded("ü".repeat(126)) + ".ics", Items.event("longer")), PLACE)
                .expect(403);
        unchanged(() -> alice.send("MKCOL", "/alice/" + "a".repeat(256) + "/"), "/alice/")
                .expect(403);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/alice/calendar/.hidden.ics, 403",
        "/alice/calendar/.Radicale.props, 403",
        "/alice/calendar/.fasti, 403",
        "/alice/calendar/backup.ics~, 403",
        "/alice/calendar/%01.ics, 403",
        "/alice/calendar/a%0Ab.ics, 403",
        "/alice/calendar/a%00.ics, 400",
        "/alice/calendar/../escaped.ics, 400",
        "/alice/calendar/%2e%2e/escaped.ics, 400",
        "/alice/calendar/%2e%2e%2fescaped.ics, 400",
        "/alice/calendar/../../escaped.ics, 400",
        "/alice/calendar/a%2Fb.ics, 400",
        "/alice/calendar/a%FF.ics, 400"
    })
    @DisplayName("what could leave the folder or hide in it is refused, and never reaches the disk (RFC 4918 20.6)")
    void refuses(String path, int status) {
        unchanged(() -> freshly(alice.put(path, Items.event("hidden"))), "/alice/", PLACE)
                .expect(status);

        assertThat(freshly(alice.send("GET", path)).status()).isIn(400, 404);
    }

    /** Jetty closes the connection on {@code %00}; the client tries a GET, and only a GET, again on a new one. */
    private static Answer freshly(Answer answer) {
        alice.send("GET", "/");
        return answer;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/alice/.hidden/", "/.hidden/", "/alice/ends~/", "/.Radicale.props/a/"})
    @DisplayName("the same goes for collections (RFC 4918 20.6)")
    void refusesCollections(String path) {
        unchanged(() -> alice.send("MKCOL", path), "/alice/").expect(403);
        unchanged(() -> alice.send("MKCALENDAR", path), "/alice/").expect(403);
    }

    @Test
    @DisplayName("a slash too many, or one missing, makes no difference (RFC 4918 5.2)")
    void slashes() {
        String tag = put(PLACE + "slash.ics", Items.event("slash"));

        assertThat(tagOf("/alice//calendar///slash.ics")).isEqualTo(tag);
        assertThat(alice.propfind("/alice/calendar", 0, "D:resourcetype").hrefs())
                .containsExactly("/alice/calendar/");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PROPFIND, /alice",
        "PROPFIND, /alice/calendar",
        "GET, /alice/calendar",
        "OPTIONS, /alice/calendar",
        "PROPFIND, /principals",
        "PROPFIND, /principals/alice"
    })
    @DisplayName("a collection whose slash is missing is told with it, in Content-Location (RFC 4918 5.2)")
    void missingSlash(String method, String path) {
        assertThat(alice.with("Depth", "0").send(method, path).header("Content-Location"))
                .contains(path + "/");
        assertThat(alice.with("Depth", "0").send(method, path + "/").header("Content-Location"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PROPFIND", "GET", "OPTIONS", "DELETE", "MKCOL", "PUT", "LOCK"})
    @DisplayName("a collection that is hidden is not told by its location (RFC 3744 12)")
    void hiddenLocation(String method) {
        TestServer.Call bob = server.bob().with("Depth", "0");

        for (String path : new String[] {"/alice/calendar", "/alice/none"}) {
            assertThat(bob.send(method, path).header("Content-Location"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("a member is no collection, and has no other location (RFC 4918 5.2)")
    void memberWithoutSlash() {
        put(PLACE + "plain.ics", Items.event("plain"));

        assertThat(alice.send("GET", PLACE + "plain.ics").header("Content-Location"))
                .isEmpty();
    }

    @Test
    @DisplayName("names differ by case and by Unicode form, as the octets do (RFC 3986 6.2.2.1)")
    void distinct() {
        put(PLACE + "case.ics", Items.event("case-1"));
        put(PLACE + "CASE.ics", Items.event("case-2"));
        put(PLACE + "%C3%A9.ics", Items.event("form-1"));
        put(PLACE + "e%CC%81.ics", Items.event("form-2"));

        assertThat(alice.send("GET", PLACE + "case.ics").body()).contains("case-1");
        assertThat(alice.send("GET", PLACE + "%C3%A9.ics").body()).contains("form-1");
    }
}
