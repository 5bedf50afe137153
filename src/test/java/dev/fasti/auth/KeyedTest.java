package dev.fasti.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyedTest {
    @Test
    @DisplayName("the digest is HMAC-SHA-256 as the JVM makes it, each part after its length (RFC 2104)")
    void isHmac() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 1; length <= 64; length++) {
            byte[] key = new byte[length];
            byte[] part = new byte[3 * length];
            random.nextBytes(key);
            random.nextBytes(part);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(new byte[4]);
            mac.update(ByteBuffer.allocate(4).putInt(part.length).flip());
            byte[] expected = mac.doFinal(part);

            assertThat(new Keyed(key).digest(new byte[0], part)).isEqualTo(ByteBuffer.wrap(expected));
        }
    }

    @Test
    @DisplayName("another division into parts has another digest, and so has another key")
    void tellsPartsApart() {
        Keyed keyed = new Keyed();
        assertThat(keyed.digest(octets("ab"), octets("c")))
                .isEqualTo(keyed.digest(octets("ab"), octets("c")))
                .isNotEqualTo(keyed.digest(octets("a"), octets("bc")))
                .isNotEqualTo(keyed.digest(octets("abc")))
                .isNotEqualTo(new Keyed().digest(octets("ab"), octets("c")));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
