package dev.fasti.acl.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.acl.Viewer;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RightsFuzz {
    private static final String[] PIECES = {
        "[a]",
        "[",
        "]",
        "\n",
        "user:",
        "collection=",
        "permissions: ",
        ".*",
        "{user}",
        "{0}",
        "{",
        "}",
        "(",
        ")",
        "rw",
        "i",
        "%",
        "#",
        " ",
        "a+",
        "\\",
        "|",
        "\ufeff",
        "[b]\n"
    };

    @FuzzTest
    @DisplayName("Whatever a rights file holds, it is refused with a line, or answers every question")
    void anyFile(byte[] octets) {
        check(octets);
    }

    @Test
    @DisplayName("20,000 files of likely pieces are each refused with a line, or answer every question")
    void likelyFiles() {
        Random random = new Random(5232);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("[x]\nuser: (.*)\n");
            for (int pieces = random.nextInt(20); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void check(byte[] octets) {
        try {
            RightsTable table = RightsTable.read(octets);
            for (Viewer who : new Viewer[] {new Viewer.Anonymous(), Viewer.of(new Principal("a.{0}(b"))}) {
                assertThat(table.granted(who, CollectionPath.of("a.{0}(b", "c"), Optional.empty()))
                        .isNotNull();
            }
        } catch (RightsFault e) {
            assertThat(e.line()).isPositive();
            assertThat(e.reason()).isNotEmpty().doesNotContain("\n", "\r");
        }
    }
}
