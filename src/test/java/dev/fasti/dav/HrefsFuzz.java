package dev.fasti.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a client sends as a path, what comes out is safe to use as names, and survives being sent back. */
class HrefsFuzz {
    private static final String ALPHABET = "/%.2eEfF0Cc9@:?#;&a\u00fc~+ \\\n[]";
    private static final List<Hrefs> BASES = List.of(new Hrefs(""), new Hrefs("/a"), new Hrefs("/a/e"));

    @FuzzTest
    void anyPath(byte[] path) {
        check(new String(path, StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("random paths give clean segments or nothing")
    void random() {
        Random random = new Random(3986);
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder path = new StringBuilder(i % 3 == 0 ? "" : "/");
            int length = random.nextInt(14);
            for (int j = 0; j < length; j++) {
                path.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            read += check(path.toString());
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static int check(String path) {
        int read = 0;
        for (Hrefs hrefs : BASES) {
            Optional<List<String>> segments = hrefs.read(path, "a:9");
            if (segments.isPresent()) {
                read++;
                StringBuilder href = new StringBuilder(hrefs.basePath());
                for (String segment : segments.get()) {
                    assertThat(segment)
                            .isNotEmpty()
                            .isNotEqualTo("..")
                            .isNotEqualTo(".")
                            .doesNotContain("/", "\0");
                    href.append('/').append(Hrefs.encode(segment));
                }
                if (!hrefs.read(href.append('/').toString(), "a:9").equals(segments)) {
                    fail("%s gives %s, which is not read again from %s", path, segments, href);
                }
            }
        }
        return read;
    }
}
