package dev.fasti.store.file.index;

import java.util.Arrays;

/**
 * The chain hash of every revision of a collection, revision 0 (the random seed) included.
 *
 * <p>Chains that grew from one another share an array: an older one never looks past its own end, and only the one
 * writer under the collection's lock fills what is past it. Publishing the chain in a volatile field orders the two.
 */
public final class Chain {
    private final long[] hashes;
    private final int length;

    private Chain(long[] hashes, int length) {
        this.hashes = hashes;
        this.length = length;
    }

    public static Chain seeded(long seed) {
        return new Chain(new long[] {seed}, 1);
    }

    /** @param hashes from revision 0 on; not copied */
    public static Chain of(long[] hashes) {
        return new Chain(hashes, hashes.length);
    }

    public long revision() {
        return length - 1L;
    }

    public long last() {
        return hashes[length - 1];
    }

    public boolean has(long revision, long hash) {
        return revision >= 0 && revision < length && hashes[(int) revision] == hash;
    }

    public long at(long revision) {
        if (revision < 0 || revision >= length) {
            throw new IllegalArgumentException("there is no revision " + revision);
        }
        return hashes[(int) revision];
    }

    /** Called under the collection's lock, on the newest chain only. */
    public Chain plus(long hash) {
        long[] room = length < hashes.length ? hashes : Arrays.copyOf(hashes, length + length / 2 + 16);
        room[length] = hash;
        return new Chain(room, length + 1);
    }
}
