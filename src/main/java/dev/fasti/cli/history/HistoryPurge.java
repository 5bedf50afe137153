package dev.fasti.cli.history;

import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast.Trashed;
import dev.fasti.store.path.CollectionPath;
import java.util.function.Predicate;

/** Erases from the history, for good. */
final class HistoryPurge {
    private final FileStore store;
    private long versions;
    private long collections;

    HistoryPurge(FileStore store) {
        this.store = store;
    }

    long versions() {
        return versions;
    }

    long collections() {
        return collections;
    }

    void all() {
        trash(path -> true);
        store.homes().forEach(home -> tree(CollectionPath.of(home)));
    }

    void at(Place place) {
        if (place.member().isPresent()) {
            String name = place.member().get();
            versions += store.past().forget(place.collection(), name::equals);
        } else {
            trash(path -> path.isWithin(place.collection()));
            tree(place.collection());
        }
    }

    private void trash(Predicate<CollectionPath> which) {
        for (Trashed item : store.past().trashed()) {
            if (which.test(item.path())) {
                store.past().forget(item);
                collections++;
            }
        }
    }

    private void tree(CollectionPath path) {
        if (store.find(path).isPresent()) {
            versions += store.past().forget(path, name -> true);
            store.children(path).forEach(child -> tree(path.child(child)));
        }
    }
}
