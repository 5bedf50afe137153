package dev.fasti.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    @DisplayName("One thing is told as one, none and several as several")
    void words() {
        assertThat(Counted.of(1, "file")).isEqualTo("1 file");
        assertThat(Counted.of(0, "file")).isEqualTo("0 files");
        assertThat(Counted.of(28, "file")).isEqualTo("28 files");
    }
}
