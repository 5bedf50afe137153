package dev.fasti.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Facts say which members may have to do with an interval of time")
class FactsTest {
    private static final Instant TEN = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-06-01T11:00:00Z");

    private final Facts event = facts("VEVENT", TEN, ELEVEN);

    @Test
    @DisplayName("both ends count, since a to-do that is completed as the range ends is in it (RFC 4791 9.9)")
    void ends() {
        assertThat(event.mayOverlap("VEVENT", ELEVEN, Instant.MAX)).isTrue();
        assertThat(event.mayOverlap("VEVENT", ELEVEN.plusSeconds(1), Instant.MAX))
                .isFalse();
        assertThat(event.mayOverlap("VEVENT", Instant.MIN, TEN)).isTrue();
        assertThat(event.mayOverlap("VEVENT", Instant.MIN, TEN.minusSeconds(1))).isFalse();
        assertThat(event.mayOverlap("VEVENT", Instant.MIN, Instant.MAX)).isTrue();
    }

    @Test
    @DisplayName("what is not bounded reaches everywhere")
    void unbounded() {
        assertThat(facts("VTODO", null, null).mayOverlap("VTODO", TEN, ELEVEN)).isTrue();
        assertThat(facts("VEVENT", TEN, null).mayOverlap("VEVENT", ELEVEN, Instant.MAX))
                .isTrue();
        assertThat(facts("VEVENT", null, TEN).mayOverlap("VEVENT", ELEVEN, Instant.MAX))
                .isFalse();
    }

    @Test
    @DisplayName("another component is no candidate, an unknown one is")
    void components() {
        assertThat(event.mayOverlap("VTODO", TEN, ELEVEN)).isFalse();
        assertThat(event.mayOverlap(null, TEN, ELEVEN)).isTrue();
        assertThat(facts(null, TEN, ELEVEN).mayOverlap("VTODO", TEN, ELEVEN)).isTrue();
    }

    private static Facts facts(@Nullable String component, @Nullable Instant earliest, @Nullable Instant latest) {
        return new Facts("u", component, earliest, latest, Set.of(), List.of());
    }
}
