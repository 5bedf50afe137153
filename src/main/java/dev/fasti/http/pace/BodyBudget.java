package dev.fasti.http.pace;

import dev.fasti.heap.HeapRoom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all request bodies, and all items on their way out, may take together. One that is alone may have
 * any size that its own limit allows and the heap has room for.
 */
public final class BodyBudget {
    /** What nobody asks the heap for. */
    private static final long LITTLE = 64 << 10;

    private final long most;
    private final HeapRoom room;
    private final long mostOfBody;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param most octets of all bodies and items
     * @param room for them, and for the work on them
     */
    public BodyBudget(long most, HeapRoom room) {
        this.most = most;
        this.room = room;
        this.mostOfBody = room.mostOfBody();
    }

    /** An eighth of what the machine may have: a body is in memory twice or thrice while it is worked on. */
    public static BodyBudget ofHeap() {
        return new BodyBudget(HeapRoom.MACHINE.most() / 8, HeapRoom.MACHINE);
    }

    /** What it asks for room. */
    public HeapRoom room() {
        return room;
    }

    /** The most octets that a body may have for the heap's sake. */
    public long mostOfBody() {
        return mostOfBody;
    }

    /** Whether the heap has the room that a request needs. */
    public enum Room {
        THERE,
        NOT_NOW,
        /** Not even if nobody else had anything. */
        NEVER
    }

    /** Opens the account of one request. */
    public Share open() {
        return new Share();
    }

    /** What one request has of it. Used by one thread. */
    public final class Share {
        private long mine;
        private HeapRoom.@Nullable Promise promise;

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

        /**
         * Asks the heap for so many octets, which are about to be taken. What was asked for before has been taken by now,
         * or will not be.
         *
         * @param held octets that the request has in memory already
         */
        public Room expect(long octets, long held) {
            if (octets < LITTLE) {
                return Room.THERE;
            }
            taken();
            promise = room.promiseNow(octets).orElse(null);
            if (promise != null) {
                return Room.THERE;
            }
            return octets + held > room.utmost() ? Room.NEVER : Room.NOT_NOW;
        }

        /** What was asked for has been taken, and counts as far as it is in use. */
        public void taken() {
            if (promise != null) {
                promise.close();
                promise = null;
            }
        }

        /** Gives all of it back. */
        public void release() {
            taken();
            used.addAndGet(-mine);
            mine = 0;
        }
    }
}
