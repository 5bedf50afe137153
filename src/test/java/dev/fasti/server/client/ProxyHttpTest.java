package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Behind a reverse proxy: what it strips and says, and whether it is believed. */
class ProxyHttpTest {
    private static final String TRUSTED = "127.0.0.0/8,::1/128";

    @TempDir
    Path folder;

    private static List<String> principals(Multistatus answer, String path) {
        return Xml.find(answer.property(path, "D:current-user-principal").orElseThrow(), "D:href").stream()
                .map(element -> element.getTextContent())
                .toList();
    }

    @Test
    @DisplayName("A base path of the configuration is in front of every href, and outside of it is nothing")
    void basePath() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_BASE_PATH", "/dav/x"))) {
            assertThat(server.uri().getPath()).isEqualTo("/dav/x/");
            server.alice().put("/dav/x/alice/calendar/a.ics", Items.event("a")).expect(201);
            Multistatus calendar =
                    server.alice().propfind("/dav/x/alice/calendar/", 1, "D:current-user-principal", "D:getetag");
            assertThat(calendar.hrefs()).containsExactly("/dav/x/alice/calendar/", "/dav/x/alice/calendar/a.ics");
            assertThat(principals(calendar, "/dav/x/alice/calendar/")).containsExactly("/dav/x/principals/alice/");
            assertThat(server.alice()
                            .sync("/dav/x/alice/calendar/", "")
                            .multistatus()
                            .hrefs())
                    .containsExactly("/dav/x/alice/calendar/a.ics");
            Multistatus got = server.alice()
                    .send(
                            "REPORT",
                            "/dav/x/alice/calendar/",
                            Xml.document(
                                    "C:calendar-multiget",
                                    "<D:prop><D:getetag/></D:prop><D:href>/dav/x/alice/calendar/a.ics</D:href>"
                                            + "<D:href>/alice/calendar/a.ics</D:href>"))
                    .multistatus();
            assertThat(got.property("/dav/x/alice/calendar/a.ics", "D:getetag")).isPresent();
            assertThat(got.status("/alice/calendar/a.ics")).hasValue(404);
            server.alice().send("PROPFIND", "/alice/").expect(404);
            for (String path : List.of("/.well-known/caldav", "/dav/x/.well-known/carddav/")) {
                assertThat(server.alice().send("PROPFIND", path).expect(301).header("Location"))
                        .hasValue("/dav/x/");
            }
            server.alice()
                    .with("Destination", server.uri() + "alice/calendar/b.ics")
                    .send("MOVE", "/dav/x/alice/calendar/a.ics")
                    .expect(201);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Prefix, /dav, /alice/calendar/",
        "X-Forwarded-Prefix, /dav/, /alice/calendar/",
        "X-Forwarded-Prefix, /dav, /dav/alice/calendar/",
        "X-Script-Name, /dav, /alice/calendar/"
    })
    @DisplayName(
            "A trusted proxy's X-Forwarded-Prefix, or X-Script-Name as set for Radicale, is in every href, stripped or not")
    void prefix(String field, String prefix, String path) {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_TRUSTED_PROXIES", TRUSTED))) {
            Multistatus answer =
                    server.alice().with(field, prefix).propfind(path, 0, "D:current-user-principal", "D:owner");
            assertThat(answer.hrefs()).containsExactly("/dav/alice/calendar/");
            assertThat(principals(answer, "/dav/alice/calendar/")).containsExactly("/dav/principals/alice/");
            assertThat(server.nobody()
                            .with(field, prefix)
                            .send("GET", "/.well-known/caldav")
                            .header("Location"))
                    .hasValue("/dav/");
            assertThat(server.alice()
                            .with(field, prefix)
                            .put("/alice/calendar/a.ics", Items.event("a"))
                            .status())
                    .isEqualTo(201);
            Answer conflict = server.alice().with(field, prefix).put("/alice/calendar/b.ics", Items.event("a"));
            assertThat(Xml.find(conflict.xml(), "/D:error/C:no-uid-conflict/D:href")
                            .get(0)
                            .getTextContent())
                    .isEqualTo("/dav/alice/calendar/a.ics");
        }
    }

    @Test
    @DisplayName("Nobody's X-Forwarded-Prefix, -Host or -For is believed unless he is a trusted proxy")
    void untrusted() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_TRUSTED_PROXIES", "192.0.2.0/24"))) {
            TestServer.Call liar = server.alice()
                    .with("X-Forwarded-Prefix", "/dav")
                    .with("X-Script-Name", "/dav")
                    .with("X-Forwarded-Host", "evil.example")
                    .with("X-Forwarded-For", "192.0.2.7");
            assertThat(liar.propfind("/alice/", 0, "D:owner").hrefs()).containsExactly("/alice/");
            assertThat(liar.send("GET", "/.well-known/caldav").header("Location"))
                    .hasValue("/");
            liar.put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            liar.with("Destination", "https://evil.example/alice/calendar/b.ics")
                    .send("MOVE", "/alice/calendar/a.ics")
                    .expect(502);
            assertThat(logged(liar)).startsWith("127.0.0.1 alice OPTIONS /");
        }
    }

    @Test
    @DisplayName("Behind a trusted proxy a Destination has the public host, with and without port and prefix")
    void destination() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_TRUSTED_PROXIES", TRUSTED))) {
            TestServer.Call proxied = server.alice()
                    .with("X-Forwarded-Prefix", "/dav")
                    .with("X-Forwarded-Proto", "https")
                    .with("X-Forwarded-Host", "cal.example.org");
            proxied.put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            proxied.with("Destination", "https://cal.example.org/dav/alice/calendar/b.ics")
                    .send("MOVE", "/alice/calendar/a.ics")
                    .expect(201);
            proxied.with("Destination", "https://cal.example.org:443/dav/alice/calendar/c.ics")
                    .send("MOVE", "/alice/calendar/b.ics")
                    .expect(201);
            proxied.with("Destination", "https://other.example.org/dav/alice/calendar/d.ics")
                    .send("MOVE", "/alice/calendar/c.ics")
                    .expect(502);
            assertThat(server.alice().send("GET", "/alice/calendar/c.ics").status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A trusted proxy's Forwarded counts, quoted or not, where it sends no X-Forwarded-* (RFC 7239 4)")
    void forwarded() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_TRUSTED_PROXIES", TRUSTED))) {
            TestServer.Call proxied = server.alice()
                    .with(
                            "Forwarded",
                            "for=203.0.113.9;host=cal.example.org;proto=https, for=\"[2001:db8::17]:4711\" ; by=_x");
            assertThat(logged(proxied)).startsWith("2001:db8:0:0:0:0:0:17 alice OPTIONS / 200");
            server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            proxied.with("Destination", "https://cal.example.org/alice/calendar/b.ics")
                    .send("MOVE", "/alice/calendar/a.ics")
                    .expect(201);
            assertThat(logged(proxied.with("X-Forwarded-For", "198.51.100.4")))
                    .as("a client's own Forwarded, handed on by a proxy that knows only the other fields")
                    .startsWith("198.51.100.4 ");
            proxied.with("X-Forwarded-For", "198.51.100.4")
                    .with("Destination", "https://cal.example.org/alice/calendar/c.ics")
                    .send("MOVE", "/alice/calendar/b.ics")
                    .expect(502);
            for (String odd : List.of("for=unknown", "for=_hidden", "\"", "for", ";;,,", "for=\"a\\", "host=\"a b\"")) {
                assertThat(logged(server.alice().with("Forwarded", odd))).startsWith("127.0.0.1 ");
            }
        }
        try (TestServer server = TestServer.start(folder.resolve("other"))) {
            assertThat(logged(server.alice().with("Forwarded", "for=192.0.2.7")))
                    .startsWith("127.0.0.1 ");
        }
    }

    @Test
    @DisplayName("The access log names the client that a trusted proxy names, and no password")
    void accessLog() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_TRUSTED_PROXIES", TRUSTED))) {
            TestServer.Call proxied = server.alice().with("X-Forwarded-For", "203.0.113.9, 198.51.100.4");
            assertThat(logged(proxied))
                    .startsWith("198.51.100.4 alice OPTIONS / 200")
                    .doesNotContain("secret-a", "Basic");
        }
    }

    /** The line of the access log that one OPTIONS request makes; it is written after the answer. */
    private static String logged(TestServer.Call call) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.fasti.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            call.send("OPTIONS", "/").expect(200);
            for (int tries = 0; options(lines).isEmpty() && tries < 6000; tries++) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        return options(lines).orElseThrow();
    }

    private static Optional<String> options(ListAppender<ILoggingEvent> lines) {
        return lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(" OPTIONS "))
                .findFirst();
    }
}
