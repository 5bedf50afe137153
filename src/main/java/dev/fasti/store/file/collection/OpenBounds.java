package dev.fasti.store.file.collection;

import dev.fasti.heap.HeapRoom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much may be open at once.
 *
 * @param collections the most collections
 * @param members the most members of all of them together; one collection alone may have more
 * @param room what must be left of the heap for one that is opened
 */
public record OpenBounds(int collections, long members, HeapRoom room) {
    /** No bounds but the heap's. */
    public static final OpenBounds NONE = new OpenBounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    /** What a member takes of memory, with its names, its facts and its part of each index. */
    private static final int OCTETS = 900;

    public OpenBounds {
        if (collections < 1 || members < 1) {
            throw new IllegalArgumentException("at least one: " + collections + ", " + members);
        }
    }

    public OpenBounds(int collections, long members) {
        this(collections, members, HeapRoom.MACHINE);
    }

    /** As many members as half of the memory holds that the machine may have. */
    public static OpenBounds ofHeap(int collections) {
        return new OpenBounds(collections, Math.max(1, HeapRoom.MACHINE.most() / 2 / OCTETS));
    }

    /**
     * The slots beyond the bounds, with some more so that the next ones need not be looked for at once. What holds no
     * members rests only where there are too many collections: it makes no room.
     *
     * @param coming how many members a collection has that is about to be opened; zero if none is: then the one that was
     *     asked for last stays, and the last of those with members, whatever its size
     */
    List<Slot> beyond(Collection<Slot> slots, int coming) {
        List<Slot> held = slots.stream().filter(Slot::isHeld).collect(Collectors.toCollection(ArrayList::new));
        long sum = coming + held.stream().mapToLong(Slot::members).sum();
        int count = held.size() + (coming > 0 ? 1 : 0);
        if (count <= collections && sum <= members) {
            return List.of();
        }
        int mostCollections = count > collections ? collections - collections / 16 : collections;
        long mostMembers = sum > members ? members - members / 16 : members;
        long now = System.nanoTime();
        held.sort(Comparator.comparingLong(slot -> slot.used() - now));
        List<Slot> staying = coming > 0 ? List.of() : lastOnes(held);
        List<Slot> beyond = new ArrayList<>();
        for (Slot slot : held) {
            boolean isMany = count > mostCollections;
            if (staying.contains(slot) || !isMany && (sum <= mostMembers || slot.members() == 0)) {
                continue;
            }
            beyond.add(slot);
            count--;
            sum -= slot.members();
        }
        return beyond;
    }

    /** The last, and the last that has members. */
    private static List<Slot> lastOnes(List<Slot> held) {
        List<Slot> last = new ArrayList<>();
        for (int i = held.size() - 1; i >= 0; i--) {
            Slot slot = held.get(i);
            if (last.isEmpty() || slot.members() > 0) {
                last.add(slot);
            }
            if (slot.members() > 0) {
                break;
            }
        }
        return last;
    }
}
