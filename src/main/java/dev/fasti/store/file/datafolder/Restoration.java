package dev.fasti.store.file.datafolder;

import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Leftovers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a whole data folder in the place of another one. Holds the folder's lock meanwhile: no server runs.
 *
 * <p>The new one is gathered in {@code .fasti.restore} beside the old one, and takes its place only when it is whole
 * and durable. What a crash interrupts from then on, the next start completes; before that nothing has changed. What
 * was there before is kept in a folder of its own, never erased.
 */
public final class Restoration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final String PLACE = ".fasti.restore";
    private static final String READY = "ready";

    private final Path data;
    private final FolderLock lock;

    private Restoration(Path data, FolderLock lock) {
        this.data = data;
        this.lock = lock;
    }

    /**
     * Begins.
     *
     * @param data the data folder; made if it is not there
     * @throws StoreLocked if a server runs on it
     */
    public static Restoration begin(Path data) throws IOException {
        Path real = DataFolder.makeTop(data);
        Restoration restoration = new Restoration(real, FolderLock.take(real));
        boolean begun = false;
        try {
            complete(real);
            Leftovers.erase(real.resolve(PLACE));
            Files.createDirectory(real.resolve(PLACE));
            begun = true;
            return restoration;
        } finally {
            if (!begun) {
                restoration.close();
            }
        }
    }

    /** Where the new folder is gathered: an empty folder in the file system of the data folder. */
    public Path place() {
        return data.resolve(PLACE);
    }

    /** Whether there is anything that the new folder would take the place of. */
    public boolean findsSomething() throws IOException {
        Path root = data.resolve("collection-root");
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.findAny().isPresent();
        }
    }

    /**
     * Puts what was gathered in its place. It must be durable by now.
     *
     * @param before a name, within the data folder, for the folder that is to keep what was there
     * @return whether there was anything to keep; else there is no such folder
     */
    public boolean finish(String before) throws IOException {
        Path ready = place().resolve(READY + ".new");
        Disk.REAL.create(ready, before.getBytes(StandardCharsets.UTF_8));
        Files.move(ready, place().resolve(READY), StandardCopyOption.ATOMIC_MOVE);
        Disk.REAL.syncFolder(place());
        Disk.REAL.syncFolder(data);
        complete(data);
        return Files.exists(data.resolve(before), LinkOption.NOFOLLOW_LINKS);
    }

    /** Completes what a crash has interrupted after it was ready; under the folder's lock. */
    public static void complete(Path data) throws IOException {
        Path place = data.resolve(PLACE);
        Path ready = place.resolve(READY);
        if (!Files.exists(ready, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path before = data.resolve(
                Path.of(Files.readString(ready, StandardCharsets.UTF_8)).getFileName());
        Files.createDirectories(before.resolve("fasti"));
        replace(place.resolve("collection-root"), data.resolve("collection-root"), before.resolve("collection-root"));
        Files.createDirectories(data.resolve("fasti"));
        for (Path own : files(place.resolve("fasti"))) {
            replace(
                    own,
                    data.resolve("fasti").resolve(own.getFileName()),
                    before.resolve("fasti").resolve(own.getFileName()));
        }
        Disk.REAL.syncFolder(data.resolve("fasti"));
        Disk.REAL.syncFolder(before.resolve("fasti"));
        Disk.REAL.syncFolder(before);
        boolean isOfUse = holdsFiles(before);
        if (!isOfUse) {
            Leftovers.erase(before);
        }
        Disk.REAL.syncFolder(data);
        Files.delete(ready);
        Leftovers.erase(place);
        LOG.info("The data folder is restored{}", isOfUse ? "; what was there before is in " + before : "");
    }

    /** Folders without files are what a server makes at its first start. */
    private static boolean holdsFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                found.forEach(files::add);
            }
        }
        return files;
    }

    /** Each step is one rename, and is left out if it has been done. */
    private static void replace(Path fresh, Path target, Path before) throws IOException {
        if (!Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Disk.REAL.rename(target, before);
        }
        Disk.REAL.rename(fresh, target);
    }

    /** Lets go of the folder; what was not finished is erased. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(place().resolve(READY))) {
            Leftovers.erase(place());
        }
        lock.close();
    }
}
