package dev.fasti.dav.milton;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An Authorization header gives credentials or none (RFC 7617 2)")
class BasicCredentialsFuzz {
    @FuzzTest
    void anyHeader(byte[] header) {
        BasicCredentials.of(new String(header, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void anyCredentials(byte[] octets) {
        Optional<BasicCredentials> read =
                BasicCredentials.of("Basic " + Base64.getEncoder().encodeToString(octets));
        boolean hasColon = new String(octets, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        assertThat(read.isPresent()).isEqualTo(hasColon);
        read.ifPresent(credentials -> assertThat(credentials.name()).doesNotContain(":"));
    }
}
