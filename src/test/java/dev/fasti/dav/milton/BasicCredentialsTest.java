package dev.fasti.dav.milton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Credentials of the Basic scheme (RFC 7617)")
class BasicCredentialsTest {
    private static String encoded(String pair, Charset charset) {
        return Base64.getEncoder().encodeToString(pair.getBytes(charset));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "Basic   "})
    @DisplayName("the scheme is read in any case, with spaces after it (RFC 9110 11.1)")
    void scheme(String scheme) {
        assertThat(BasicCredentials.of(scheme + encoded("alice:secret", StandardCharsets.UTF_8)))
                .contains(new BasicCredentials("alice", "secret"));
    }

    @Test
    @DisplayName("the name ends at the first colon, the password may hold more (RFC 7617 2)")
    void colons() {
        assertThat(BasicCredentials.of("Basic " + encoded("al:i:ce:", StandardCharsets.UTF_8)))
                .contains(new BasicCredentials("al", "i:ce:"));
        assertThat(BasicCredentials.of("Basic " + encoded(":", StandardCharsets.UTF_8)))
                .contains(new BasicCredentials("", ""));
    }

    @Test
    @DisplayName("UTF-8 is read as the challenge asks, ISO 8859-1 where it is not that (RFC 7617 2.1)")
    void charsets() {
        BasicCredentials zoe = new BasicCredentials("zoë@example.org", "päß:wört");

        assertThat(BasicCredentials.of("Basic " + encoded("zoë@example.org:päß:wört", StandardCharsets.UTF_8)))
                .contains(zoe);
        assertThat(BasicCredentials.of("Basic " + encoded("zoë@example.org:päß:wört", StandardCharsets.ISO_8859_1)))
                .contains(zoe);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"", "Basic", "Basic ", "Basic !!!", "Basic YWxpY2U=", "Bearer YTpi", "Digest YTpi", "BasicYTpi"})
    @DisplayName("another scheme, no colon and what is not base64 are no credentials (RFC 7617 2)")
    void refuses(String header) {
        assertThat(BasicCredentials.of(header)).isEmpty();
    }

    @Test
    @DisplayName("a password is never printed")
    void silent() {
        assertThat(new BasicCredentials("alice", "secret").toString())
                .contains("alice")
                .doesNotContain("secret");
    }
}
