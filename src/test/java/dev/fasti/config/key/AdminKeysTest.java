package dev.fasti.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.config.ConfigException;
import dev.fasti.config.read.ConfigReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two listeners on one port")
class AdminKeysTest {
    private static Map<String, String> ports(String server, String admin, String redirect) {
        Map<String, String> set = new HashMap<>(
                Map.of("FASTI_SERVER_PORT", server, "FASTI_ADMIN_PORT", admin, "FASTI_TLS_REDIRECT_PORT", redirect));
        set.put("FASTI_TLS_CERTIFICATE", "a.pem");
        set.put("FASTI_TLS_KEY", "b.pem");
        return set;
    }

    private static void assertRefused(Map<String, String> set, String problem) {
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(set, Map.of()))
                        .problems())
                .containsExactly(problem);
    }

    @Test
    @DisplayName("are refused by their keys, before the second finds it taken by the first")
    void refused() {
        assertRefused(ports("5232", "5232", "0"), "FASTI_ADMIN_PORT: admin.port must be another than server.port");
        assertRefused(ports("443", "80", "80"), "FASTI_ADMIN_PORT: admin.port must be another than tls.redirect_port");
        assertRefused(
                ports("443", "5233", "443"),
                "FASTI_TLS_REDIRECT_PORT: tls.redirect_port must be another than server.port");
        Map<String, String> everywhere = ports("5233", "5233", "0");
        everywhere.put("FASTI_SERVER_HOST", "0.0.0.0");
        assertRefused(everywhere, "FASTI_ADMIN_PORT: admin.port must be another than server.port");
    }

    @Test
    @DisplayName("are right where they have addresses of their own, or any port will do")
    void right() {
        Map<String, String> apart = ports("5232", "5232", "0");
        apart.put("FASTI_SERVER_HOST", "192.0.2.1");
        assertThat(ConfigReader.read(apart, Map.of()).admin().port()).isEqualTo(5232);
        assertThat(ConfigReader.read(ports("0", "0", "0"), Map.of()).server().port())
                .isZero();
    }
}
