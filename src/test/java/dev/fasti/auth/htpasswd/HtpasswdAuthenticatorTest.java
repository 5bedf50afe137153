package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.AnyLogin;
import dev.fasti.auth.SettableClock;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtpasswdAuthenticatorTest {
    private static final String SECRET = "$2y$05$3OJuB1DDlJY3MpRQKTZ4A.TcI3/KNRxoN3GyljtFhwHypH1AWlO1q";
    private static final String UNICODE = "$2y$05$Y6bywGwnUw86oNQjAOFzUOeF1fFStw1U9ukpFcn36ZutozxOBLFM2";

    @TempDir
    Path folder;

    private Path file;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private HtpasswdAuthenticator authenticator;

    @BeforeEach
    void open() {
        file = folder.resolve("users");
        authenticator = new HtpasswdAuthenticator(file, PlainText.REFUSED, Duration.ofMinutes(5), clock);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private boolean letsIn(String login, String password) {
        return authenticator
                .authenticate(login, password)
                .filter(principal -> principal.equals(new Principal(login)))
                .isPresent();
    }

    @Test
    @DisplayName("No account, no entry: a missing or empty file lets nobody in")
    void closedByDefault() throws IOException {
        assertThat(authenticator.hasAccounts()).isFalse();
        assertThat(letsIn("bob", "secret")).isFalse();
        write("# nobody yet\n");
        assertThat(letsIn("bob", "secret")).isFalse();
        assertThat(authenticator.hasAccounts()).isFalse();
    }

    @Test
    @DisplayName("The right password lets in, with login and password in Unicode too; anything else does not")
    void letsIn() throws IOException {
        write("bob:" + SECRET + "\nzoë:" + UNICODE + "\n");
        assertThat(authenticator.hasAccounts()).isTrue();
        assertThat(letsIn("bob", "secret")).isTrue();
        assertThat(letsIn("zoë", "pässwörd€𝄞")).isTrue();
        assertThat(letsIn("bob", "Secret")).isFalse();
        assertThat(letsIn("bob", "pässwörd€𝄞")).isFalse();
        assertThat(letsIn("Bob", "secret")).isFalse();
        assertThat(letsIn("bob ", "secret")).isFalse();
        assertThat(letsIn("nobody", "secret")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret\0", "\ud800", "a/b", "..", "bob:x", "\n"})
    @DisplayName("Nothing that a client may send as login or password is an error")
    void strangeCredentials(String text) throws IOException {
        write("bob:" + SECRET + "\n");
        assertThat(authenticator.authenticate(text, "secret")).isEmpty();
        assertThat(authenticator.authenticate("bob", text)).isEmpty();
        assertThat(authenticator.authenticate("bob", text.repeat(100_000))).isEmpty();
    }

    @Test
    @DisplayName("A new account counts at once, even between two looks at the file")
    void newAccount() throws IOException {
        write("bob:" + SECRET + "\n");
        assertThat(letsIn("bob", "secret")).isTrue();
        assertThat(letsIn("carol", "secret")).isFalse();
        write("bob:" + SECRET + "\ncarol:" + SECRET + "\n");
        assertThat(letsIn("carol", "secret")).isTrue();
    }

    @Test
    @DisplayName("A removed account, a changed password and a removed file end a remembered entry within a second")
    void changes() throws IOException {
        write("bob:" + SECRET + "\ncarol:" + SECRET + "\n");
        assertThat(letsIn("bob", "secret")).isTrue();
        assertThat(letsIn("carol", "secret")).isTrue();
        write("carol:" + UNICODE + "\n");
        clock.advance(Duration.ofSeconds(1));
        assertThat(letsIn("bob", "secret")).isFalse();
        assertThat(letsIn("carol", "secret")).isFalse();
        assertThat(letsIn("carol", "pässwörd€𝄞")).isTrue();
        Files.delete(file);
        clock.advance(Duration.ofSeconds(1));
        assertThat(letsIn("carol", "pässwörd€𝄞")).isFalse();
    }

    @Test
    @DisplayName("A change that leaves size and time as they were is seen while the time is fresh")
    void sameStamp() throws IOException {
        write("bob:" + SECRET + "\n");
        FileTime time = FileTime.from(clock.instant());
        Files.setLastModifiedTime(file, time);
        assertThat(letsIn("bob", "secret")).isTrue();
        write("bob:" + UNICODE + "\n");
        Files.setLastModifiedTime(file, time);
        clock.advance(Duration.ofSeconds(1));
        assertThat(letsIn("bob", "secret")).isFalse();
    }

    @Test
    @DisplayName("Plain text lets in only where it is allowed")
    void plainText() throws IOException {
        write("bob:open sesame\n");
        assertThat(letsIn("bob", "open sesame")).isFalse();
        authenticator = new HtpasswdAuthenticator(file, PlainText.ALLOWED, Duration.ofMinutes(5), clock);
        assertThat(letsIn("bob", "open sesame")).isTrue();
        assertThat(letsIn("bob", "open sesam")).isFalse();
    }

    @Test
    @DisplayName("Many threads at once each get the right answer")
    void concurrent() throws Exception {
        write("bob:" + SECRET + "\nzoë:" + UNICODE + "\n");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            IntStream.range(0, 80)
                    .forEach(i -> answers.add(threads.submit(
                            () -> letsIn(i % 2 == 0 ? "bob" : "zoë", i % 4 < 2 ? "secret" : "pässwörd€𝄞"))));
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 4 == 0 || i % 4 == 3);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("AnyLogin lets in every legal name with any password, and no other")
    void anyLogin() {
        assertThat(new AnyLogin().authenticate("bob", "")).hasValue(new Principal("bob"));
        assertThat(new AnyLogin().authenticate("../bob", "x")).isEmpty();
        assertThat(new AnyLogin().authenticate("", "x")).isEmpty();
        assertThat(new AnyLogin().authenticate("principals", "x")).isEmpty();
    }
}
