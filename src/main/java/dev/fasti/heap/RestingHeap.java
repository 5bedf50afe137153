package dev.fasti.heap;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The heap of a server that is asked for little at the moment. Java collects garbage when it wants the room, which then may
 * be never; so it is collected while nobody waits, and the memory that it took can go back to the machine.
 *
 * <p>Not for use by several threads at once.
 */
public final class RestingHeap {
    /** How large a heap may become at most for which a collection of all of it is over before anybody notices. */
    private static final long SMALL = 128L << 20;

    /** So much garbage is worth a collection, in octets. */
    private static final long WORTH = 1L << 20;

    /** A server is at rest that took no more than this between two looks, in octets. */
    private static final long LITTLE = 512L << 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** For so many times as long as a collection took there is none after it: it takes no more than a thousandth of the time. */
    private static final long PAUSE = 1000;

    private final HeapRoom.Heap heap;
    private long before;
    /** What was left by the last collection, or the least that was seen since. */
    private long live;

    private long pausedUntil;

    RestingHeap(HeapRoom.Heap heap) {
        this.heap = heap;
        this.before = heap.used();
        this.pausedUntil = heap.nanos();
    }

    /** Begins to look at the heap of this process, if it is small, until the returned one is shut down. */
    public static ScheduledExecutorService watch() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "fasti-heap");
            daemon.setDaemon(true);
            return daemon;
        });
        HeapRoom.Heap heap = HeapRoom.MACHINE.heap();
        if (heap.most() <= SMALL) {
            long millis = BETWEEN_LOOKS.toMillis();
            var unused =
                    thread.scheduleWithFixedDelay(new RestingHeap(heap)::look, millis, millis, TimeUnit.MILLISECONDS);
        }
        return thread;
    }

    /** Collects if the server is at rest, and it is worth it. */
    void look() {
        long used = heap.used();
        long taken = used - before;
        before = used;
        if (taken < 0) {
            live = Math.min(live, used); // Java collected by itself.
        } else if (taken <= LITTLE && used - live >= WORTH && heap.nanos() - pausedUntil >= 0) {
            collect();
        }
    }

    private void collect() {
        long start = heap.nanos();
        heap.collect();
        long end = heap.nanos();
        live = heap.used();
        before = live;
        pausedUntil = end + (end - start) * PAUSE;
    }
}
