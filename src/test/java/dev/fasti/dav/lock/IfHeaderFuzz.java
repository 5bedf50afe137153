package dev.fasti.dav.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.dav.DavException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever stands in an If header, it is lists or 400. */
class IfHeaderFuzz {
    private static final String[] PARTS = {
        "(",
        ")",
        "<",
        ">",
        "[",
        "]",
        "\"",
        "W/",
        "Not",
        " ",
        "urn:a:b",
        "/a",
        "DAV:no-lock",
        "<urn:a:b>",
        "[\"x\"]",
        ",",
        "\0",
        "é"
    };

    @FuzzTest
    void anyHeader(byte[] header) {
        check(new String(header, StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("random headers are read again as what they were, or refused")
    void random() {
        Random random = new Random(4918);
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder header = new StringBuilder("(<urn:a:b>".substring(0, random.nextInt(11)));
            int length = random.nextInt(8);
            for (int j = 0; j < length; j++) {
                header.append(PARTS[random.nextInt(PARTS.length)]);
            }
            read += check(header.append(i % 2 == 0 ? ")" : "").toString());
        }
        assertThat(read).isGreaterThan(500);
    }

    private static int check(String value) {
        IfHeader header;
        try {
            header = IfHeader.parse(value);
        } catch (DavException e) {
            assertThat(e.status()).isEqualTo(400);
            return 0;
        }
        assertThat(IfHeader.parse(written(header))).isEqualTo(header);
        return 1;
    }

    private static String written(IfHeader header) {
        StringBuilder out = new StringBuilder();
        for (IfHeader.StateList list : header.lists()) {
            list.tag().ifPresent(tag -> out.append('<').append(tag).append('>'));
            out.append('(');
            for (IfHeader.Condition condition : list.conditions()) {
                out.append(condition.polarity() == IfHeader.Polarity.NEGATED ? "Not " : "");
                out.append(
                        condition instanceof IfHeader.Token token
                                ? "<" + token.uri() + ">"
                                : "[" + ((IfHeader.Tag) condition).etag() + "]");
            }
            out.append(')');
        }
        return out.toString();
    }
}
