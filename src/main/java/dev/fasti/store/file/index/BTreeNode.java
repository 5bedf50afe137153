package dev.fasti.store.file.index;

import dev.fasti.store.file.index.BTree.Order;
import dev.fasti.store.file.index.BTree.Place;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of a {@link BTree}: a leaf that holds elements, or one that holds nodes of the next lower height. Never changes. */
final class BTreeNode {
    private final byte height;
    private final Object[] slots;
    private final Object first;
    private final long reach;

    private BTreeNode(int height, Object[] slots, Object first, long reach) {
        this.height = (byte) height;
        this.slots = slots;
        this.first = first;
        this.reach = reach;
    }

    /** @param slots at least one element, or node of the next lower height; not copied */
    static <E> BTreeNode of(int height, Object[] slots, Order<E> order) {
        long reach = Long.MIN_VALUE;
        for (Object slot : slots) {
            long own = height == 0 ? order.reach().applyAsLong(BTreeNode.<E>cast(slot)) : ((BTreeNode) slot).reach;
            reach = Math.max(reach, own);
        }
        return new BTreeNode(height, slots, height == 0 ? slots[0] : ((BTreeNode) slots[0]).first, reach);
    }

    /** A tree holds elements of one type, which its order and its places ask for. */
    @SuppressWarnings("unchecked")
    private static <E> E cast(Object element) {
        return (E) element;
    }

    int height() {
        return height;
    }

    boolean isLeaf() {
        return height == 0;
    }

    /** How many elements or nodes it holds. */
    int width() {
        return slots.length;
    }

    /** How far the elements below reach at most. */
    long reach() {
        return reach;
    }

    BTreeNode child(int slot) {
        return (BTreeNode) slots[slot];
    }

    <E> E element(int slot) {
        return cast(slots[slot]);
    }

    /** The first element below a slot. */
    <E> E first(int slot) {
        return cast(height == 0 ? slots[slot] : child(slot).first);
    }

    /** In a leaf, the first slot that is not before a place, or the width; else the slot of the node to look into. */
    <E> int find(Place<? super E> place) {
        int low = 0;
        int high = slots.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = place.order(this.<E>first(middle));
            if (order < 0 || order == 0 && height > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return height == 0 ? low : Math.max(0, low - 1);
    }

    /** With an element; one wider than {@link BTree#FULL} at most. */
    <E> BTreeNode with(E element, Place<? super E> place, Order<E> order) {
        int slot = find(place);
        if (height == 0) {
            boolean isThere = slot < slots.length && place.order(this.<E>element(slot)) == 0;
            return of(0, spliced(slot, isThere ? 1 : 0, element), order);
        }
        BTreeNode grown = child(slot).with(element, place, order);
        return grown.width() > BTree.FULL
                ? of(height, spliced(slot, 1, grown.halves(order)), order)
                : of(height, spliced(slot, 1, grown), order);
    }

    /** Without an element that is there; null if nothing is left. */
    <E> @Nullable BTreeNode without(Place<? super E> place, Order<E> order) {
        int slot = find(place);
        BTreeNode rest = height == 0 ? null : child(slot).without(place, order);
        if (rest == null) {
            return slots.length == 1 ? null : of(height, spliced(slot, 1), order);
        }
        if (rest.width() < BTree.FULL / 4 && slots.length > 1) {
            int left = slot == 0 ? 0 : slot - 1;
            BTreeNode one = slot == 0 ? rest : child(left);
            BTreeNode other = slot == 0 ? child(1) : rest;
            if (one.width() + other.width() <= BTree.FULL) {
                return of(
                        height,
                        spliced(left, 2, of(rest.height, one.spliced(one.width(), 0, other.slots), order)),
                        order);
            }
        }
        return of(height, spliced(slot, 1, rest), order);
    }

    /** Two nodes that share what this one holds. */
    <E> Object[] halves(Order<E> order) {
        int middle = slots.length / 2;
        return new Object[] {
            of(height, Arrays.copyOf(slots, middle), order),
            of(height, Arrays.copyOfRange(slots, middle, slots.length), order)
        };
    }

    /** The slots with others in the place of {@code gone} of them. */
    private Object[] spliced(int from, int gone, Object... others) {
        Object[] spliced = new Object[slots.length - gone + others.length];
        System.arraycopy(slots, 0, spliced, 0, from);
        System.arraycopy(others, 0, spliced, from, others.length);
        System.arraycopy(slots, from + gone, spliced, from + others.length, slots.length - from - gone);
        return spliced;
    }
}
