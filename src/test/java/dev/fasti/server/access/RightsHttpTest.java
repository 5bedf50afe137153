package dev.fasti.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on every kind of URL by everybody: nothing of a foreign home is told or touched (RFC 3744). */
class RightsHttpTest {
    /** What the answers must not differ by, in groups: the first exists, the others do not. */
    private static final List<List<String>> FOREIGN = List.of(
            List.of("/alice/", "/nobody/"),
            List.of("/alice", "/nobody"),
            List.of("/alice/calendar/", "/alice/missing/", "/nobody/calendar/"),
            List.of("/alice/calendar", "/alice/missing"),
            List.of("/alice/calendar/a.ics", "/alice/calendar/none.ics", "/alice/missing/a.ics", "/nobody/x/a.ics"),
            List.of("/alice/plain/inner/", "/alice/plain/none/"),
            List.of("/principals/alice/", "/principals/nobody/"));

    private static final List<String> EVERYWHERE = Stream.concat(
                    Stream.of(
                            "/",
                            "/principals/",
                            "/principals/bob/",
                            "/bob/",
                            "/bob/calendar/",
                            "/bob/calendar/b.ics",
                            "/bob/calendar/none.ics",
                            "/bob/missing/"),
                    FOREIGN.stream().flatMap(List::stream))
            .toList();

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server =
                TestServer.start(folder, Map.of("FASTI_AUTH_LIST_USERS", "false", "FASTI_AUTH_FAILED_LOGIN_WAIT", "0"));
        server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
        server.alice().send("MKCOL", "/alice/plain/").expect(201);
        server.alice().send("MKCOL", "/alice/plain/inner/").expect(201);
        server.bob().put("/bob/calendar/b.ics", Items.event("b")).expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** One request as it could be made of any URL. */
    record Probe(String method, Map<String, String> headers, String body) {
        Answer send(TestServer.Call as, String path) {
            TestServer.Call call = as;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                call = call.with(header.getKey(), header.getValue());
            }
            return call.send(method, path, body);
        }

