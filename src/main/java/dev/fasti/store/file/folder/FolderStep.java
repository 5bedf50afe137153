package dev.fasti.store.file.folder;

import java.io.IOException;

/** A change to a folder that a published state goes with. */
@FunctionalInterface
public interface FolderStep {
    void run() throws IOException;
}
