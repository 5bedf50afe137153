package dev.fasti.heap;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the heap has left. A virtual machine whose heap is full ends, and everybody's server with it; so whoever needs
 * much of it asks here first, and refuses the one request that there is no room for.
 *
 * <p>Some is left to those that need little and do not ask. What looks used may be garbage: where it seems to be too
 * much, it is collected before the answer is no. Safe for use by several threads.
 */
public final class HeapRoom {
    /** That of this process. */
    public static final HeapRoom MACHINE = new HeapRoom(new ThisMachine());

    private static final long MOST_RESERVED = 16L << 20;
    private static final int RESERVED_PART = 8;

    /** What a server takes that has nothing open: 6 MB were counted after the first requests. */
    private static final long IDLE = 8L << 20;

    /**
     * How many times its octets a body takes at least. 4 MB of plain content lines needed 3.2 times as much to be read, at
     * the worst 6.5 times; 2 MB of an XML body's hrefs 3 times.
     */
    private static final int BODY = 4;

    /** What a body may have in any heap. */
    private static final long LEAST_BODY = 64 << 10;

    /** For how long nothing is collected again, in nanoseconds, after it was in vain. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Heap heap;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private volatile long promised;
    /** How much of it is given back whatever else happens, and so may be waited for. */
    private long waitedFor;

    /** How much there was no room for when it was collected last, and until when that counts. */
    private long vain = Long.MAX_VALUE;

    private long vainUntil;

    /** @param heap the one that this is about */
    public HeapRoom(Heap heap) {
        this.heap = heap;
    }

    /** A heap. */
    public interface Heap {
        /** How large it may become, in octets. */
        long most();

        /** How much of it is in use, garbage included, in octets. */
        long used();

        /** Takes the garbage away. */
        void collect();

        /** A moment, in nanoseconds since any other. */
        long nanos();
    }

    Heap heap() {
        return heap;
    }

    /** How large the heap may become, in octets. */
    public long most() {
        return heap.most();
    }

    /** How many octets of the heap nobody has who asks. */
    public long reserved() {
        return Math.min(MOST_RESERVED, heap.most() / RESERVED_PART);
    }

    /** How many octets one may have at most, ever: what is reserved, and what a server takes at all, taken off. */
    public long utmost() {
        return Math.max(0, heap.most() - reserved() - IDLE);
    }

    /** What a body of so many octets takes at least until it has been worked on. */
    public long workingOn(long octets) {
        return BODY * octets;
    }

    /** How many octets a body may have, whatever is in it. */
    public long mostOfBody() {
        return Math.max(LEAST_BODY, utmost() / BODY);
    }

    /** How many octets look free, what is promised and what is reserved taken off; may be less than none. */
    public long left() {
        return heap.most() - heap.used() - reserved() - promised;
    }

    private boolean fits(long octets) {
        if (left() >= octets) {
            return true;
        }
        if (octets >= vain && heap.nanos() - vainUntil < 0) {
            return false;
        }
        heap.collect();
        boolean fits = left() >= octets;
        vain = fits ? Long.MAX_VALUE : octets;
        vainUntil = heap.nanos() + PAUSE;
        return fits;
    }

    /**
     * Promises so many octets, once those that others have been promised leave room for them.
     *
     * @return empty if there would be no room even if nobody else were promised any
     */
    public Optional<Promise> promise(long octets) {
        lock.lock();
        try {
            while (!fits(octets)) {
                if (waitedFor == 0) {
                    return Optional.empty();
                }
                given.awaitUninterruptibly();
            }
            return Optional.of(new Promise(octets, octets));
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #promise}, but waits for nobody, and is waited for by nobody: who has such a promise may ask for more of
     * either kind.
     */
    public Optional<Promise> promiseNow(long octets) {
        lock.lock();
        try {
            return fits(octets) ? Optional.of(new Promise(octets, 0)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** So many octets that are somebody's until it is closed; from then on they count as far as they are in use. */
    public final class Promise implements AutoCloseable {
        private final long octets;
        private final long waited;

        /** Under the lock. */
        private Promise(long octets, long waited) {
            this.octets = octets;
            this.waited = waited;
            promised += octets;
            waitedFor += waited;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                promised -= octets;
                waitedFor -= waited;
                vain = Long.MAX_VALUE;
                given.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class ThisMachine implements Heap {
        private final Runtime runtime = Runtime.getRuntime();

        @Override
        public long most() {
            return runtime.maxMemory();
        }

        @Override
        public long used() {
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public void collect() {
            runtime.gc();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }
}
