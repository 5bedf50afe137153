package dev.fasti.http.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.heap.HeapRoom;
import dev.fasti.http.pace.BodyBudget.Room;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private static final long MIB = 1L << 20;

    /** Of 32 MiB, 4 are reserved, and 8 are what a server takes at all. */
    private static final class Heap implements HeapRoom.Heap {
        private long used = 8 * MIB;
        private int looks;

        @Override
        public long most() {
            return 32 * MIB;
        }

        @Override
        public long used() {
            looks++;
            return used;
        }

        @Override
        public void collect() {}

        @Override
        public long nanos() {
            return 0;
        }
    }

    private final Heap heap = new Heap();
    private final HeapRoom room = new HeapRoom(heap);
    private final BodyBudget budget = new BodyBudget(100, room);
    private final BodyBudget.Share first = budget.open();
    private final BodyBudget.Share second = budget.open();

    @Test
    @DisplayName("All bodies together are bounded, one that is alone is not, and what is given back can be taken again")
    void budget() {
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

    @Test
    @DisplayName("What one expects of the heap nobody else may have, until it is taken or given back")
    void expected() {
        assertThat(first.expect(15 * MIB, 0)).isEqualTo(Room.THERE);
        assertThat(second.expect(6 * MIB, 0)).isEqualTo(Room.NOT_NOW);
        assertThat(second.expect(5 * MIB, 0)).isEqualTo(Room.THERE);
        assertThat(first.expect(15 * MIB, 0))
                .as("in the place of what it expected before")
                .isEqualTo(Room.THERE);
        first.taken();
        assertThat(second.expect(20 * MIB, 0)).isEqualTo(Room.THERE);
        second.release();
        assertThat(room.left()).isEqualTo(20 * MIB);
    }

    @Test
    @DisplayName(
            "What the heap could not hold even if it were empty, with what the request has already, is never there")
    void never() {
        heap.used = 20 * MIB;
        assertThat(first.expect(20 * MIB, 0)).isEqualTo(Room.NOT_NOW);
        assertThat(first.expect(20 * MIB, 1)).isEqualTo(Room.NEVER);
        assertThat(first.expect(20 * MIB + 1, 0)).isEqualTo(Room.NEVER);
        assertThat(room.left()).isEqualTo(8 * MIB);
    }

    @Test
    @DisplayName("Nobody looks at the heap for the sake of a few KB")
    void little() {
        int looks = heap.looks;
        heap.used = 32 * MIB;
        assertThat(first.expect(60_000, 0)).isEqualTo(Room.THERE);
        assertThat(heap.looks).isEqualTo(looks);
    }
}
