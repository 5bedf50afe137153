package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Folders.Caches;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy or move of a member to where a collection is, which it replaces (RFC 4918 section 9.8.4). Alone in the gate. */
record MemberOverCollection(Setting setting, Folders folders, Attic attic) {

    /**
     * Takes the collection away, lets {@code transfer} put the member in its place, and puts the collection back if
     * that fails.
     *
     * @throws StoreException.ParentRefused if the source lies in what it would replace
     */
    Outcome run(MemberPath from, MemberPath to, Author author, Gate.Work<Outcome, IOException> transfer)
            throws IOException {
        CollectionPath replaced = to.collection().child(to.name());
        if (from.collection().isWithin(replaced)) {
            throw new StoreException.ParentRefused(to.name());
        }
        Path location = folders.location(replaced);
        if (Files.isSymbolicLink(location)) {
            throw new StoreException.NameTaken(to.name());
        }
        folders.release(location.toRealPath(), Caches.SAVED);
        Path displaced = attic.displace(location);
        boolean done = false;
        try {
            transfer.run();
            done = true;
        } finally {
            if (!done) {
                attic.recover();
            }
        }
        attic.settle(displaced, replaced, author);
        return Outcome.REPLACED;
    }
}
