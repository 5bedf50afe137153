package dev.fasti.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.heap.HeapRoom.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The room that the heap has left")
class HeapRoomTest {
    private static final long MIB = 1L << 20;

    private final MadeUpHeap heap = new MadeUpHeap(80 * MIB); // 10 of which are reserved
    private final HeapRoom room = new HeapRoom(heap);

    /** Whether so much is promised at once. */
    private boolean has(long octets) {
        Optional<Promise> promise = room.promiseNow(octets);
        promise.ifPresent(Promise::close);
        return promise.isPresent();
    }

    @Test
    @DisplayName("leaves an eighth, at most 16 MiB, to those that do not ask")
    void reserved() {
        assertThat(room.reserved()).isEqualTo(10 * MIB);
        assertThat(has(70 * MIB)).isTrue();
        assertThat(has(70 * MIB + 1)).isFalse();
        assertThat(HeapRoom.MACHINE.reserved()).isBetween(MIB, 16 * MIB);
        assertThat(HeapRoom.MACHINE.most()).isEqualTo(Runtime.getRuntime().maxMemory());
    }

    @Test
    @DisplayName("counts garbage only until it is collected, which it is only where it stands in the way")
    void garbage() {
        heap.live = 20 * MIB;
        heap.garbage = 40 * MIB;
        assertThat(has(10 * MIB)).isTrue();
        assertThat(heap.collections).isZero();
        assertThat(has(50 * MIB)).isTrue();
        assertThat(heap.collections).isEqualTo(1);
    }

    @Test
    @DisplayName("is not looked for again and again where it was not found, but for less")
    void inVain() {
        heap.live = 60 * MIB;
        assertThat(has(20 * MIB)).isFalse();
        assertThat(has(20 * MIB)).isFalse();
        assertThat(heap.collections).isEqualTo(1);
        heap.garbage = 10 * MIB;
        assertThat(has(10 * MIB)).isTrue();
        assertThat(heap.collections).isEqualTo(2);
        assertThat(has(20 * MIB)).isFalse();
        heap.nanos += Duration.ofSeconds(1).toNanos();
        heap.live = 0;
        heap.garbage = 60 * MIB;
        assertThat(has(20 * MIB)).isTrue();
    }

    @Test
    @DisplayName("does not count for others what is promised, and does again when the promise ends")
    void promises() {
        try (Promise mine = room.promise(50 * MIB).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(has(20 * MIB)).isTrue();
            assertThat(has(20 * MIB + 1)).isFalse();
        }
        assertThat(has(70 * MIB)).isTrue();
        assertThat(room.promise(70 * MIB + 1)).isEmpty();
    }

    @Test
    @DisplayName("says what a body may have at most: a quarter of what a server that has nothing open leaves")
    void bodies() {
        assertThat(room.utmost()).isEqualTo(62 * MIB);
        assertThat(room.mostOfBody()).isEqualTo(62 * MIB / 4);
        assertThat(room.workingOn(room.mostOfBody())).isEqualTo(62 * MIB);
    }

    @Test
    @DisplayName("is promised at once or not at all to whoever has promises already, and nobody waits for such a one")
    void promisesNow() {
        try (Promise mine = room.promiseNow(50 * MIB).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(room.promiseNow(20 * MIB + 1)).isEmpty();
            assertThat(room.promise(20 * MIB + 1)).isEmpty();
        }
        assertThat(room.promiseNow(70 * MIB)).isPresent();
    }

    @Test
    @DisplayName("is looked for again once a promise has ended that it was looked for beside in vain")
    void afterPromise() {
        Promise first = room.promiseNow(50 * MIB).orElseThrow();
        assertThat(room.promiseNow(50 * MIB)).isEmpty();
        first.close();
        heap.garbage = 60 * MIB;
        assertThat(room.promiseNow(50 * MIB)).isPresent();
    }

    @Test
    @DisplayName("is waited for where another's promise stands in the way")
    void waits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Promise first = room.promise(50 * MIB).orElseThrow();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
            asked.countDown();
            return room.promise(50 * MIB).isPresent();
        });
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second).isNotDone();
        first.close();
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
