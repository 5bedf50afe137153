package dev.fasti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Facts.Value;
import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The searched values of a contact")
class SearchedValuesTest {
    private static final List<Value> VALUES = List.of(
            new Value("FN", "Zoë \uD83D\uDE00"),
            new Value("N", ""),
            new Value("EMAIL", "a@example.com"),
            new Value("FN", "x".repeat(300)));

    private final SearchedValues values = SearchedValues.of(VALUES);

    @Test
    @DisplayName("are what was put in, in its order")
    void order() {
        assertThat(values).containsExactlyElementsOf(VALUES);
        assertThat(values.size()).isEqualTo(4);
        assertThat(values).hasToString(VALUES.toString());
        assertThat(SearchedValues.of(List.of())).isSameAs(SearchedValues.NONE).isEmpty();
    }

    @Test
    @DisplayName("are found by the whole name of the property only")
    void texts() {
        assertThat(values.texts("FN")).containsExactly("Zoë \uD83D\uDE00", "x".repeat(300));
        assertThat(values.texts("N")).containsExactly("");
        assertThat(values.texts("NF")).isEmpty();
        assertThat(values.texts("F")).isEmpty();
    }

    @Test
    @DisplayName("come back from their octets, and are equal then")
    void octets() {
        SearchedValues again = SearchedValues.of(values.octets());
        assertThat(again).isEqualTo(values).hasSameHashCodeAs(values).containsExactlyElementsOf(VALUES);
        assertThat(again.size()).isEqualTo(4);
        assertThat(again).isNotEqualTo(SearchedValues.of(VALUES.subList(0, 3)));
    }

    @Test
    @DisplayName("are refused where the octets end early, wherever that is")
    void torn() {
        byte[] octets = SearchedValues.of(VALUES.subList(0, 1)).octets();
        for (int length = 1; length < octets.length; length++) {
            byte[] torn = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> SearchedValues.of(torn)).isInstanceOf(BufferUnderflowException.class);
        }
    }

    @Test
    @DisplayName("are refused where they are too long to be told")
    void tooLong() {
        assertThatThrownBy(() -> SearchedValues.of(List.of(new Value("FN", "x".repeat(65_536)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SearchedValues.of(List.of(new Value("FN", "x".repeat(65_535))))
                        .texts("FN"))
                .containsExactly("x".repeat(65_535));
    }
}