        @Override
        public String toString() {
            return method + " " + headers + " " + (body.length() > 60 ? body.substring(body.length() - 60) : body);
        }
    }

    static List<Probe> probes() {
        String ics = "text/calendar; charset=utf-8";
        List<Probe> probes = new ArrayList<>();
        for (String method : List.of(
                "OPTIONS",
                "GET",
                "HEAD",
                "DELETE",
                "PROPFIND",
                "PROPPATCH",
                "MKCOL",
                "MKCALENDAR",
                "REPORT",
                "POST",
                "PUT",
                "COPY",
                "MOVE",
                "LOCK",
                "UNLOCK",
                "ACL",
                "PATCH",
                "SEARCH",
                "VERSION-CONTROL",
                "NONSENSE")) {
            probes.add(new Probe(method, Map.of(), ""));
        }
        for (String depth : List.of("0", "1", "infinity", "junk")) {
            probes.add(new Probe("PROPFIND", Map.of("Depth", depth), Xml.propfind("D:getetag", "D:displayname")));
            probes.add(new Probe("DELETE", Map.of("Depth", depth), ""));
        }
        for (String condition : List.of("If-Match", "If-None-Match")) {
            for (String value : List.of("*", "\"0000\"", "junk")) {
                Map<String, String> headers = Map.of(condition, value, "Content-Type", ics);
                probes.add(new Probe("PUT", headers, Items.event("new")));
                probes.add(new Probe("DELETE", Map.of(condition, value), ""));
                probes.add(new Probe("GET", Map.of(condition, value), ""));
            }
        }
        probes.add(new Probe("PUT", Map.of("Content-Type", ics), Items.event("a")));
        probes.add(new Probe("PUT", Map.of("Content-Type", ics), "junk"));
        probes.add(new Probe("GET", Map.of("Range", "bytes=0-3"), ""));
        probes.add(new Probe("PROPPATCH", Map.of(), Xml.proppatch("<D:displayname>Mine</D:displayname>")));
        probes.add(new Probe("MKCALENDAR", Map.of(), Xml.document("C:mkcalendar", "")));
        probes.add(new Probe("REPORT", Map.of(), Xml.syncCollection("")));
        probes.add(new Probe("REPORT", Map.of(), Xml.syncCollection("junk")));
        probes.add(new Probe("REPORT", Map.of(), Xml.document("D:expand-property", "<D:property name='owner'/>")));
        probes.add(new Probe(
                "REPORT",
                Map.of(),
                Xml.document(
                        "C:calendar-multiget", "<D:prop><D:getetag/></D:prop><D:href>/alice/calendar/a.ics</D:href>")));
        for (String method : List.of("COPY", "MOVE")) {
            for (String overwrite : List.of("T", "F")) {
                probes.add(new Probe(
                        method, Map.of("Destination", "/bob/calendar/stolen.ics", "Overwrite", overwrite), ""));
                probes.add(new Probe(method, Map.of("Destination", "/bob/stolen/", "Overwrite", overwrite), ""));
            }
        }
        return probes;
    }

    /** All that an answer says, but for the time and the href that the client itself sent. */
    private static String told(Answer answer, String path) {
        String headers = new TreeMap<>(Map.of(
                        "Allow", answer.header("Allow").orElse(""),
                        "DAV", answer.header("DAV").orElse(""),
                        "ETag", answer.header("ETag").orElse(""),
                        "Content-Type", answer.header("Content-Type").orElse(""),
                        "WWW-Authenticate", answer.header("WWW-Authenticate").orElse(""),
                        "Location", answer.header("Location").orElse("")))
                .toString();
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return answer.status() + " " + headers + " " + answer.body().replace(bare, "HREF");
    }

    private static List<String> files() {
        try (Stream<Path> all = Files.walk(folder.resolve("collection-root"))) {
            return all.filter(file -> !file.toString().contains(".fasti"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    @DisplayName("Somebody else gets one and the same refusal whether the thing exists or not, and changes nothing")
    void foreign(Probe probe) {
        List<String> before = files();
        for (List<String> group : FOREIGN) {
            Answer real = probe.send(server.bob(), group.get(0));
            assertThat(real.status())
                    .as("%s %s: %s", probe, group.get(0), real.body())
                    .isIn(400, 403, 404, 405, 501);
            for (String path : group) {
                Answer answer = probe.send(server.bob(), path);
                assertThat(told(answer, path))
                        .as("%s against %s", path, group.get(0))
                        .isEqualTo(told(real, group.get(0)));
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("probes")
    @DisplayName("Without valid credentials every request is 401 with a challenge and tells nothing (RFC 7235 3.1)")
    void unauthenticated(Probe probe) {
        List<String> before = files();
        List<TestServer.Call> strangers = List.of(
                server.nobody(),
                server.as("bob", "wrong"),
                server.as("bob", ""),
                server.as("", "secret-b"),
                server.as("eve", "secret-b"),
                server.as("BOB", "secret-b"),
                server.nobody().with("Authorization", "Bearer c2VjcmV0"),
                server.nobody().with("Authorization", "Digest username=\"bob\""),
                server.nobody().with("Authorization", "Basic"),
                server.nobody().with("Authorization", "Basic !!!"),
                server.nobody().with("Authorization", "Basic Ym9i"),
                server.nobody().with("Authorization", "junk"));
        String first = told(probe.send(server.nobody(), "/"), "/no such path/");
        for (TestServer.Call stranger : strangers) {
            for (String path : stranger == strangers.get(0) ? EVERYWHERE : List.of("/", "/bob/calendar/b.ics")) {
                Answer answer = probe.send(stranger, path).expect(401);
                assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
                assertThat(told(answer, "/no such path/")).isEqualTo(first);
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @DisplayName("The owner is never told to log in or that a privilege is missing where reading is concerned")
    void owner() {
        for (String path : List.of(
                "/", "/principals/", "/principals/alice/", "/alice/", "/alice/calendar/", "/alice/calendar/a.ics")) {
            assertThat(server.alice().send("OPTIONS", path).status()).as(path).isEqualTo(200);
            assertThat(server.alice().propfind(path, 0, "D:resourcetype").hrefs())
                    .containsExactly(path);
        }
        assertThat(server.alice().send("GET", "/alice/calendar/none.ics").status())
                .isEqualTo(404);
        assertThat(server.alice()
                        .with("Depth", "0")
                        .send("PROPFIND", "/alice/missing/")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("A refusal names the privilege and the resource, as a DAV:need-privileges (RFC 3744 7.1.1)")
    void needPrivileges() {
        Answer answer = server.bob().send("GET", "/alice/calendar/").expectPrecondition(403, "D:need-privileges");
        assertThat(Xml.find(
                        answer.xml(),
                        "/D:error/D:need-privileges/D:resource[D:href='/alice/calendar/']/D:privilege/D:read"))
                .hasSize(1);
    }

    @Test
    @DisplayName("COPY and MOVE into a foreign home are refused alike, whatever is there (RFC 3744, RFC 4918 9.8)")
    void foreignDestination() {
        List<String> before = files();
        for (String method : List.of("COPY", "MOVE")) {
            for (String overwrite : List.of("T", "F")) {
                List<String> members = Stream.of(
                                "/alice/calendar/a.ics",
                                "/alice/calendar/none.ics",
                                "/alice/missing/a.ics",
                                "/nobody/calendar/a.ics")
                        .map(to -> told(
                                transfer(method, overwrite, "/bob/calendar/b.ics", to)
                                        .expect(403),
                                to))
                        .toList();
                assertThat(members).containsOnly(members.get(0));
                List<String> collections = Stream.of(
                                "/alice/calendar/", "/alice/missing/", "/nobody/x/", "/alice/plain/")
                        .map(to -> told(
                                transfer(method, overwrite, "/bob/calendar/", to)
                                        .expect(403),
                                to))
                        .toList();
                assertThat(collections).containsOnly(collections.get(0));
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    private static Answer transfer(String method, String overwrite, String from, String to) {
        return server.bob().with("Destination", to).with("Overwrite", overwrite).send(method, from);
    }

    @Test
    @DisplayName("Listing the root and the principals shows nobody else")
    void listings() {
        assertThat(server.bob().propfind("/", 1, "D:displayname").hrefs())
                .containsExactly("/", "/principals/", "/bob/");
        assertThat(server.bob().propfind("/principals/", 1, "D:displayname").hrefs())
                .containsExactly("/principals/", "/principals/bob/");
    }
}
