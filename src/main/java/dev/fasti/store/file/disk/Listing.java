package dev.fasti.store.file.disk;

import dev.fasti.store.condition.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What a folder holds under names that clients can be told. */
public final class Listing {
    /** Stands for a file that is there but about which the file system tells nothing. */
    private static final FileStamp UNKNOWN = new FileStamp(-1, 0, FileStamp.Type.FILE, "");

    private Listing() {}

    /** The files and folders, links followed, by name; leftovers and links that lead nowhere are not among them. */
    public static Map<String, FileStamp> of(Path folder) throws IOException {
        Map<String, FileStamp> found = new TreeMap<>();
        for (String name : names(folder)) {
            stamp(folder, name).ifPresent(stamp -> found.put(name, stamp));
        }
        return found;
    }

    /** The names alone, in order, links that lead nowhere among them; to be taken out one by one, as there may be many. */
    public static Deque<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (FileNames.isServed(folder, file)) {
                    names.add(file.getFileName().toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return new ArrayDeque<>(names);
    }

    /** Takes the names out one by one, and tells of those that are files now. */
    public static void files(Path folder, Deque<String> names, BiConsumer<String, FileStamp> told) {
        for (String name = names.poll(); name != null; name = names.poll()) {
            FileStamp found = stamp(folder, name).orElse(null);
            if (found != null && found.isFile()) {
                told.accept(name, found);
            }
        }
    }

    /** What is there under a name of the folder's; empty if nothing is now. */
    public static Optional<FileStamp> stamp(Path folder, String name) {
        try {
            return FileStamp.of(folder.resolve(name));
        } catch (IOException e) {
            return Optional.of(UNKNOWN);
        }
    }

    /** The names of the folders among them. */
    public static List<String> folders(Path folder) throws IOException {
        return of(folder).entrySet().stream()
                .filter(found -> found.getValue().isFolder())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The sizes of the files together, without a list of them. */
    public static long octets(Path folder) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (FileNames.isServed(folder, file)) {
                    sum += FileStamp.of(file)
                            .filter(FileStamp::isFile)
                            .map(FileStamp::size)
                            .orElse(0L);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return sum;
    }

    /** Whether the file system told nothing of what is there, not even if it is a file. */
    public static boolean isUnknown(FileStamp stamp) {
        return stamp.equals(UNKNOWN);
    }

    /**
     * Whether a name that a listing lacks is really gone: a server started in another locale cannot see all names, and
     * must not take that for a removal.
     */
    public static boolean couldShow(Path folder, String name) {
        try {
            FileNames.in(folder, name);
            return true;
        } catch (StoreException.NameRefused e) {
            return false;
        }
    }
}
