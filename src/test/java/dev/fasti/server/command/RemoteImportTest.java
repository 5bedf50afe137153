package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti import --url")
class RemoteImportTest {
    private static final byte[] PASSWORD = "secret-a\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();
    private Path data;

    @BeforeEach
    void name() {
        data = temporary.resolve("data");
    }

    private int run(byte[] password, String url, String... more) {
        Stream<String> args =
                Stream.of("import", "--data", data.toString(), "--url", url, "--user", "alice", "--to", "/alice/");
        return fasti.run(password, Stream.concat(args, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    @DisplayName("Everything of an account comes over, whatever URL of it is given, and a second time nothing is new")
    void whole() {
        try (TestServer remote = TestServer.start(temporary.resolve("remote"));
                TestServer server = TestServer.start(data)) {
            remote.alice()
                    .put("/alice/calendar/a.ics", Items.event("a", "A &amp; <b>"))
                    .expect(201);
            for (int i = 0; i < 120; i++) {
                remote.alice()
                        .put("/alice/calendar/x%20" + i + ".ics", Items.event("x" + i))
                        .expect(201);
            }
            remote.alice().put("/alice/contacts/c.vcf", Items.card("c", "Zoë")).expect(201);
            remote.alice()
                    .send("PROPPATCH", "/alice/calendar/", Xml.proppatch("<D:displayname>Work</D:displayname>"))
                    .expect(207);
            assertThat(run(PASSWORD, remote.uri().resolve("/").toString()))
                    .as(fasti.out() + fasti.err())
                    .isZero();
            assertThat(fasti.out()).contains("122 created");
            assertThat(server.alice().send("GET", "/alice/calendar/a.ics").body())
                    .isEqualTo(Items.event("a", "A &amp; <b>"));
            server.alice().send("GET", "/alice/calendar/x%20119.ics").expect(200);
            assertThat(server.alice().send("GET", "/alice/contacts/c.vcf").body())
                    .isEqualTo(Items.card("c", "Zoë"));
            assertThat(server.alice()
                            .propfind("/alice/calendar/", 0, "D:displayname")
                            .text("/alice/calendar/", "D:displayname"))
                    .isEqualTo("Work");
            for (String url : List.of("/principals/alice/", "/alice/", "/")) {
                assertThat(run(PASSWORD, remote.uri().resolve(url).toString())).isZero();
                assertThat(fasti.out()).contains(" 0 created").contains("122 same");
            }
            assertThat(run(PASSWORD, remote.uri().resolve("/alice/contacts/").toString()))
                    .isZero();
            assertThat(fasti.out()).contains("1 same");
        }
    }

    @Test
    @DisplayName("A wrong password, a server that is not there and one without calendars are told in words")
    void refusals() {
        try (TestServer remote = TestServer.start(temporary.resolve("remote"));
                TestServer server = TestServer.start(data)) {
            assertThat(run(
                            "not-it".getBytes(StandardCharsets.UTF_8),
                            remote.uri().toString()))
                    .isEqualTo(1);
            assertThat(fasti.err()).contains("does not let alice in").doesNotContain("not-it", "\tat ");
            assertThat(run(PASSWORD, remote.uri().resolve("/none/").toString())).isZero();
            assertThat(run(PASSWORD, "http://example.org/")).isEqualTo(1);
            assertThat(fasti.err()).contains("--plain-http");
            assertThat(run(PASSWORD, "ftp://example.org/")).isEqualTo(1);
            server.alice().send("OPTIONS", "/").expect(200);
        }
    }

    @Test
    @DisplayName("The password goes to no other host or port, whether by a redirection or by an href")
    void credentials() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        first.createContext("/redirect/", exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere);
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        first.createContext("/href/", exchange -> {
            byte[] body = ("<multistatus xmlns='DAV:'><response><href>/href/</href><propstat><prop>"
                            + "<current-user-principal><href>" + elsewhere + "</href></current-user-principal>"
                            + "</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(207, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        first.start();
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            for (String path : List.of("redirect/", "href/")) {
                String url = "http://127.0.0.1:" + first.getAddress().getPort() + "/" + path;
                assertThat(run(PASSWORD, url)).isEqualTo(1);
                assertThat(fasti.err()).contains("goes to no other host");
            }
            assertThat(seen).isEmpty();
        } finally {
            first.stop(0);
            other.stop(0);
        }
    }

    @Test
    @DisplayName("What is in plain collections comes over to the same place, and long and odd names stay as they are")
    void nested() {
        try (TestServer remote = TestServer.start(temporary.resolve("remote"));
                TestServer server = TestServer.start(data)) {
            String longest = "/alice/calendar/" + "%C3%BC".repeat(125) + ".ics";
            remote.alice().put(longest, Items.event("long")).expect(201);
            remote.alice()
                    .put("/alice/calendar/100%2525.ics...", Items.event("odd"))
                    .expect(201);
            remote.alice().send("MKCOL", "/alice/folder/").expect(201);
            for (String calendar : List.of("/alice/folder/calendar/", "/alice/folder/other/")) {
                remote.alice().send("MKCALENDAR", calendar).expect(201);
                remote.alice()
                        .put(calendar + "a.ics", Items.event("in" + calendar))
                        .expect(201);
            }
            for (String created : List.of("4 created", "0 created")) {
                assertThat(run(PASSWORD, remote.uri().resolve("/").toString()))
                        .as(fasti.out() + fasti.err())
                        .isZero();
                assertThat(fasti.out()).contains(created);
            }
            for (String path : List.of(
                    longest,
                    "/alice/calendar/100%2525.ics...",
                    "/alice/folder/calendar/a.ics",
                    "/alice/folder/other/a.ics")) {
                assertThat(server.alice().send("GET", path).body())
                        .isEqualTo(remote.alice().send("GET", path).expect(200).body());
            }
        }
    }

    @Test
    @DisplayName("Where calendars and address books have homes of their own, two of the same name both come over")
    void sameNames() throws IOException {
        HttpServer sabre = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String calendars = "/dav.php/calendars/alice/";
        String books = "/dav.php/addressbooks/alice/";
        Map<String, String> listings = Map.of(
                "/dav.php/",
                response(
                        "/dav.php/",
                        "<C:calendar-home-set><D:href>" + calendars + "</D:href></C:calendar-home-set>"
                                + "<R:addressbook-home-set><D:href>" + books + "</D:href></R:addressbook-home-set>"),
                books,
                response(books, "<D:resourcetype><D:collection/></D:resourcetype>")
                        + response(
                                books + "default/", "<D:resourcetype><D:collection/><R:addressbook/></D:resourcetype>"),
                calendars,
                response(calendars, "<D:resourcetype><D:collection/></D:resourcetype>")
                        + response(
                                calendars + "default/", "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>")
                        + response(
                                calendars + "inbox/",
                                "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>"),
                books + "default/",
                response(books + "default/c.vcf", "<D:getetag>\"1\"</D:getetag>"),
                calendars + "default/",
                response(calendars + "default/e.ics", "<D:getetag>\"1\"</D:getetag>"));
        sabre.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean isItem = exchange.getRequestMethod().equals("GET");
            String listing = exchange.getRequestMethod().equals("REPORT") ? "" : listings.getOrDefault(path, "");
            String item = path.endsWith(".vcf") ? Items.card("c", "Zoë") : Items.event("e");
            byte[] body = (isItem
                            ? item
                            : "<D:multistatus xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'"
                                    + " xmlns:R='urn:ietf:params:xml:ns:carddav'>" + listing + "</D:multistatus>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isItem ? 200 : 207, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        sabre.start();
        try (TestServer server = TestServer.start(data)) {
            server.alice().send("OPTIONS", "/").expect(200);
            String url = "http://127.0.0.1:" + sabre.getAddress().getPort() + "/dav.php/";
            for (String totals : List.of("2 created", "0 created, 0 replaced, 2 same")) {
                assertThat(run(PASSWORD, url)).as(fasti.out() + fasti.err()).isZero();
                assertThat(fasti.out()).contains(totals);
            }
            server.alice().send("GET", "/alice/default/e.ics").expect(200);
            server.alice().send("GET", "/alice/default-contacts/c.vcf").expect(200);
        } finally {
            sabre.stop(0);
        }
    }

    private static String response(String path, String properties) {
        return "<D:response><D:href>" + path + "</D:href><D:propstat><D:prop>" + properties
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }
}
