package dev.fasti.store.file.index;

import dev.fasti.store.file.index.BTree.Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Members by the interval of time that their facts span, in the order of the starts: of each node of the tree the latest
 * end below it is known.
 *
 * <p>Bounds are whole seconds, so that a visit may show a member that misses the interval by less than a second; none is
 * left out.
 */
record IntervalTree(BTree<Entry> entries) {
    private static final Order<Entry> ORDER =
            new Order<>(Comparator.comparingLong(Entry::earliest).thenComparing(Entry::name), Entry::latest);

    static final IntervalTree EMPTY = of(List.of());

    /** Builds the tree of these, no two of which have one name, in one go. */
    static IntervalTree of(List<Entry> entries) {
        return new IntervalTree(
                BTree.of(ORDER, entries.stream().sorted(ORDER.comparator()).toList()));
    }

    int size() {
        return entries.size();
    }

    /** With a member that is not in the tree. */
    IntervalTree plus(Entry entry) {
        BTree<Entry> more = entries.plus(entry);
        if (more.size() == entries.size()) {
            throw new IllegalArgumentException(entry.name() + " is in the tree");
        }
        return new IntervalTree(more);
    }

    /** Without a member that is in the tree. */
    IntervalTree minus(Entry entry) {
        BTree<Entry> rest = entries.minus(other -> ORDER.comparator().compare(other, entry));
        if (rest.size() == entries.size()) {
            throw new IllegalArgumentException(entry.name() + " is not in the tree");
        }
        return new IntervalTree(rest);
    }

    /** Shows the members that may touch an interval, both ends included, by rising start. */
    void visit(Instant start, Instant end, Consumer<Entry> visitor) {
        long last = end.getEpochSecond();
        entries.visit(entry -> entry.earliest() > last ? 1 : -1, start.getEpochSecond(), visitor);
    }
}
