package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Methods that a resource does not have (RFC 9110 sections 15.5.6 and 15.6.2)")
class MethodsHttpTest extends OnServer {
    private static final List<String> READING = List.of("OPTIONS", "PROPFIND", "REPORT");
    private static final List<String> HOME =
            List.of("LOCK", "UNLOCK", "ACL", "OPTIONS", "PROPFIND", "PROPPATCH", "REPORT");
    private static final List<String> FOLDER = List.of(
            "LOCK", "UNLOCK", "ACL", "OPTIONS", "POST", "DELETE", "COPY", "MOVE", "PROPFIND", "PROPPATCH", "REPORT");
    private static final List<String> COLLECTION =
            Stream.concat(FOLDER.stream(), Stream.of("GET", "HEAD")).toList();
    private static final List<String> MEMBER = List.of(
            "LOCK",
            "UNLOCK",
            "OPTIONS",
            "GET",
            "HEAD",
            "PUT",
            "DELETE",
            "COPY",
            "MOVE",
            "PROPFIND",
            "PROPPATCH",
            "REPORT");

    @BeforeAll
    static void fill() {
        put("/alice/calendar/there.ics", Items.event("there"));
        folder("folder");
    }

    private static List<String> methodsOf(String path) {
        return switch (path) {
            case "/", "/principals/" -> READING;
            case "/principals/alice/" -> List.of("OPTIONS", "PROPFIND", "PROPPATCH", "REPORT");
            case "/alice/" -> HOME;
            case "/alice/folder/" -> FOLDER;
            case "/alice/calendar/there.ics" -> MEMBER;
            default -> COLLECTION;
        };
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/principals/",
                "/principals/alice/",
                "/alice/",
                "/alice/calendar/",
                "/alice/contacts/",
                "/alice/folder/",
                "/alice/calendar/there.ics"
            })
    @DisplayName("each method that a resource does not have is 405, with Allow telling those it has (RFC 9110 15.5.6)")
    void refusesWithAllow(String path) {
        List<String> has = methodsOf(path);
        assertThat(allowed(alice.send("OPTIONS", path).expect(200))).containsExactlyInAnyOrderElementsOf(has);
        for (String method : List.of(
                "GET",
                "HEAD",
                "PUT",
                "DELETE",
                "COPY",
                "MOVE",
                "PROPPATCH",
                "MKCOL",
                "LOCK",
                "UNLOCK",
                "POST",
                "ACL")) {
            if (!has.contains(method)) {
                Answer answer = unchanged(
                        () -> alice.with("Content-Type", "text/calendar").send(method, path, Items.event("wiped")),
                        path);

                assertThat(answer.status()).as(method).isEqualTo(405);
                assertThat(allowed(answer)).as(method).containsExactlyInAnyOrderElementsOf(has);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"MKCOL, 405", "MKCALENDAR, 409"})
    @DisplayName("where something is, making a collection breaks resource-must-be-null"
            + " (RFC 4918 9.3.1, RFC 5689 3.2, RFC 4791 1.3 and 5.3.1)")
    void namesThePrecondition(String method, int status) {
        for (String path : List.of("/alice/calendar/", "/alice/calendar/there.ics", "/")) {
            unchanged(() -> alice.send(method, path), "/alice/calendar/")
                    .expectPrecondition(status, "D:resource-must-be-null");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET",
                "HEAD",
                "POST",
                "DELETE",
                "COPY",
                "MOVE",
                "PROPFIND",
                "PROPPATCH",
                "REPORT",
                "ACL",
                "UNLOCK"
            })
    @DisplayName("a method of what is there is 404 where nothing is (RFC 9110 15.5.5)")
    void missing(String method) {
        alice.with("Destination", "/alice/calendar/b.ics")
                .with("Depth", "0")
                .send(method, "/alice/calendar/missing.ics")
                .expect(404);
        alice.with("Destination", "/alice/other/")
                .with("Depth", "0")
                .send(method, "/alice/missing/")
                .expect(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TRACE", "CANCELUPLOAD"})
    @DisplayName("where nothing is, Allow tells what can make something (RFC 9110 10.2.1)")
    void whereNothingIs(String method) {
        Answer answer = alice.send(method, "/alice/calendar/missing.ics").expect(405);

        assertThat(allowed(answer)).containsExactlyInAnyOrder("OPTIONS", "PUT", "MKCOL", "MKCALENDAR", "LOCK");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"BREW", "PROPFINDER", "get", "PATCHY"})
    @DisplayName("a method that nobody knows is 501 (RFC 9110 15.6.2)")
    void unknown(String method) {
        unchanged(() -> alice.send(method, "/alice/calendar/"), "/alice/calendar/")
                .expect(501);
        alice.send(method, "/alice/calendar/there.ics").expect(501);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "OPTIONS",
                "GET",
                "HEAD",
                "PUT",
                "DELETE",
                "COPY",
                "MOVE",
                "PROPFIND",
                "PROPPATCH",
                "MKCOL",
                "MKCALENDAR",
                "REPORT",
                "LOCK",
                "POST",
                "BREW"
            })
    @DisplayName("nobody gets in without logging in, whatever the method (RFC 9110 15.5.2)")
    void nobody(String method) {
        Answer answer = unchanged(
                () -> server.nobody().with("Destination", "/alice/x.ics").send(method, "/alice/calendar/there.ics"),
                "/alice/calendar/");

        assertThat(answer.expect(401).header("WWW-Authenticate").orElseThrow())
                .matches("Basic realm=\".+\", charset=\"UTF-8\"");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET",
                "HEAD",
                "PUT",
                "DELETE",
                "COPY",
                "MOVE",
                "PROPFIND",
                "PROPPATCH",
                "MKCOL",
                "MKCALENDAR",
                "REPORT",
                "OPTIONS"
            })
    @DisplayName("somebody else is told 403 about what is there and what is not alike (RFC 3744 7.1.1)")
    void foreign(String method) {
        TestServer.Call bob = server.bob()
                .with("Depth", "0")
                .with("Destination", "/bob/calendar/stolen.ics")
                .with("Content-Type", "text/calendar");
        Answer there = unchanged(
                () -> bob.send(method, "/alice/calendar/there.ics", Items.event("there")), "/alice/calendar/");
        Answer missing = bob.send(method, "/alice/nothing/here.ics", Items.event("there"));

        assertThat(there.status()).isEqualTo(403);
        assertThat(missing.status()).isEqualTo(403);
        assertThat(missing.body().replace("nothing/here", "calendar/there")).isEqualTo(there.body());
        server.bob()
                .with("Depth", "0")
                .send("PROPFIND", "/bob/calendar/stolen.ics")
                .expect(404);
    }

    @Test
    @DisplayName("405 is not said of a foreign resource: it would tell that there is one (RFC 3744 7.1.1)")
    void foreignAndWrong() {
        server.bob().send("LOCK", "/alice/calendar/there.ics").expect(403);
        server.bob().send("LOCK", "/alice/calendar/nowhere.ics").expect(403);
    }
}
