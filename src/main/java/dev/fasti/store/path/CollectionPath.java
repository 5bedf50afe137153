package dev.fasti.store.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a collection is: the owner's name, then the collection's name, then, for plain collections, nested names.
 *
 * @param segments decoded names, at least one, each a legal {@link MemberName}; one alone is a home
 */
public record CollectionPath(List<String> segments) implements Comparable<CollectionPath> {
    public CollectionPath {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a collection path needs a segment");
        }
        segments.forEach(MemberName::require);
    }

    public static CollectionPath of(String... segments) {
        return new CollectionPath(List.of(segments));
    }

    /** The principal whose home this collection is in. */
    public Principal owner() {
        return new Principal(segments.get(0));
    }

    /** The last segment. */
    public String name() {
        return segments.get(segments.size() - 1);
    }

    public boolean isHome() {
        return segments.size() == 1;
    }

    /** The collection that holds this one; empty for a home. */
    public Optional<CollectionPath> parent() {
        return isHome() ? Optional.empty() : Optional.of(new CollectionPath(segments.subList(0, segments.size() - 1)));
    }

    public CollectionPath child(String name) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(name);
        return new CollectionPath(longer);
    }

    /** Whether this is {@code other} or lies anywhere below it. */
    public boolean isWithin(CollectionPath other) {
        return segments.size() >= other.segments.size()
                && segments.subList(0, other.segments.size()).equals(other.segments);
    }

    /** The order in which several collections are locked: by segments, parents first. */
    @Override
    public int compareTo(CollectionPath other) {
        int shared = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < shared; i++) {
            int order = segments.get(i).compareTo(other.segments.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(segments.size(), other.segments.size());
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
