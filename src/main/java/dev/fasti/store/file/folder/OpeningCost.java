package dev.fasti.store.file.folder;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.props.PropsFile;
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
    private static final int MEMBER = 270;

    /** What a calendar object takes of which no cache says anything yet, in octets. */
    private static final int UNKNOWN_OBJECT = 560;

    /** What a contact takes of which no cache says anything yet, with what is searched of it. */
    private static final int UNKNOWN_CONTACT = 900;

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
                : caches + unknownMember(places) * files(places.folder());
    }

    private static int unknownMember(Places places) throws IOException {
        boolean isOfContacts = PropsFile.readOrPlain(places.props()).kind() == CollectionKind.ADDRESSBOOK;
        return isOfContacts ? UNKNOWN_CONTACT : UNKNOWN_OBJECT;
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
