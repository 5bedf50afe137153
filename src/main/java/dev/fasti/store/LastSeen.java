package dev.fasti.store;

import dev.fasti.store.path.CollectionPath;
import java.util.Optional;

/** Collections as they were when they were last looked at: for questions that every request asks. */
@FunctionalInterface
public interface LastSeen {
    /**
     * A collection as it was last seen; it is looked at where it was not yet. Everything that was written through the
     * store is in it; what was changed behind the store's back comes with the next look at the collection itself.
     *
     * @return empty if there is no such collection
     */
    Optional<Snapshot> lastSeen(CollectionPath path);
}
