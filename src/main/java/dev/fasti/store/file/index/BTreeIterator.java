package dev.fasti.store.file.index;

import dev.fasti.store.file.index.BTree.Place;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks a {@link BTree} from a place on. */
final class BTreeIterator<E> implements Iterator<E> {
    /** From the root down to the leaf at work; each with the slot that comes next. */
    private final BTreeNode[] nodes;

    private final int[] next;
    /** The leaf's place in the two; negative if there is nothing to walk. */
    private final int leaf;

    BTreeIterator(@Nullable BTreeNode root, Place<? super E> place) {
        leaf = root == null ? -1 : root.height();
        nodes = new BTreeNode[leaf + 1];
        next = new int[leaf + 1];
        BTreeNode node = root;
        for (int depth = 0; node != null; depth++) {
            int slot = node.find(place);
            nodes[depth] = node;
            next[depth] = node.isLeaf() ? slot : slot + 1;
            node = node.isLeaf() ? null : node.child(slot);
        }
        if (leaf >= 0) {
            advance();
        }
    }

    /** Goes to the next leaf if the one at work is done. */
    private void advance() {
        int depth = leaf;
        while (depth >= 0 && next[depth] == nodes[depth].width()) {
            depth--;
        }
        while (depth >= 0 && depth < leaf) {
            nodes[depth + 1] = nodes[depth].child(next[depth]++);
            next[++depth] = 0;
        }
    }

    @Override
    public boolean hasNext() {
        return leaf >= 0 && next[leaf] < nodes[leaf].width();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        E element = nodes[leaf].element(next[leaf]++);
        advance();
        return element;
    }
}
