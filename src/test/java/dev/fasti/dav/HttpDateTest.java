package dev.fasti.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Dates of HTTP (RFC 9110 section 5.6.7)")
class HttpDateTest {
    private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");

    @Test
    @DisplayName("a date is written in the fixed-length form, to the second (RFC 9110 5.6.7)")
    void writes() {
        assertThat(HttpDate.format(EXAMPLE.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.format(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo("Fri, 02 Jan 2026 00:00:00 GMT");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "  Sun, 06 Nov 1994 08:49:37 GMT ",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    @DisplayName("all three forms are read (RFC 9110 5.6.7)")
    void reads(String date) {
        assertThat(HttpDate.parse(date)).contains(EXAMPLE);
    }

    @Test
    @DisplayName("a year of two digits lies between 1970 and 2069 (RFC 9110 5.6.7)")
    void shortYear() {
        assertThat(HttpDate.parse("Friday, 02-Jan-26 00:00:00 GMT")).contains(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "1994-11-06T08:49:37Z",
                "0"
            })
    @DisplayName("anything else is no date, the wrong day of the week included (RFC 9110 13.1.3)")
    void refuses(String date) {
        assertThat(HttpDate.parse(date)).isEmpty();
    }
}
