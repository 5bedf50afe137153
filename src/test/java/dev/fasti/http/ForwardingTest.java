package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address in X-Forwarded-For")
class ForwardingTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "0.0.0.0, 0.0.0.0",
        "255.249.199.99:65535, 255.249.199.99",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    @DisplayName("is heard with and without a port")
    void addresses(String text, String address) {
        assertThat(Forwarding.literal(text).orElseThrow().getHostAddress()).isEqualTo(address);
    }

    /** With {@code -Dextra.jvm.args=-Djdk.net.hosts.file=…} one sees whether a name is looked up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.1.1.1",
                ".1.2.3.4",
                "1.2.3.4.5",
                "256.0.0.1:80",
                "1.2.3.256",
                "010.1.1.1",
                "1.2.3",
                ".:1",
                ".::",
                ":",
                "12345::",
                "localhost",
                ""
            })
    @DisplayName("that is none is not looked up as a name, though it may be one")
    void names(String text) {
        assertThat(Forwarding.literal(text)).isEmpty();
    }
}
