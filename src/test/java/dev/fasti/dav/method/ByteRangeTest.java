package dev.fasti.dav.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ranges of octets (RFC 9110 section 14.1.2)")
class ByteRangeTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "bytes=0-0, 10, 0, 0",
        "bytes=0-9, 10, 0, 9",
        "bytes=0-99, 10, 0, 9",
        "bytes=9-9, 10, 9, 9",
        "bytes=3-5, 10, 3, 5",
        "bytes=3-, 10, 3, 9",
        "bytes=-3, 10, 7, 9",
        "bytes=-99, 10, 0, 9",
        "bytes=0-999999999999999999, 10, 0, 9",
        "bytes= 1-2 , 10, 1, 2",
        "Bytes=1-2, 10, 1, 2"
    })
    @DisplayName("first, middle and suffix, cut at the end; the unit in any case (RFC 9110 14.1.2)")
    void reads(String header, int size, int first, int last) {
        ByteRange range = ByteRange.of(header, size).orElseThrow();

        assertThat(range).isEqualTo(new ByteRange(first, last));
        assertThat(range.isSatisfiable()).isTrue();
        assertThat(range.length()).isEqualTo(last - first + 1);
        assertThat(range.contentRange(size)).isEqualTo("bytes " + first + "-" + last + "/" + size);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=-5, 0"})
    @DisplayName("a range past the end, or of nothing, cannot be satisfied (RFC 9110 15.5.17)")
    void unsatisfiable(String header, int size) {
        assertThat(ByteRange.of(header, size).orElseThrow().isSatisfiable()).isFalse();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "bytes=5-3",
                "bytes=-",
                "bytes=",
                "bytes=a-b",
                "bytes=1",
                "bytes=0-1,3-4",
                "bytes=--1",
                "lines=0-1",
                "bytes 0-1",
                "bytes=0-1000000000000000000000",
                ""
            })
    @DisplayName("a malformed range, several ranges, and those of other units are ignored (RFC 9110 14.2)")
    void ignores(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @Test
    @DisplayName("a range that was cut keeps its distance from the largest int")
    void large() {
        assertThat(ByteRange.of("bytes=2147483646-", Integer.MAX_VALUE))
                .contains(new ByteRange(Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 1));
    }
}
