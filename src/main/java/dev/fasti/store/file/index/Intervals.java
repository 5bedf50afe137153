package dev.fasti.store.file.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The members of a collection by type of component and interval of time, as one immutable index.
 *
 * <p>Those of a component that do not end are kept apart: in one tree with the others they would hide from it what
 * lies in the past, and every search would look at all of it.
 *
 * @param bounded the trees of those that end, by component; empty text where there is none
 * @param endless the trees of those that do not
 */
public record Intervals(TreePMap<String, IntervalTree> bounded, TreePMap<String, IntervalTree> endless) {
    private static final String UNKNOWN = "";

    /** Builds the index of these in one go. */
    static Intervals of(Collection<Entry> entries) {
        TreeMap<String, List<Entry>> bounded = new TreeMap<>();
        TreeMap<String, List<Entry>> endless = new TreeMap<>();
        for (Entry entry : entries) {
            (ends(entry) ? bounded : endless)
                    .computeIfAbsent(component(entry), same -> new ArrayList<>())
                    .add(entry);
        }
        return new Intervals(trees(bounded), trees(endless));
    }

    private static TreePMap<String, IntervalTree> trees(TreeMap<String, List<Entry>> entries) {
        TreeMap<String, IntervalTree> trees = new TreeMap<>();
        entries.forEach((component, some) -> trees.put(component, IntervalTree.of(some)));
        return TreePMap.fromSortedMap(trees);
    }

    private static String component(Entry entry) {
        String component = entry.component();
        return component == null ? UNKNOWN : component;
    }

    private static boolean ends(Entry entry) {
        return entry.latest() != Long.MAX_VALUE;
    }

    /** With a member that is not there yet. */
    Intervals plus(Entry entry) {
        return ends(entry)
                ? new Intervals(plus(bounded, entry), endless)
                : new Intervals(bounded, plus(endless, entry));
    }

    private static TreePMap<String, IntervalTree> plus(TreePMap<String, IntervalTree> trees, Entry entry) {
        String component = component(entry);
        IntervalTree tree = trees.get(component);
        return trees.plus(component, (tree == null ? IntervalTree.EMPTY : tree).plus(entry));
    }

    /** Without a member that is there. */
    Intervals minus(Entry entry) {
        return ends(entry)
                ? new Intervals(minus(bounded, entry), endless)
                : new Intervals(bounded, minus(endless, entry));
    }

    private static TreePMap<String, IntervalTree> minus(TreePMap<String, IntervalTree> trees, Entry entry) {
        String component = component(entry);
        IntervalTree tree = trees.get(component);
        if (tree == null) {
            throw new IllegalArgumentException(entry.name() + " is not in the index");
        }
        IntervalTree rest = tree.minus(entry);
        return rest.size() == 0 ? trees.minus(component) : trees.plus(component, rest);
    }

    /** The members of {@link dev.fasti.store.Members#overlapping}. */
    public List<Entry> overlapping(@Nullable String component, Instant start, Instant end) {
        List<Entry> found = new ArrayList<>();
        Consumer<Entry> visitor = entry -> {
            if (entry.mayOverlap(component, start, end)) {
                found.add(entry);
            }
        };
        for (TreePMap<String, IntervalTree> trees : List.of(bounded, endless)) {
            trees.forEach((each, tree) -> {
                if (component == null || each.equals(component) || each.equals(UNKNOWN)) {
                    tree.visit(start, end, visitor);
                }
            });
        }
        found.sort(Comparator.comparing(Entry::name));
        return found;
    }
}
