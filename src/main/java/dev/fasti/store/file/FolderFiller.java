package dev.fasti.store.file;

import java.io.IOException;
import java.nio.file.Path;

/** Fills a folder that is to become a collection's. */
@FunctionalInterface
public interface FolderFiller {
    /**
     * Fills it, durably.
     *
     * @param folder empty
     */
    void fill(Path folder) throws IOException;
}
