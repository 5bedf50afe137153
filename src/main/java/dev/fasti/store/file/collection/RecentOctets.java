package dev.fasti.store.file.collection;

import dev.fasti.store.file.disk.Digest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The octets of the files that were read last, up to a bound, each for as long as its file has not been touched. Safe
 * for use by several threads.
 */
final class RecentOctets {
    /** Larger ones are read anew: they would push out too many others. */
    private static final int LARGEST = 64 * 1024;

    /** What one takes besides its octets: the digest, what is known of its file, and its place in the map. */
    static final int OVERHEAD = 200;

    private final long capacity;
    private final Map<Digest, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /** @param capacity how much memory they may take, in octets */
    RecentOctets(long capacity) {
        this.capacity = capacity;
    }

    /**
     * The octets with this digest.
     *
     * @param touch the state of the file that should hold them; empty if it was another when they were read
     */
    synchronized Optional<byte[]> get(Digest digest, Touch touch) {
        Kept found = kept.get(digest);
        return found != null && found.touch().equals(touch) ? Optional.of(found.octets()) : Optional.empty();
    }

    /**
     * Keeps octets.
     *
     * @param digest theirs
     * @param touch the state of their file before they were read
     */
    synchronized void keep(Digest digest, Touch touch, byte[] octets) {
        if (octets.length > LARGEST) {
            return;
        }
        Kept before = kept.put(digest, new Kept(touch, octets));
        held += weight(octets) - (before == null ? 0 : weight(before.octets()));
        for (Iterator<Kept> eldest = kept.values().iterator(); held > capacity; ) {
            held -= weight(eldest.next().octets());
            eldest.remove();
        }
    }

    private static int weight(byte[] octets) {
        return OVERHEAD + octets.length;
    }

    /**
     * What no program can change a file without changing, and none can set.
     *
     * @param ctime the time of the last change of the file or its attributes, in nanoseconds since 1970
     * @param inode the file's number
     * @param size in octets
     */
    record Touch(long ctime, long inode, long size) {}

    private record Kept(Touch touch, byte[] octets) {
        /** Octets are compared as such. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Kept that && touch.equals(that.touch) && Arrays.equals(octets, that.octets);
        }

        @Override
        public int hashCode() {
            return touch.hashCode();
        }
    }
}
