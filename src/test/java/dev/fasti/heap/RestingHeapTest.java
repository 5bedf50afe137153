package dev.fasti.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The heap of a server")
class RestingHeapTest {
    private static final long MIB = 1L << 20;
    private static final long COLLECTION = TimeUnit.MILLISECONDS.toNanos(20);

    private final MadeUpHeap heap = new MadeUpHeap(25 * MIB);
    private RestingHeap resting;

    @BeforeEach
    void start() {
        heap.live = 6 * MIB;
        heap.garbage = 2 * MIB;
        heap.nanos = Long.MAX_VALUE - COLLECTION;
        heap.collection = COLLECTION;
        resting = new RestingHeap(heap);
    }

    @Test
    @DisplayName("is collected once it has come to rest, and then no more while nothing happens")
    void rest() {
        heap.garbage += 3 * MIB;
        resting.look();
        assertThat(heap.collections).isZero();
        for (int looks = 0; looks < 100; looks++) {
            resting.look();
            heap.nanos += 100 * COLLECTION;
        }
        assertThat(heap.collections).isOne();
        assertThat(heap.garbage).isZero();
    }

    @Test
    @DisplayName("is left alone while much is asked of it, and where Java collects by itself")
    void work() {
        for (int looks = 0; looks < 100; looks++) {
            heap.garbage += MIB;
            resting.look();
        }
        heap.garbage = MIB / 4;
        resting.look();
        assertThat(heap.collections).isZero();
    }

    @Test
    @DisplayName(
            "is collected again when some garbage has come together, after a thousand times as long as the last took")
    void again() {
        resting.look();
        assertThat(heap.collections).isOne();
        for (int looks = 0; looks < 4; looks++) {
            heap.garbage += MIB / 4;
            resting.look();
        }
        assertThat(heap.garbage).isEqualTo(MIB);
        assertThat(heap.collections).isOne();
        heap.nanos += 999 * COLLECTION;
        resting.look();
        assertThat(heap.collections).isOne();
        heap.nanos += COLLECTION;
        resting.look();
        assertThat(heap.collections).isEqualTo(2);
    }
}
