package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A Forwarded header is read without fail (RFC 7239 4)")
class ForwardedFieldFuzz {
    @FuzzTest
    void anyHeader(byte[] octets) {
        ForwardedField field = ForwardedField.parse(new String(octets, StandardCharsets.ISO_8859_1));
        assertThat(field.clients()).hasSameSizeAs(field.elements());
        field.host();
    }
}
