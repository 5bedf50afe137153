package dev.fasti.store.file.index;

import dev.fasti.store.file.index.Latest.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Members by the interval of time that their facts span: an AVL tree in the order of the starts, in which every node
 * knows the latest end below it.
 *
 * <p>It never changes: a change makes a new tree out of the logarithm of the size new nodes and shares all others.
 * Bounds are whole seconds, rounded down, so that a visit may show a member that misses the interval by less than a
 * second; none is left out.
 */
final class IntervalTree {
    static final IntervalTree EMPTY = new IntervalTree(null, 0);

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(IntervalTree::start).thenComparing(Entry::name);

    private final @Nullable Node root;
    private final int size;

    private IntervalTree(@Nullable Node root, int size) {
        this.root = root;
        this.size = size;
    }

    /** Builds the tree of these, no two of which have one name, in one go. */
    static IntervalTree of(Collection<Entry> entries) {
        Entry[] sorted = entries.toArray(new Entry[0]);
        Arrays.sort(sorted, ORDER);
        return new IntervalTree(build(sorted, 0, sorted.length), sorted.length);
    }

    private static @Nullable Node build(Entry[] sorted, int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = (from + to) >>> 1;
        return new Node(sorted[middle], build(sorted, from, middle), build(sorted, middle + 1, to));
    }

    int size() {
        return size;
    }

    /** With a member that is not in the tree. */
    IntervalTree plus(Entry entry) {
        return new IntervalTree(insert(root, entry), size + 1);
    }

    /** Without a member that is in the tree. */
    IntervalTree minus(Entry entry) {
        return new IntervalTree(remove(root, entry), size - 1);
    }

    /** Shows the members that may touch an interval, both ends included, by rising start. */
    void visit(Instant start, Instant end, Consumer<Entry> visitor) {
        visit(root, start.getEpochSecond(), end.getEpochSecond(), visitor);
    }

    private static void visit(@Nullable Node top, long start, long end, Consumer<Entry> visitor) {
        Node node = top;
        while (node != null && node.latestEnd >= start) {
            visit(node.left, start, end, visitor);
            if (node.start > end) {
                return;
            }
            if (end(node.entry) >= start) {
                visitor.accept(node.entry);
            }
            node = node.right;
        }
    }

    /** The tree's height; for tests. */
    int height() {
        return height(root);
    }

    private static long start(Entry entry) {
        Instant earliest = entry.facts().earliest();
        return earliest == null ? Long.MIN_VALUE : earliest.getEpochSecond();
    }

    private static long end(Entry entry) {
        Instant latest = entry.facts().latest();
        return latest == null ? Long.MAX_VALUE : latest.getEpochSecond();
    }

    private static int order(Entry entry, Node node) {
        int byStart = Long.compare(start(entry), node.start);
        return byStart != 0 ? byStart : entry.name().compareTo(node.entry.name());
    }

    private static Node insert(@Nullable Node node, Entry entry) {
        if (node == null) {
            return new Node(entry, null, null);
        }
        int order = order(entry, node);
        if (order == 0) {
            throw new IllegalArgumentException(entry.name() + " is in the tree");
        }
        return order < 0
                ? balanced(node.entry, insert(node.left, entry), node.right)
                : balanced(node.entry, node.left, insert(node.right, entry));
    }

    private static @Nullable Node remove(@Nullable Node node, Entry entry) {
        if (node == null) {
            throw new IllegalArgumentException(entry.name() + " is not in the tree");
        }
        int order = order(entry, node);
        if (order < 0) {
            return balanced(node.entry, remove(node.left, entry), node.right);
        }
        if (order > 0) {
            return balanced(node.entry, node.left, remove(node.right, entry));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node next = first(node.right);
        return balanced(next.entry, node.left, withoutFirst(node.right));
    }

    private static Node first(Node top) {
        Node node = top;
        while (node.left != null) {
            node = node.left;
        }
        return node;
    }

    private static @Nullable Node withoutFirst(Node node) {
        return node.left == null ? node.right : balanced(node.entry, withoutFirst(node.left), node.right);
    }

    /** The node of two trees whose heights differ by two at most. */
    private static Node balanced(Entry entry, @Nullable Node left, @Nullable Node right) {
        int slope = height(left) - height(right);
        if (left != null && slope > 1) {
            Node inner = left.right;
            if (inner == null || height(left.left) >= height(inner)) {
                return new Node(left.entry, left.left, new Node(entry, inner, right));
            }
            return new Node(
                    inner.entry, new Node(left.entry, left.left, inner.left), new Node(entry, inner.right, right));
        }
        if (right != null && slope < -1) {
            Node inner = right.left;
            if (inner == null || height(right.right) >= height(inner)) {
                return new Node(right.entry, new Node(entry, left, inner), right.right);
            }
            return new Node(
                    inner.entry, new Node(entry, left, inner.left), new Node(right.entry, inner.right, right.right));
        }
        return new Node(entry, left, right);
    }

    private static int height(@Nullable Node node) {
        return node == null ? 0 : node.height;
    }

    private static final class Node {
        final Entry entry;
        final @Nullable Node left;
        final @Nullable Node right;
        final long start;
        final long latestEnd;
        final byte height;

        Node(Entry entry, @Nullable Node left, @Nullable Node right) {
            this.entry = entry;
            this.left = left;
            this.right = right;
            this.start = start(entry);
            this.latestEnd = Math.max(end(entry), Math.max(latestEnd(left), latestEnd(right)));
            this.height = (byte) (1 + Math.max(height(left), height(right)));
        }

        private static long latestEnd(@Nullable Node node) {
            return node == null ? Long.MIN_VALUE : node.latestEnd;
        }
    }
}
