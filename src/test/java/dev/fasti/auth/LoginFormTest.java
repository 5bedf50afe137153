package dev.fasti.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginFormTest {
    @ParameterizedTest
    @CsvSource({
        "alice, alice",
        "Alice%40Example.ORG, alice",
        "ALICE@example.org@x, alice",
        "@example.org, @example.org",
        "a%zz@x, a%zz",
        "a+b%20c, a+b c",
        "Zo%C3%8B, zoë"
    })
    @DisplayName("All kindnesses together give the account's name")
    void all(String login, String name) {
        assertThat(new LoginForm(EnumSet.allOf(LoginForm.Kindness.class)).apply(login))
                .isEqualTo(name);
    }

    @Test
    @DisplayName("Without them a login is what it is")
    void none() {
        assertThat(new LoginForm(Set.of()).apply("Alice%40Example.ORG")).isEqualTo("Alice%40Example.ORG");
    }
}
