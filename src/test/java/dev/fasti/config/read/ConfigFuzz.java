package dev.fasti.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigFuzz {
    @FuzzTest
    @DisplayName("Whatever a file holds, it is read or refused with a reason")
    void anyFile(byte[] octets) throws IOException {
        Path file = Files.createTempFile("fasti", ".toml");
        try {
            check(file, octets);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("300 damaged copies of the sample are each read or refused with one-line reasons")
    void damagedSamples() throws IOException {
        byte[] sample = Files.readAllBytes(Path.of("config/fasti.toml"));
        byte[] letters = "\"'[]{}=.,#\n\t -_0123456789eaxT:\\\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(5232);
        Path file = Files.createTempFile("fasti", ".toml");
        for (int round = 0; round < 300; round++) {
            byte[] octets = Arrays.copyOf(sample, 1 + random.nextInt(sample.length));
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                octets[random.nextInt(octets.length)] = letters[random.nextInt(letters.length)];
            }
            check(file, octets);
        }
        Files.delete(file);
    }

    private static void check(Path file, byte[] octets) throws IOException {
        Files.write(file, octets);
        try {
            assertThat(ConfigReader.read(file, Map.of(), Map.of())).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p).startsWith(file.toString()).doesNotContain("\n", "\r"));
        }
    }
}
