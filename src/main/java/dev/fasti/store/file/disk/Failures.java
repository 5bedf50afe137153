package dev.fasti.store.file.disk;

import dev.fasti.store.condition.StoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Turns a failure of the file system into the store's own terms. */
public final class Failures {
    private Failures() {}

    /** @param where any path in the file system that failed */
    public static StoreException of(IOException failure, Path where) {
        if (isFull(failure, where)) {
            return new StoreException.Full("no space is left for " + where, failure);
        }
        return new StoreException.Unavailable("the file system failed at " + where, failure);
    }

    private static boolean isFull(IOException failure, Path where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = cause instanceof FileSystemException fileSystem ? fileSystem.getReason() : cause.getMessage();
            if (text != null && (text.contains("No space left on device") || text.contains("uota exceeded"))) {
                return true;
            }
        }
        // The system's message may be in another language: the free space tells as well.
        try {
            return java.nio.file.Files.getFileStore(where).getUsableSpace() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
