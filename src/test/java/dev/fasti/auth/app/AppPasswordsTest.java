package dev.fasti.auth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.acl.Scope;
import dev.fasti.auth.Attempt;
import dev.fasti.auth.SettableClock;
import dev.fasti.auth.UserException;
import dev.fasti.store.path.CollectionPath;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppPasswordsTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00.5Z"));
    private Path file;
    private AppPasswordEditor editor;
    private AppPasswords passwords;

    @BeforeEach
    void open() {
        file = folder.resolve("fasti/app-passwords");
        editor = new AppPasswordEditor(file, clock);
        passwords = new AppPasswords(file, clock);
    }

    private static Attempt attempt(String login, String password) {
        return new Attempt(login, password, InetAddress.getLoopbackAddress(), "DAVx5\t4");
    }

    private boolean isGood(String login, String password) {
        clock.advance(Duration.ofSeconds(1));
        return passwords.find(attempt(login, password)).isPresent();
    }

    @Test
    @DisplayName("A new one is good for its user alone, at once, as it is shown and as people type it")
    void good() throws Exception {
        assertThat(isGood("alice", "x")).isFalse();
        String secret = editor.add("alice", "phone", Scope.WHOLE, null);
        assertThat(secret).matches("([a-km-z2-9]{4}-){6}[a-km-z2-9]{4}");
        assertThat(isGood("alice", secret)).isTrue();
        assertThat(isGood("alice", secret.replace("-", "").toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(isGood("alice", secret.replace('-', ' '))).isTrue();
        assertThat(isGood("bob", secret)).isFalse();
        assertThat(isGood("", secret)).isFalse();
        assertThat(isGood("alice", secret.substring(1))).isFalse();
        assertThat(isGood("alice", secret + "a")).isFalse();
        assertThat(isGood("alice", secret.replace(secret.charAt(0), secret.charAt(0) == 'a' ? 'b' : 'a')))
                .isFalse();
        assertThat(Files.readString(file)).doesNotContain(secret, secret.replace("-", ""));
    }

    @Test
    @DisplayName("A revoked one is good for nothing, and the others stay, octet for octet")
    void revoked() throws Exception {
        String phone = editor.add("alice", "phone", Scope.WHOLE, null);
        Files.writeString(file, "# mine\nnonsense\n", StandardOpenOption.APPEND);
        String laptop = editor.add("alice", "the laptop ü", new Scope(Scope.Use.READING, null), null);
        String before = Files.readString(file);
        editor.revoke("alice", "phone");
        assertThat(isGood("alice", phone)).isFalse();
        assertThat(isGood("alice", laptop)).isTrue();
        assertThat(Files.readString(file)).isEqualTo(before.substring(before.indexOf("# mine")));
        assertThat(editor.table().problems()).hasSize(1);
        assertThatThrownBy(() -> editor.revoke("alice", "phone")).isInstanceOf(UserException.class);
    }

    @Test
    @DisplayName("One that has expired is good for nothing")
    void expired() throws Exception {
        String secret =
                editor.add("alice", "phone", Scope.WHOLE, clock.instant().plusSeconds(60));
        clock.advance(Duration.ofSeconds(58));
        assertThat(isGood("alice", secret)).isTrue();
        assertThat(isGood("alice", secret)).isFalse();
    }

    @Test
    @DisplayName("What it is good for is kept")
    void scope() throws Exception {
        Scope scope = new Scope(Scope.Use.READING, CollectionPath.of("bob", "Arbeit ä"));
        String secret = editor.add("alice", "phone", scope, null);
        assertThat(passwords.find(attempt("alice", secret)).orElseThrow().scope())
                .isEqualTo(scope);
    }

    @Test
    @DisplayName("A name that is taken, empty, too long or with a tab is refused, and so is a time that is over")
    void refused() throws Exception {
        editor.add("alice", "phone", Scope.WHOLE, null);
        editor.add("bob", "phone", Scope.WHOLE, null);
        String before = Files.readString(file);
        for (String name : new String[] {"phone", "", " x", "a\tb", "a\nb", "x".repeat(65)}) {
            assertThatThrownBy(() -> editor.add("alice", name, Scope.WHOLE, null))
                    .isInstanceOf(UserException.class);
        }
        assertThatThrownBy(() -> editor.add("al/ice", "x", Scope.WHOLE, null)).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> editor.add("alice", "x", Scope.WHOLE, Instant.EPOCH))
                .isInstanceOf(UserException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    @DisplayName("No two secrets are the same")
    void random() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            secrets.add(AppSecret.make().text());
        }
        assertThat(secrets).hasSize(1_000);
    }

    @Test
    @DisplayName("The last use is kept by day, address and program, over a restart, without a write for each request")
    void lastUse() throws Exception {
        String secret = editor.add("alice", "phone", Scope.WHOLE, null);
        AppPassword password = passwords.find(attempt("alice", secret)).orElseThrow();
        Path uses = folder.resolve("fasti/uses");
        try (LastUses last = new LastUses(uses, clock)) {
            last.note(password, attempt("alice", secret));
            assertThat(uses).doesNotExist();
        }
        LastUse use = LastUses.of(password, uses).orElseThrow();
        assertThat(use.day()).hasToString("2026-11-23");
        assertThat(use.address()).isEqualTo("127.0.0.1");
        assertThat(use.client()).isEqualTo("DAVx5?4");
        clock.advance(Duration.ofDays(1));
        try (LastUses last = new LastUses(uses, clock)) {
            last.write();
            assertThat(LastUses.of(password, uses)).contains(use);
            last.note(password, attempt("alice", secret));
        }
        assertThat(LastUses.of(password, uses).orElseThrow().day()).hasToString("2026-11-24");
        assertThat(Files.readAllLines(uses)).hasSize(1);
    }
}
