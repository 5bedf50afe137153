package dev.fasti.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.Principal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {
    private static final Principal BOB = new Principal("bob");
    private static final byte[] PASSWORD = {1, 2, 3};

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final VerifiedPasswords verified = new VerifiedPasswords(10, Duration.ofMinutes(5), clock);

    @Test
    @DisplayName("A verified password is remembered for its login, its account's state and itself only")
    void remembered() {
        assertThat(verified.find("Bob", "state", PASSWORD)).isEmpty();
        verified.remember("Bob", "state", PASSWORD, BOB);
        assertThat(verified.find("Bob", "state", PASSWORD)).contains(BOB);
        assertThat(verified.find("Bob", "state", new byte[] {1, 2, 4})).isEmpty();
        assertThat(verified.find("Bob", "another", PASSWORD)).isEmpty();
        assertThat(verified.find("Bobs", "tate", PASSWORD)).isEmpty();
        assertThat(verified.find("carol", "state", PASSWORD)).isEmpty();
    }

    @Test
    @DisplayName("It is forgotten after the time that was set, and when the clock is set back")
    void forgotten() {
        verified.remember("bob", "", PASSWORD, BOB);
        clock.advance(Duration.ofSeconds(299));
        assertThat(verified.find("bob", "", PASSWORD)).contains(BOB);
        clock.advance(Duration.ofSeconds(1));
        assertThat(verified.find("bob", "", PASSWORD)).isEmpty();
        verified.remember("bob", "", PASSWORD, BOB);
        clock.advance(Duration.ofSeconds(-1));
        assertThat(verified.find("bob", "", PASSWORD)).isEmpty();
    }

    @Test
    @DisplayName("With a time of zero nothing is remembered")
    void notRemembered() {
        VerifiedPasswords none = new VerifiedPasswords(10, Duration.ZERO, clock);
        none.remember("bob", "", PASSWORD, BOB);
        assertThat(none.find("bob", "", PASSWORD)).isEmpty();
    }
}
