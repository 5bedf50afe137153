package dev.fasti.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source of accounts promises: one where alice has the password secret-a, and zoë has päss. */
public interface AuthenticatorContract {
    Authenticator authenticator();

    @Test
    @DisplayName("The right password lets in, and is remembered")
    default void right() {
        Authenticator source = authenticator();
        assertThat(source.remembered("alice", "secret-a")).isEmpty();
        assertThat(source.authenticate("alice", "secret-a")).contains(new Principal("alice"));
        assertThat(source.remembered("alice", "secret-a")).contains(new Principal("alice"));
        assertThat(source.authenticate("alice", "secret-a")).contains(new Principal("alice"));
        assertThat(source.authenticate("zoë", "päss")).contains(new Principal("zoë"));
        assertThat(source.remembered("alice", "päss")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "secret-a\0", "secret-A", " secret-a", "secret-", "päss", "\ud800", "*"})
    @DisplayName("Any other password lets nobody in, known or not, and is not remembered")
    default void wrong(String password) {
        Authenticator source = authenticator();
        for (String login : new String[] {"alice", "nobody"}) {
            assertThat(source.authenticate(login, password)).isEmpty();
            assertThat(source.remembered(login, password)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "al*",
                "*",
                "alice)(uid=*",
                "alice\0",
                "alice ",
                "../alice",
                "alice,ou=people",
                "principals",
                "a:b",
                "\ud800"
            })
    @DisplayName("No other login lets in by the password of an account, and has one")
    default void unknown(String login) {
        assertThat(authenticator().authenticate(login, "secret-a")).isEmpty();
    }

    @Test
    @DisplayName("What is very long is wrong")
    default void veryLong() {
        assertThat(authenticator().authenticate("alice", "secret-a".repeat(1_000)))
                .isEmpty();
        assertThat(authenticator().authenticate("alice".repeat(1_000), "secret-a"))
                .isEmpty();
    }

    @Test
    @DisplayName("Who has an account is known without a password")
    default void accounts() {
        assertThat(authenticator().hasAccount(new Principal("alice"))).isTrue();
        assertThat(authenticator().hasAccount(new Principal("nobody"))).isFalse();
    }
}
