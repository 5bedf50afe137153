package dev.fasti.auth.htpasswd;

import dev.fasti.auth.Authenticator;
import dev.fasti.auth.AuthenticatorContract;
import dev.fasti.auth.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class HtpasswdContractTest implements AuthenticatorContract {
    @TempDir
    Path folder;

    private HtpasswdAuthenticator authenticator;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.writeString(folder.resolve("users"), "alice:secret-a\nzoë:päss\n");
        authenticator = new HtpasswdAuthenticator(
                file,
                PlainText.ALLOWED,
                Duration.ofMinutes(5),
                new SettableClock(Instant.parse("2026-11-23T12:00:00Z")));
    }

    @Override
    public Authenticator authenticator() {
        return authenticator;
    }
}
