package dev.fasti.http.pace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all request bodies, and all items on their way out, may take together. One that is alone may have
 * any size that its own limit allows.
 */
public final class BodyBudget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** @param most octets */
    public BodyBudget(long most) {
        this.most = most;
    }

    /** An eighth of what the machine may have: a body is in memory twice or thrice while it is worked on. */
    public static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 8);
    }

    /** Opens the account of one request. */
    public Share open() {
        return new Share();
    }

    /** What one request has of it. Used by one thread. */
    public final class Share {
        private long mine;

        /** Takes so many octets more; false, and nothing taken, if the others have too much. */
        public boolean take(long octets) {
            long all = used.addAndGet(octets);
            if (all > most && all > mine + octets) {
                used.addAndGet(-octets);
                return false;
            }
            mine += octets;
            return true;
        }

        /** Gives all of it back. */
        public void release() {
            used.addAndGet(-mine);
            mine = 0;
        }
    }
}
