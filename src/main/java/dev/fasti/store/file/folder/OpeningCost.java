package dev.fasti.store.file.folder;

import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * About how much memory it takes to open a collection, while it is opened: what is read of its caches, and the index that
 * is made of that. The figures are those of the least heaps under which calendars and address books could be opened.
 */
public final class OpeningCost {
    /** What a member takes, in octets, besides what the caches say of it. */
    private static final int MEMBER = 400;

    /** What a member takes of which no cache says anything yet, in octets. */
    private static final int UNKNOWN_MEMBER = 700;

    private static final double CACHES = 1.35;

    private OpeningCost() {}

    /**
     * In octets.
     *
     * @throws IOException if the collection's folder cannot be read
     */
    public static long of(Places places) throws IOException {
        long index = size(places.factsIndex());
        long caches = (long) (CACHES * (index + size(places.log())));
        return index > 0
                ? caches + MEMBER * IndexFile.count(places.factsIndex())
                : caches + UNKNOWN_MEMBER * files(places.folder());
    }

    private static long size(Path file) throws IOException {
        return FileStamp.of(file).filter(FileStamp::isFile).map(FileStamp::size).orElse(0L);
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
