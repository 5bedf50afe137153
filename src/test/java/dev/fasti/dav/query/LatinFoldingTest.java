package dev.fasti.dav.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LatinFoldingTest {
    @Test
    @DisplayName("texts of any characters fold as RFC 5051 section 2 says, on the fast paths too")
    void folds() {
        Random random = new Random(5051);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int[] ranges = {0x80, 0x100, 0x300, 0x340, 0x2100, 0x11000};
            int range = ranges[random.nextInt(ranges.length)];
            for (int j = random.nextInt(8); j > 0; j--) {
                int point = random.nextInt(range);
                text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
            }
            StringBuilder titled = new StringBuilder();
            text.codePoints().forEach(point -> titled.appendCodePoint(Character.toTitleCase(point)));
            assertThat(Collation.UNICODE_CASEMAP.fold(text.toString()))
                    .as("%s", text)
                    .isEqualTo(Normalizer.normalize(titled, Normalizer.Form.NFKD));
        }
    }
}
