package dev.fasti.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key of the table {@code [limits]}, as a client gets to feel it. */
class LimitsHttpTest {
    private static final String CALENDAR = "/alice/calendar/";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder,
                Map.of(
                        "FASTI_LIMITS_MAX_RESOURCE_SIZE", "2000",
                        "FASTI_LIMITS_MAX_XML_BODY", "3000",
                        "FASTI_LIMITS_MAX_REQUEST_BODY", "4000",
                        "FASTI_LIMITS_MAX_XML_DEPTH", "10",
                        "FASTI_LIMITS_MAX_XML_ATTRIBUTES", "8",
                        "FASTI_LIMITS_MAX_MULTIGET_HREFS", "3",
                        "FASTI_LIMITS_MAX_HEADER_SIZE", "2048"));
        server.alice().send("MKCOL", "/alice/plain/").expect(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String event(int size) {
        String bare = Items.event("big", "");
        return Items.event("big", "x".repeat(size - bare.length()));
    }

    @Test
    @DisplayName("max_resource_size: an item at it is taken, one beyond is max-resource-size (RFC 4791 5.3.2.1)")
    void itemSize() {
        server.alice().put(CALENDAR + "a.ics", event(2001)).expectPrecondition(403, "C:max-resource-size");
        server.alice().send("GET", CALENDAR + "a.ics").expect(404);
        server.alice().put(CALENDAR + "a.ics", event(2000)).expect(201);
        String card = Items.card("big", "x".repeat(2000));
        server.alice().put("/alice/contacts/a.vcf", card).expectPrecondition(403, "CR:max-resource-size");
        server.alice().put("/alice/plain/a.txt", "x".repeat(2001)).expect(413);
        server.alice().put("/alice/plain/a.txt", "x".repeat(2000)).expect(201);
        assertThat(server.alice().propfind(CALENDAR, 0, "C:max-resource-size").text(CALENDAR, "C:max-resource-size"))
                .isEqualTo("2000");
    }

    @Test
    @DisplayName("max_request_body: a body beyond it, announced or chunked or compressed, is refused as too large")
    void body() throws IOException {
        server.alice().put(CALENDAR + "b.ics", event(5000)).expectPrecondition(403, "C:max-resource-size");
        server.alice().put("/alice/plain/b.txt", "x".repeat(5000)).expect(413);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write(new byte[1 << 20]);
        }
        server.alice()
                .with("Content-Encoding", "gzip")
                .send("PUT", "/alice/plain/b.txt", bomb.toByteArray())
                .expect(413);
        server.alice().send("GET", "/alice/plain/b.txt").expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "PROPPATCH", "REPORT", "MKCOL", "MKCALENDAR"})
    @DisplayName("max_xml_body: a longer body of XML is 413 whatever the method")
    void xmlBody(String method) {
        String path = method.startsWith("MK") ? "/alice/new/" : CALENDAR;
        String body = Xml.propfind("D:getetag") + "<!--" + "x".repeat(3000) + "-->";
        server.alice().with("Depth", "0").send(method, path, body).expect(413);
        server.alice().with("Depth", "0").send("PROPFIND", "/alice/new/").expect(404);
    }

    @Test
    @DisplayName("max_xml_depth and max_xml_attributes: XML beyond them is 413")
    void xmlShape() {
        TestServer.Call call = server.alice().with("Depth", "0");
        // The properties' own element is the third level.
        call.send("PROPFIND", CALENDAR, nested(8)).expect(207);
        call.send("PROPFIND", CALENDAR, nested(9)).expect(413);
        call.send("PROPFIND", CALENDAR, attributes(8)).expect(207);
        call.send("PROPFIND", CALENDAR, attributes(9)).expect(413);
    }

    private static String nested(int levels) {
        return Xml.document("D:propfind", "<D:prop>" + "<X:a>".repeat(levels) + "</X:a>".repeat(levels) + "</D:prop>");
    }

    private static String attributes(int count) {
        StringBuilder element = new StringBuilder("<D:prop><X:a");
        for (int i = 0; i < count; i++) {
            element.append(" a").append(i).append("=''");
        }
        return Xml.document("D:propfind", element.append("/></D:prop>").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY a '1'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a><a/>",
                "<a>&x;</a>",
                "<?xml version='1.1'?><a/>"
            })
    @DisplayName("Entities and document types are 400, and nothing of them is looked at (RFC 4918 20.6)")
    void entities(String body) {
        for (String method : List.of("PROPFIND", "PROPPATCH", "REPORT")) {
            Answer answer = server.alice().with("Depth", "0").send(method, CALENDAR, body);
            answer.expect(400);
            assertThat(answer.body()).doesNotContain("root:");
        }
    }

    @Test
    @DisplayName("An external document type is no-external-entities (RFC 4918 16)")
    void externalEntities() {
        server.alice()
                .with("Depth", "0")
                .send("PROPFIND", CALENDAR, "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>")
                .expectPrecondition(403, "D:no-external-entities");
    }

    @Test
    @DisplayName("max_multiget_hrefs: a multiget of more is number-of-matches-within-limits (RFC 3253 1.6)")
    void hrefs() {
        String three = "<D:prop/>" + "<D:href>/alice/calendar/none.ics</D:href>".repeat(3);
        server.alice()
                .send("REPORT", CALENDAR, Xml.document("C:calendar-multiget", three))
                .expect(207);
        server.alice()
                .send("REPORT", CALENDAR, Xml.document("C:calendar-multiget", three + "<D:href>/x</D:href>"))
                .expectPrecondition(403, "D:number-of-matches-within-limits");
    }

    @Test
    @DisplayName("max_header_size: a longer head is 431, a longer request line 414 (RFC 6585 5, RFC 9110 15.5.15)")
    void header() {
        server.alice().with("X-Padding", "x".repeat(1500)).send("OPTIONS", "/").expect(200);
        server.alice().with("X-Padding", "x".repeat(3000)).send("OPTIONS", "/").expect(431);
        server.alice().send("OPTIONS", "/" + "x".repeat(3000)).expect(414);
    }

    @Test
    @DisplayName("max_concurrent_requests: a request beyond them waits and is answered once one ends")
    void concurrent(@TempDir Path other) throws Exception {
        // A directory that does not answer: who waits for it is at work for as long as we like.
        try (ServerSocket directory = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                TestServer one = TestServer.start(
                        other,
                        Map.of(
                                "FASTI_LIMITS_MAX_CONCURRENT_REQUESTS", "1",
                                "FASTI_AUTH_TYPE", "ldap",
                                "FASTI_LDAP_URL", "ldap://127.0.0.1:" + directory.getLocalPort(),
                                "FASTI_LDAP_TIMEOUT", "60s",
                                "FASTI_LDAP_USER_DN", "uid={login},dc=example,dc=org"))) {
            int free = one.nobody().send("PROPFIND", "/").status();
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                    () -> one.alice().send("PROPFIND", "/").status());
            Socket asked = directory.accept();
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                    () -> one.nobody().send("PROPFIND", "/").status());
            Thread.sleep(200);
            assertThat(second).isNotDone();
            directory.close();
            asked.close();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(503);
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(free);
        }
    }

    @Test
    @DisplayName("server.idle_timeout: a connection that says nothing is closed")
    void idle(@TempDir Path other) throws IOException {
        try (TestServer quick = TestServer.start(other, Map.of("FASTI_SERVER_IDLE_TIMEOUT", "1s"));
                Socket silent = new Socket("127.0.0.1", quick.uri().getPort())) {
            silent.setSoTimeout(20_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("The largest and the smallest values that the configuration takes let the server start")
    void extremes(@TempDir Path other) {
        Map<String, String> large = Map.of(
                "FASTI_LIMITS_MAX_REQUEST_BODY", "2000000000",
                "FASTI_LIMITS_MAX_RESOURCE_SIZE", "2000000000",
                "FASTI_LIMITS_MAX_XML_BODY", "2000000000",
                "FASTI_LIMITS_MAX_XML_DEPTH", "1000",
                "FASTI_LIMITS_MAX_XML_ATTRIBUTES", "1000",
                "FASTI_LIMITS_MAX_MULTIGET_HREFS", "1000000",
                "FASTI_LIMITS_MAX_HEADER_SIZE", "1048576",
                "FASTI_LIMITS_MAX_CONCURRENT_REQUESTS", "100000",
                "FASTI_LIMITS_MAX_CONNECTIONS", "1000000",
                "FASTI_SERVER_SHUTDOWN_GRACE", "1h");
        Map<String, String> small = Map.of(
                "FASTI_SERVER_SHUTDOWN_GRACE", "0s",
                "FASTI_STORAGE_RESCAN_INTERVAL", "0s",
                "FASTI_LIMITS_MAX_CONCURRENT_REQUESTS", "1",
                "FASTI_LIMITS_MAX_CONNECTIONS", "1",
                "FASTI_LIMITS_MAX_HEADER_SIZE", "1024",
                "FASTI_AUTH_CACHE_MINUTES", "0");
        for (Map<String, String> settings : List.of(large, small)) {
            try (TestServer started = TestServer.start(other, settings)) {
                started.alice().propfind("/alice/", 1, "D:resourcetype");
                assertThat(started.alice()
                                .put(CALENDAR + "a.ics", Items.event("a"))
                                .status())
                        .isIn(201, 204);
            }
        }
    }
}
