package dev.fasti.cli.history;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a path on the command line names: a collection, or something in one.
 *
 * @param collection the collection, which is there unless it is {@code named} itself
 * @param member the name of an item in it, which need not be there any more; empty if a collection is named
 */
public record Place(CollectionPath collection, Optional<String> member) {
    /** The path of a collection that is or was somewhere. */
    public static CollectionPath collection(String text) throws HistoryRefused {
        List<String> segments =
                Stream.of(text.split("/")).filter(part -> !part.isEmpty()).toList();
        try {
            return new CollectionPath(segments);
        } catch (IllegalArgumentException | StoreException e) {
            throw new HistoryRefused("no path: " + text);
        }
    }

    /**
     * A collection that is there, or was, is meant; else an item of the collection around it.
     *
     * @param former where collections were
     */
    public static Place of(String text, CollectionStore store, Set<CollectionPath> former) throws HistoryRefused {
        CollectionPath path = collection(text);
        Optional<CollectionPath> parent = path.parent();
        Optional<Collection> around = parent.flatMap(store::find);
        boolean isItem = around.isPresent()
                && store.find(path).isEmpty()
                && (!former.contains(path)
                        || around.get().snapshot().members().named(path.name()).isPresent());
        if (!isItem || parent.isEmpty()) {
            return new Place(path, Optional.empty());
        }
        return new Place(parent.get(), Optional.of(path.name()));
    }

    /** The item. */
    public MemberPath item() throws HistoryRefused {
        return new MemberPath(
                collection, member.orElseThrow(() -> new HistoryRefused(collection + " is no item of a collection")));
    }
}
