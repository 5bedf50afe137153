package dev.fasti.http.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    @DisplayName("All bodies together are bounded, one that is alone is not, and what is given back can be taken again")
    void budget() {
        BodyBudget budget = new BodyBudget(100);
        BodyBudget.Share first = budget.open();
        BodyBudget.Share second = budget.open();
        assertThat(first.take(60)).isTrue();
        assertThat(second.take(60)).isFalse();
        assertThat(second.take(40)).isTrue();
        assertThat(first.take(1)).isFalse();
        first.release();
        second.release();
        assertThat(first.take(500)).isTrue();
        assertThat(first.take(500)).isTrue();
        assertThat(second.take(1)).isFalse();
        first.release();
        assertThat(second.take(100)).isTrue();
    }
}
