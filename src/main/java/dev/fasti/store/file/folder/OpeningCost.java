package dev.fasti.store.file.folder;

import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * About how much memory it takes to open a collection, while it is opened: what is read of its caches, and the index that
 * is made of that. Measured, as the least heap under which calendars and address books of several sizes could be opened.
 */
public final class OpeningCost {
    /** So many octets for each of a cache file: itself, and what is made of it. */
    private static final double INDEX = 2.6;

    private static final double LOG = 2.6;

    /** For each file of a collection that has no index yet. */
    private static final int FILE = 1_400;

    private OpeningCost() {}

    /**
     * In octets.
     *
     * @throws IOException if the collection's folder cannot be read
     */
    public static long of(Places places) throws IOException {
        long index = size(places.factsIndex());
        long cost = (long) (INDEX * index + LOG * size(places.log()));
        return index > 0 ? cost : cost + FILE * files(places.folder());
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
