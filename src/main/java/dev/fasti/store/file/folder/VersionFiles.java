package dev.fasti.store.file.folder;

import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.VersionName;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a folder's history, each an earlier version of a member or of the properties: hard links where the file
 * system has them, else copies.
 */
final class VersionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFiles.class);

    private final Places places;
    private final Disk disk;

    VersionFiles(Places places, Disk disk) {
        this.places = places;
        this.disk = disk;
    }

    /**
     * Makes the history's folder if it is gone.
     *
     * @return whether it was
     */
    boolean makeFolder() throws IOException {
        return disk.makeFolder(places.history());
    }

    /**
     * Gives a file one more name.
     *
     * @return where it is kept; null if it has vanished
     * @throws FileAlreadyExistsException if another version has that name
     */
    @Nullable
    Path keep(Path file, VersionName name) throws IOException {
        Path version = place(name);
        try {
            return linkOrCopy(file, version);
        } catch (NoSuchFileException e) {
            // The file has vanished, or the history has.
            return makeFolder() ? keep(file, name) : null;
        }
    }

    private @Nullable Path linkOrCopy(Path file, Path version) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return copy(file, version);
        }
        try {
            disk.link(file, version);
            return version;
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No hard links here, or as many as the file system takes: 65,000 in some.
            LOG.debug("{} is copied: {}", file, e.toString());
            return copy(file, version);
        }
    }

    private @Nullable Path copy(Path file, Path version) throws IOException {
        byte[] octets;
        try {
            octets = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean whole = false;
        try {
            disk.create(version, octets);
            disk.syncFolder(places.history());
            whole = true;
            return version;
        } catch (FileAlreadyExistsException e) {
            whole = true;
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(version);
            }
        }
    }

    private Path place(VersionName name) {
        return places.history().resolve(name.file());
    }

    /** The same change at a time at which a file that is moved into the history replaces none there. */
    Event free(Event event) throws IOException {
        makeFolder();
        Event later = event;
        while (Files.exists(place(VersionName.of(later)), LinkOption.NOFOLLOW_LINKS)) {
            later = later.at(later.time().plusMillis(1));
        }
        return later;
    }

    /** Takes a file out of its folder in one step. */
    void take(Path file, VersionName name) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            try {
                disk.rename(file, place(name));
                return;
            } catch (AtomicMoveNotSupportedException e) {
                LOG.debug("{} is copied: {}", file, e.toString());
            }
        }
        Path kept = copy(file, place(name));
        try {
            disk.delete(file);
        } catch (IOException e) {
            if (kept != null) {
                Files.deleteIfExists(kept);
            }
            throw e;
        }
    }
}
