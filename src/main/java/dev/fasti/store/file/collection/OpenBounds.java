package dev.fasti.store.file.collection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How much may be open at once.
 *
 * @param collections the most collections
 * @param members the most members of all of them together; one collection alone may have more
 */
public record OpenBounds(int collections, long members) {
    /** No bounds. */
    public static final OpenBounds NONE = new OpenBounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** What a member takes of memory, with its names, its facts and its part of each index. */
    private static final int OCTETS = 900;

    public OpenBounds {
        if (collections < 1 || members < 1) {
            throw new IllegalArgumentException("at least one: " + collections + ", " + members);
        }
    }

    /** As many members as half of the memory holds that the machine may have. */
    public static OpenBounds ofHeap(int collections) {
        return new OpenBounds(collections, Math.max(1, Runtime.getRuntime().maxMemory() / 2 / OCTETS));
    }

    /** The slots beyond the bounds, with some more so that the next ones need not be looked for at once. */
    List<Slot> beyond(Collection<Slot> slots) {
        List<Slot> held = new ArrayList<>();
        long sum = 0;
        for (Slot slot : slots) {
            if (slot.isHeld()) {
                held.add(slot);
                sum += slot.members();
            }
        }
        if (held.size() <= collections && sum <= members) {
            return List.of();
        }
        long now = System.nanoTime();
        held.sort(Comparator.comparingLong(slot -> slot.used() - now));
        List<Slot> beyond = new ArrayList<>();
        // The one that was asked for last stays, whatever its size.
        for (Slot slot : held.subList(0, held.size() - 1)) {
            if (held.size() - beyond.size() <= collections - collections / 16 && sum <= members - members / 16) {
                break;
            }
            beyond.add(slot);
            sum -= slot.members();
        }
        return beyond;
    }
}
