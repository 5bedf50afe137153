package dev.fasti.store.file.survey;

import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.folder.Folder;
import java.io.IOException;

/** Writes the files of a collection that can be rebuilt anew, from what is known of it; no item is touched. */
public final class CacheRepair {
    private CacheRepair() {}

    /**
     * Writes index and change log of an open collection anew, durably. Tokens that were good stay good.
     *
     * @param collection from a {@link FileStore}
     * @throws StoreException.NotFound if it is gone
     * @throws IOException if the files cannot be written
     */
    public static void rewrite(Collection collection) throws IOException {
        if (!(collection instanceof FileCollection files)) {
            throw new IllegalArgumentException("a collection of another store");
        }
        Folder folder = files.folder();
        folder.lock().lock();
        try {
            folder.requireHere();
            folder.log().rewrite(folder.index(), folder.snapshot().created().toEpochMilli());
            folder.save();
        } finally {
            folder.lock().unlock();
        }
    }
}
