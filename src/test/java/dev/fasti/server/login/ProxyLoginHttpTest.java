package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.acl.Scope;
import dev.fasti.auth.app.AppPasswordEditor;
import dev.fasti.config.ConfigException;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that a reverse proxy vouches for. */
class ProxyLoginHttpTest {
    private static final String HEADER = "X-Remote-User";

    @TempDir
    Path folder;

    private TestServer start(String trusted) {
        return TestServer.start(folder, Map.of("FASTI_AUTH_TYPE", "proxy", "FASTI_SERVER_TRUSTED_PROXIES", trusted));
    }

    @Test
    @DisplayName("A trusted proxy says who it is, whatever password it passes on; an app password logs in without it")
    void trusted() throws Exception {
        try (TestServer server = start("127.0.0.0/8,::1/128")) {
            TestServer.Call alice = server.nobody().with(HEADER, "alice");
            alice.put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            server.as("bob", "wrong")
                    .with(HEADER, "alice")
                    .send("GET", "/alice/calendar/a.ics")
                    .expect(200);
            server.nobody().send("OPTIONS", "/").expect(401);
            server.alice().send("OPTIONS", "/").expect(401);
            String secret = new AppPasswordEditor(folder.resolve("fasti/app-passwords"), Clock.systemUTC())
                    .add("alice", "device", Scope.WHOLE, null);
            server.as("alice", secret).send("OPTIONS", "/").expect(200);
        }
    }

    @Test
    @DisplayName("Nobody else is believed")
    void untrusted() {
        try (TestServer server = start("192.0.2.1")) {
            server.nobody().with(HEADER, "alice").send("OPTIONS", "/").expect(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../alice", "a/b", ".alice", "principals", "alice, bob", "a:b"})
    @DisplayName("What can be no login is none")
    void illegal(String login) {
        try (TestServer server = start("127.0.0.0/8,::1/128")) {
            server.nobody().with(HEADER, login).send("OPTIONS", "/").expect(401);
        }
    }

    @Test
    @DisplayName("Where the proxy has to prove itself, it is believed with the secret only")
    void secret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "sesame\n");
        Map<String, String> settings = Map.of(
                "FASTI_AUTH_TYPE", "proxy",
                "FASTI_SERVER_TRUSTED_PROXIES", "127.0.0.0/8,::1/128",
                "FASTI_AUTH_PROXY_HEADER", "X-Who",
                "FASTI_AUTH_PROXY_SECRET_HEADER", "X-Proof",
                "FASTI_AUTH_PROXY_SECRET_FILE", file.toString());
        try (TestServer server = TestServer.start(folder, settings)) {
            TestServer.Call alice = server.nobody().with("X-Who", "alice");
            alice.send("OPTIONS", "/").expect(401);
            alice.with("X-Proof", "sesam").send("OPTIONS", "/").expect(401);
            alice.with("X-Proof", "sesame").send("OPTIONS", "/").expect(200);
            server.nobody()
                    .with(HEADER, "alice")
                    .with("X-Proof", "sesame")
                    .send("OPTIONS", "/")
                    .expect(401);
        }
    }

    @Test
    @DisplayName("Without a trusted proxy the server does not start")
    void refused() {
        assertThatThrownBy(() -> TestServer.start(folder, Map.of("FASTI_AUTH_TYPE", "proxy")))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems()).singleElement().asString().contains("server.trusted_proxies"));
    }
}
