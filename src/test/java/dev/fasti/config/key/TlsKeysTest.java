package dev.fasti.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.config.ConfigException;
import dev.fasti.config.read.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsKeysTest {
    @Test
    @DisplayName("Without a certificate there is no TLS, with certificate and key there is")
    void on() {
        assertThat(ConfigReader.defaults().tls().isOn()).isFalse();
        Map<String, String> pair = Map.of("FASTI_TLS_CERTIFICATE", "a.pem", "FASTI_TLS_KEY", "a.key");
        assertThat(ConfigReader.read(pair, Map.of()).tls().isOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "FASTI_TLS_CERTIFICATE=a, must be set together; only tls.certificate is",
        "FASTI_TLS_KEY=a, must be set together; only tls.key is",
        "FASTI_TLS_HSTS=1d, is of no use without tls.certificate",
        "FASTI_TLS_REDIRECT_PORT=8080, is of no use without tls.certificate",
        "FASTI_TLS_CLIENT_CERTIFICATES=need, needs tls.client_ca",
        "FASTI_TLS_CLIENT_LOGIN=email, needs tls.client_certificates"
    })
    @DisplayName("What makes no sense together is refused with where it was set")
    void refused(String variable, String words) {
        String[] pair = variable.split("=");
        assertThatThrownBy(() -> ConfigReader.read(Map.of(pair[0], pair[1]), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(pair[0])
                .hasMessageContaining(words);
    }
}
