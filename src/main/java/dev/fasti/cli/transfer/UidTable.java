package dev.fasti.cli.transfer;

import java.util.Arrays;

/** The last component of each UID, by the hash of the UID: a hash table without an object for each entry. */
final class UidTable {
    private static final int NONE = -1;

    private long[] hashes = new long[64];
    private int[] lasts = filled(64);
    private int size;

    /** Remembers a component, and returns the one before it of the same hash; negative if it is the first. */
    int replaceLast(long hash, int component) {
        if (2 * size >= hashes.length) {
            grow();
        }
        int slot = slot(hash);
        int before = lasts[slot];
        hashes[slot] = hash;
        lasts[slot] = component;
        if (before == NONE) {
            size++;
        }
        return before;
    }

    private int slot(long hash) {
        int slot = (int) (hash & (hashes.length - 1));
        while (lasts[slot] != NONE && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldLasts = lasts;
        hashes = new long[2 * oldHashes.length];
        lasts = filled(hashes.length);
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldLasts[i] != NONE) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                lasts[slot] = oldLasts[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] all = new int[length];
        Arrays.fill(all, NONE);
        return all;
    }
}
