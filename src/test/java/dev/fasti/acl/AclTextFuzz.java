package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AclTextFuzz {
    private static final String[] PIECES = {
        "read",
        "write",
        "all",
        "get",
        ",",
        " ",
        "\n",
        "\r",
        "user",
        "group",
        "owner",
        "bob",
        "authenticated",
        "\u0085",
        "~"
    };

    @FuzzTest
    @DisplayName("Whatever is stored is read as a list whose own stored form says the same")
    void anyText(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    @Test
    @DisplayName("20,000 texts of likely pieces are read as lists whose own stored form says the same")
    void likelyTexts() {
        Random random = new Random(3744);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        Acl acl = AclText.read(text);
        assertThat(AclText.read(AclText.write(acl))).isEqualTo(acl);
    }
}
