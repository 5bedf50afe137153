package dev.fasti.store.file;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The octets that were read last, up to a bound, by their digest: what is given out is what the tag says. Safe for use by
 * several threads.
 */
final class RecentOctets {
    /** Larger ones are read anew: they would push out too many others. */
    private static final int LARGEST = 64 * 1024;

    private final long capacity;
    private final Map<Digest, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /** @param capacity the most octets that are kept */
    RecentOctets(long capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<byte[]> get(Digest digest) {
        return Optional.ofNullable(kept.get(digest));
    }

    /** @param octets those that the digest is of */
    synchronized void keep(Digest digest, byte[] octets) {
        if (octets.length > LARGEST || kept.put(digest, octets) != null) {
            return;
        }
        held += octets.length;
        for (Iterator<byte[]> eldest = kept.values().iterator(); held > capacity; ) {
            held -= eldest.next().length;
            eldest.remove();
        }
    }
}
