package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each client does to find a user's calendars and address books (RFC 6764, RFC 5397). */
class DiscoveryHttpTest extends OnServer {
    private static final String PRINCIPAL = "/principals/alice/";

    @BeforeAll
    static void fill() {
        server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /.well-known/caldav",
        "GET, /.well-known/caldav/",
        "PROPFIND, /.well-known/caldav",
        "PROPFIND, /.well-known/caldav/",
        "HEAD, /.well-known/carddav",
        "OPTIONS, /.well-known/carddav/",
        "PROPFIND, /.well-known/carddav",
        "PROPFIND, /.well-known/carddav/"
    })
    @DisplayName("The well-known names lead to the root, with and without a slash, before any login (RFC 6764 5)")
    void wellKnown(String method, String path) {
        Answer answer = server.nobody().send(method, path).expect(301);
        assertThat(answer.header("Location")).hasValue("/");
        server.alice().with("Depth", "0").send(method, path).expect(301);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/principals/", PRINCIPAL, "/alice/", "/alice/calendar/", "/alice/calendar/a.ics"})
    @DisplayName("current-user-principal is answered wherever a client may have been pointed to (RFC 5397)")
    void currentUserPrincipal(String path) {
        Multistatus answer = server.alice().propfind(path, 0, "D:current-user-principal");
        assertThat(answer.hrefs()).containsExactly(path);
        assertThat(answer.href(path, "D:current-user-principal")).isEqualTo(PRINCIPAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/principals", "/principals/alice", "/alice", "/alice/calendar"})
    @DisplayName("pimsync: a collection's URL without its slash is the same collection (RFC 4918 5.2)")
    void pimsync(String path) {
        Multistatus answer = server.alice().propfind(path, 0, "D:current-user-principal", "D:resourcetype");
        assertThat(answer.hrefs()).containsExactly(path + "/");
        assertThat(answer.types(path + "/")).contains("collection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PROPFIND", "OPTIONS", "REPORT", "HEAD"})
    @DisplayName("Thunderbird: without a login the root answers 401 with a realm to find the password by (RFC 7617 2)")
    void thunderbirdRealm(String method) {
        Answer answer = server.nobody().send(method, "/").expect(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Basic realm=\"Fasti\", charset=\"UTF-8\"");
    }
}
