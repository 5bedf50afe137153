package dev.fasti.cli.doctor.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import dev.fasti.cli.transfer.remote.Login;
import dev.fasti.http.tls.TlsTestFiles;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti doctor, from outside:")
class OutsideHttpTest {
    private static final int LARGE = 2_000_000;
    private static final String CHALLENGE = "Basic realm=\"Fasti\"";

    @TempDir
    Path folder;

    private @Nullable HttpServer proxy;

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.stop(0);
        }
    }

    /** Something in front that is not as it should be. */
    private URI broken(Function<HttpExchange, Integer> answer) throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            int status = answer.apply(exchange);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        proxy.start();
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort() + "/dav/");
    }

    private static int challenge(HttpExchange exchange) {
        exchange.getResponseHeaders().set("WWW-Authenticate", CHALLENGE);
        return 401;
    }

    private static int redirect(HttpExchange exchange, int status, String location) {
        exchange.getResponseHeaders().set("Location", location);
        return status;
    }

    private static Visitor nobody(URI url) {
        return new Visitor(url, null);
    }

    private static Visitor alice(URI url, String password) {
        return new Visitor(url, Login.of(url.toString(), "alice", password, Login.Transport.ENCRYPTED));
    }

    private static String text(Check check) throws IOException {
        return String.join(
                "\n",
                check.findings().stream()
                        .map((Finding each) -> each.level() + " " + each.text() + " | " + each.fix())
                        .toList());
    }

    @Test
    @DisplayName("a server without anything before it is good in every check, and is left as it was")
    void good() throws IOException {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_SERVER_BASE_PATH", "/dav"))) {
            assertThat(server.alice().send("OPTIONS", "/dav/alice/").status()).isEqualTo(200);
            Visitor visitor = alice(server.uri(), "secret-a");
            for (Check check : List.of(
                    new ReachCheck(visitor, Clock.systemUTC()),
                    new WellKnownCheck(visitor),
                    new MethodsCheck(visitor),
                    new BodyCheck(visitor.url(), LARGE),
                    new LoginCheck(visitor))) {
                assertThat(text(check)).startsWith("OK ").doesNotContain("WARN", "FAIL");
            }
            assertThat(text(new LoginCheck(visitor)))
                    .contains("the Depth header arrives", "the Destination header arrives", "paths begin with /dav/");
            assertThat(text(new LoginCheck(alice(server.uri(), "wrong")))).startsWith("FAIL alice is not let in");
            assertThat(text(new LoginCheck(nobody(server.uri())))).isEmpty();
            assertThat(folder.resolve("collection-root/fasti-doctor")).doesNotExist();
        }
    }

    @Test
    @DisplayName("a name without an address, a closed port, a strange answer and a wrong clock are named")
    void reach() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Clock clock = Clock.systemUTC();
        assertThat(text(new ReachCheck(nobody(URI.create("http://127.0.0.1:" + closed + "/")), clock)))
                .startsWith("FAIL nobody listens");
        assertThat(text(new ReachCheck(nobody(URI.create("http://no-such-host.invalid/")), clock)))
                .contains("FAIL no-such-host.invalid has no address");
        int[] status = {502};
        URI url = broken(exchange -> status[0] == 401 ? challenge(exchange) : status[0]);
        assertThat(text(new ReachCheck(nobody(url), clock))).contains("the proxy does not reach Fasti");
        status[0] = 405;
        assertThat(text(new ReachCheck(nobody(url), clock))).contains("this is not Fasti's root");
        status[0] = 207;
        assertThat(text(new ReachCheck(nobody(url), clock))).contains("FAIL", "without a password");
        status[0] = 401;
        assertThat(text(new ReachCheck(nobody(url), clock))).contains("WARN", "not in Fasti's name");
        Clock fast = Clock.offset(clock, Duration.ofHours(1));
        assertThat(text(new ReachCheck(nobody(url), fast))).contains("WARN its clock is 3", "behind this one");
    }

    @Test
    @DisplayName("well-known that is missing, or leads elsewhere, fails (RFC 6764 section 5)")
    void wellKnown() throws IOException {
        URI url = broken(exchange -> exchange.getRequestURI().getPath().endsWith("caldav")
                ? redirect(exchange, 301, "/dav/")
                : exchange.getRequestURI().getPath().contains("carddav") ? redirect(exchange, 301, "/") : 404);
        String found = text(new WellKnownCheck(nobody(url)));
        assertThat(found)
                .contains("FAIL /.well-known/caldav/ answers 404")
                .contains("FAIL /.well-known/carddav leads to / instead of " + url, "server.base_path = \"/dav\"")
                .doesNotContain("FAIL /.well-known/caldav leads", "FAIL /.well-known/caldav answers");
    }

    @Test
    @DisplayName("methods that a proxy refuses, and the size that it refuses, are named")
    void proxied() throws IOException {
        URI url = broken(exchange -> switch (exchange.getRequestMethod()) {
            case "REPORT", "MKCALENDAR" -> 405;
            case "PUT" -> 413;
            default -> challenge(exchange);
        });
        assertThat(text(new MethodsCheck(nobody(url))))
                .contains("FAIL these methods do not come through: REPORT (405), MKCALENDAR (405), PUT (413)");
        assertThat(text(new BodyCheck(url, LARGE)))
                .contains("FAIL an item of 2 MB is refused", "client_max_body_size 3m");
    }

    @Test
    @DisplayName("a proxy that loses Depth, changes the path or the public name is found by a login")
    void lost() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.alice().send("OPTIONS", "/alice/").status()).isEqualTo(200);
            // By another name than the server's own, as where Host is not passed on.
            URI url = broken(exchange -> forward(exchange, server.uri(), Set.of("Host")));
            assertThat(text(new LoginCheck(alice(url.resolve("/"), "secret-a"))))
                    .contains("OK alice is let in", "FAIL Fasti does not know that it is", "proxy_set_header Host");
            assertThat(text(new LoginCheck(alice(url, "secret-a")))).contains("FAIL");
            stop();
            URI flat = broken(exchange -> forward(exchange, server.uri(), Set.of("Host", "Depth")));
            assertThat(text(new LoginCheck(alice(flat.resolve("/"), "secret-a"))))
                    .contains("FAIL the Depth header does not arrive");
        }
    }

    /** Passes a request on, but for some headers. */
    private static int forward(HttpExchange exchange, URI to, Set<String> dropped) {
        try {
            var request = java.net.http.HttpRequest.newBuilder(
                            to.resolve(exchange.getRequestURI().getRawPath()))
                    .method(
                            exchange.getRequestMethod(),
                            java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String name : List.of("Authorization", "Content-Type", "Depth", "Destination", "Overwrite")) {
                if (!dropped.contains(name) && exchange.getRequestHeaders().getFirst(name) != null) {
                    request.header(name, exchange.getRequestHeaders().getFirst(name));
                }
            }
            var response = java.net.http.HttpClient.newHttpClient()
                    .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
            exchange.close();
            return response.statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("plain HTTP that asks for passwords, or redirects so that the method is lost, fails (RFC 9110 15.4.4)")
    void redirect() throws IOException {
        int[] status = {401};
        URI url = broken(exchange ->
                status[0] == 401 ? challenge(exchange) : redirect(exchange, status[0], "https://cal.example.org/"));
        assertThat(text(new RedirectCheck(nobody(url), url))).contains("FAIL", "asks for passwords without TLS");
        status[0] = 303;
        assertThat(text(new RedirectCheck(nobody(url), url))).contains("FAIL", "which makes a GET of each request");
        status[0] = 308;
        assertThat(text(new RedirectCheck(nobody(url), url))).startsWith("OK plain HTTP sends on to TLS");
        stop();
        assertThat(text(new RedirectCheck(nobody(url), url))).startsWith("OK plain HTTP is not open");
    }

    @Test
    @DisplayName(
            "the certificate that is shown is judged, TLS or not is told, and no password goes where it is not good")
    void certificate() throws IOException {
        Map<String, String> settings = Map.of(
                "FASTI_TLS_CERTIFICATE",
                        TlsTestFiles.copyInto(folder, "rsa.pem").toString(),
                "FASTI_TLS_KEY", TlsTestFiles.copyInto(folder, "rsa.key").toString());
        Instant now = Instant.now();
        Set<X500Principal> roots = Set.of(new X500Principal("CN=Test root"));
        try (TestServer server = TestServer.start(folder.resolve("data"), settings)) {
            URI url = server.uri();
            assertThat(text(new ShownCertificateCheck(url, roots, now))).doesNotContain("FAIL");
            assertThat(text(new ShownCertificateCheck(url, Set.of(), now)))
                    .contains("WARN it leads to \"CN=Test root\"");
            assertThat(text(new ReachCheck(nobody(url), Clock.systemUTC()))).startsWith("OK ");
            assertThat(text(new BodyCheck(url, LARGE))).startsWith("OK ");
            assertThat(text(new LoginCheck(alice(url, "secret-a")))).startsWith("FAIL no password was sent");
        }
        try (TestServer server = TestServer.start(folder.resolve("plain"))) {
            URI plain = server.uri();
            URI secured = URI.create("https://127.0.0.1:" + plain.getPort() + "/");
            assertThat(text(new ShownCertificateCheck(secured, roots, now))).startsWith("FAIL no TLS at");
            assertThat(text(new ShownCertificateCheck(plain, roots, now))).isEmpty();
        }
    }
}
