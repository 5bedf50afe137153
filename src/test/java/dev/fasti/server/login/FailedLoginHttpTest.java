package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong passwords, one and many. */
class FailedLoginHttpTest {
    private static final String BCRYPT = "$2y$12$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q";

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "Who guesses gets 429 with Retry-After (RFC 6585 section 4); who is logged in, and who comes from another"
                    + " address by a trusted proxy, goes on")
    void throttled() {
        try (TestServer server = TestServer.start(
                folder,
                Map.of("FASTI_AUTH_FAILED_LOGINS", "3", "FASTI_SERVER_TRUSTED_PROXIES", "127.0.0.0/8,::1/128"))) {
            server.alice().send("OPTIONS", "/").expect(200);
            for (int i = 0; i < 3; i++) {
                server.as("bob", "guess " + i).send("OPTIONS", "/").expect(401);
            }
            Answer refused = server.bob().send("OPTIONS", "/").expect(429);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.header("WWW-Authenticate")).isEmpty();
            server.alice().send("OPTIONS", "/").expect(200);
            server.bob()
                    .with("X-Forwarded-For", "198.51.100.7")
                    .send("OPTIONS", "/")
                    .expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "secret-a\0", "secret-A", " secret-a", "sécret", "secret-a\n"})
    @DisplayName("Anything but the password is 401 with a challenge, and so is a very long one")
    void wrong(String password) {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.as("alice", password)
                            .send("OPTIONS", "/")
                            .expect(401)
                            .header("WWW-Authenticate"))
                    .isPresent();
            server.as("nobody", password).send("OPTIONS", "/").expect(401);
            server.as("alice", "x".repeat(5_000)).send("OPTIONS", "/").expect(401);
            server.nobody()
                    .with("Authorization", "Basic !!!")
                    .send("OPTIONS", "/")
                    .expect(401);
        }
    }

    @Test
    @DisplayName("A password in ISO 8859-1 is understood where it is not UTF-8 (RFC 7617 section 2.1)")
    void latin() {
        try (TestServer server = TestServer.start(folder)) {
            String pair = "zoë@example.org:päß:wört";
            server.nobody()
                    .with(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1)))
                    .send("OPTIONS", "/")
                    .expect(200);
        }
    }

    @Test
    @DisplayName("While passwords are guessed faster than they can be hashed, whoever is logged in is served")
    void flood() throws Exception {
        try (TestServer server = TestServer.start(
                folder, Map.of("FASTI_LIMITS_MAX_CONCURRENT_REQUESTS", "8", "FASTI_AUTH_FAILED_LOGIN_WAIT", "0s"))) {
            Files.writeString(server.data().resolve("fasti/users"), "alice:secret-a\nbob:" + BCRYPT + "\n");
            server.alice().send("OPTIONS", "/").expect(200);
            ExecutorService guessers = Executors.newFixedThreadPool(24);
            try {
                List<Future<Integer>> guesses = new ArrayList<>();
                for (int i = 0; i < 48; i++) {
                    String password = "guess " + i;
                    guesses.add(guessers.submit(() ->
                            server.as("bob", password).send("OPTIONS", "/").status()));
                }
                for (int i = 0; i < 20; i++) {
                    server.alice().send("OPTIONS", "/").expect(200);
                }
                for (Future<Integer> guess : guesses) {
                    assertThat(guess.get()).isIn(401, 503);
                }
            } finally {
                guessers.shutdownNow();
            }
        }
    }
}
