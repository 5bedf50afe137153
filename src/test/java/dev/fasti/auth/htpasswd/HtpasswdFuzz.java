package dev.fasti.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.auth.LoginName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtpasswdFuzz {
    @FuzzTest
    @DisplayName("Whatever a users file holds, it is read, and each of its lines is an account, a problem or neither")
    void anyFile(byte[] octets) {
        check(octets);
    }

    @Test
    @DisplayName("20,000 damaged copies of real lines are each read or named")
    void damagedLines() throws IOException {
        String[] vectors;
        try (InputStream stream = HtpasswdFuzz.class.getResourceAsStream("hashes.csv")) {
            vectors = new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
        byte[] letters = "$./:,=09azAZ{}#\n\r\0 \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(72);
        for (int round = 0; round < 20_000; round++) {
            String hash = vectors[random.nextInt(vectors.length)].split(" ")[2];
            byte[] octets = ("bob:" + hash + "\n").getBytes(StandardCharsets.UTF_8);
            octets = Arrays.copyOf(octets, octets.length - random.nextInt(3));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                octets[random.nextInt(octets.length)] = letters[random.nextInt(letters.length)];
            }
            check(octets);
        }
    }

    private static void check(byte[] octets) {
        List<HtpasswdLine> lines = HtpasswdLine.split(octets);
        assertThat(HtpasswdLine.join(lines)).isEqualTo(octets);
        long meant = lines.stream().filter(HtpasswdLine::isAccount).count();
        for (PlainText plainText : PlainText.values()) {
            HtpasswdUsers users = HtpasswdUsers.parse(octets, plainText);
            assertThat(users.accounts().size() + users.problems().size()).isEqualTo((int) meant);
            assertThat(users.accounts()).allSatisfy(account -> {
                assertThat(LoginName.refusal(account.principal().name())).isEmpty();
                assertThat(lines)
                        .anyMatch(line -> line.isFor(account.principal().name()));
            });
        }
    }
}
