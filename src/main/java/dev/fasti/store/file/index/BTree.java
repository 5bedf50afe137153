package dev.fasti.store.file.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set that never changes, as a B+ tree: a change makes a new tree out of the logarithm of the size new nodes and
 * shares all others. An element takes about six octets of it, where a node for each would take thirty and more.
 *
 * @param <E> the elements; the tree holds no two that its order says to be equal
 */
public final class BTree<E> implements Iterable<E> {
    /** So many elements or nodes a node holds at most. */
    static final int FULL = 32;

    /** So many after the tree was built in one go, so that the next changes need not split a node each. */
    private static final int FILLED = 28;

    private final Order<E> order;
    private final @Nullable BTreeNode root;
    private final int size;

    private BTree(Order<E> order, @Nullable BTreeNode root, int size) {
        this.order = order;
        this.root = root;
        this.size = size;
    }

    /**
     * How elements follow each other, and how far each reaches: of each node it is known how far its elements do, so that
     * a search leaves out whole nodes.
     */
    public record Order<E>(Comparator<? super E> comparator, ToLongFunction<? super E> reach) {
        /** One in which no search asks how far elements reach. */
        public static <E> Order<E> by(Comparator<? super E> comparator) {
            return new Order<>(comparator, element -> 0);
        }
    }

    /** A place in the order. */
    @FunctionalInterface
    public interface Place<E> {
        /** Negative if the element comes before the place, zero if it is there, positive if it comes after it. */
        int order(E element);
    }

    /** Builds the tree of these, which come in their order, in one go. */
    public static <E> BTree<E> of(Order<E> order, List<? extends E> sorted) {
        Object[] slots = sorted.toArray();
        int height = 0;
        while (slots.length > FULL) {
            Object[] nodes = new Object[(slots.length + FILLED - 1) / FILLED];
            for (int i = 0; i < nodes.length; i++) {
                int from = (int) ((long) slots.length * i / nodes.length);
                int to = (int) ((long) slots.length * (i + 1) / nodes.length);
                nodes[i] = BTreeNode.of(height, Arrays.copyOfRange(slots, from, to), order);
            }
            slots = nodes;
            height++;
        }
        return new BTree<>(order, slots.length == 0 ? null : BTreeNode.of(height, slots, order), sorted.size());
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The element at a place; null if there is none. */
    public @Nullable E at(Place<? super E> place) {
        BTreeNode node = root;
        while (node != null && !node.isLeaf()) {
            node = node.child(node.find(place));
        }
        int slot = node == null ? 0 : node.find(place);
        if (node == null || slot == node.width()) {
            return null;
        }
        E found = node.element(slot);
        return place.order(found) == 0 ? found : null;
    }

    /** The last element; null if there is none. */
    public @Nullable E last() {
        BTreeNode node = root;
        while (node != null && !node.isLeaf()) {
            node = node.child(node.width() - 1);
        }
        return node == null ? null : node.element(node.width() - 1);
    }

    /** With an element, which takes the place of one that is equal. */
    public BTree<E> plus(E element) {
        if (root == null) {
            return of(order, List.of(element));
        }
        Place<E> place = other -> order.comparator().compare(other, element);
        int added = at(place) == null ? 1 : 0;
        BTreeNode grown = root.with(element, place, order);
        BTreeNode top = grown.width() > FULL ? BTreeNode.of(grown.height() + 1, grown.halves(order), order) : grown;
        return new BTree<>(order, top, size + added);
    }

    /** Without the element at a place; the same tree if there is none. */
    public BTree<E> minus(Place<? super E> place) {
        if (root == null || at(place) == null) {
            return this;
        }
        BTreeNode rest = root.without(place, order);
        while (rest != null && !rest.isLeaf() && rest.width() == 1) {
            rest = rest.child(0);
        }
        return new BTree<>(order, rest, size - 1);
    }

    @Override
    public Iterator<E> iterator() {
        return from(element -> 1);
    }

    /** The elements that are not before a place, in their order. */
    public Iterator<E> from(Place<? super E> place) {
        return new BTreeIterator<>(root, place);
    }

    /** Shows the elements up to a place that reach as far as {@code least}, or farther. */
    public void visit(Place<? super E> until, long least, Consumer<? super E> visitor) {
        if (root != null) {
            visit(root, until, least, visitor);
        }
    }

    private void visit(BTreeNode node, Place<? super E> until, long least, Consumer<? super E> visitor) {
        if (node.reach() < least) {
            return;
        }
        for (int slot = 0; slot < node.width() && until.order(node.<E>first(slot)) <= 0; slot++) {
            if (!node.isLeaf()) {
                visit(node.child(slot), until, least, visitor);
            } else if (order.reach().applyAsLong(node.element(slot)) >= least) {
                visitor.accept(node.element(slot));
            }
        }
    }

    /** How many nodes lie above one another; for tests. */
    int height() {
        return root == null ? 0 : root.height() + 1;
    }
}
