package dev.fasti.store.file.datafolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells who has a data folder, for those who only ask. */
public final class FolderUse {
    private FolderUse() {}

    /**
     * Who has it, in words; empty if nobody has. A folder without a lock file was never opened.
     *
     * @throws IOException if its lock file may not be opened
     */
    public static Optional<String> by(Path data) throws IOException {
        if (!Files.exists(data.resolve(".fasti.lock"))) {
            return Optional.empty();
        }
        try {
            FolderLock.take(data.toRealPath()).close();
            return Optional.empty();
        } catch (StoreLocked e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
