package dev.fasti.store.file.datafolder;

import dev.fasti.store.file.disk.Leftovers;
import java.nio.file.Path;

/**
 * The data folder as it was at one moment, in the same layout; what happens to the real one does not change it.
 *
 * @param folder holds {@code collection-root} and {@code fasti}
 */
public record FrozenFolder(Path folder) implements AutoCloseable {
    /** Erases it. */
    @Override
    public void close() {
        Leftovers.erase(folder);
    }

    /** How much of the data folder is wanted. */
    public enum Part {
        /** What is served, and who may use it. */
        PRESENT,
        /** With earlier versions and what was deleted. */
        PRESENT_AND_PAST
    }
}
