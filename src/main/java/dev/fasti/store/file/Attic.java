package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where collections lie while they are made, replaced or erased, so that each comes and goes in one step.
 *
 * <p>Beside a folder whose place must not stay empty lies a note of that place, {@code <id>.origin}: after a crash it
 * goes back there if nothing took the place. Everything else is erased at the next start.
 */
final class Attic {
    private static final Logger LOG = LoggerFactory.getLogger(Attic.class);
    private static final String NOTE = ".origin";

    private final Path folder;
    private final Path root;
    private final Disk disk;
    private final Trash trash;

    /**
     * @param root the folder that holds the homes; places are noted relative to it
     * @param trash takes what has been replaced
     */
    Attic(Path folder, Path root, Disk disk, Trash trash) {
        this.folder = folder;
        this.root = root;
        this.disk = disk;
        this.trash = trash;
    }

    /** Puts back what a crash left without its place, and erases the rest. */
    void recover() throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*" + NOTE)) {
            for (Path note : notes) {
                putBack(note);
            }
        }
        Leftovers.clear(folder);
    }

    private void putBack(Path note) throws IOException {
        String id = note.getFileName().toString();
        Path stray = folder.resolve(id.substring(0, id.length() - NOTE.length()));
        if (!Files.isDirectory(stray, LinkOption.NOFOLLOW_LINKS)) {
            return; // Nothing had been moved away yet: the note may be half written.
        }
        Path origin =
                root.resolve(Files.readString(note, StandardCharsets.UTF_8)).normalize();
        boolean free = origin.startsWith(root)
                && !origin.equals(root)
                && Files.notExists(origin, LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(Places.parent(origin));
        if (free) {
            LOG.warn("{} is put back: the server ended while it was being replaced", origin);
            disk.rename(stray, origin);
            disk.syncFolder(Places.parent(origin));
        } else if (origin.startsWith(root) && !origin.equals(root)) {
            bury(stray, path(origin), Author.UNKNOWN);
        }
    }

    /** A name for a new folder, in the file system of the home that will hold it. */
    Path newPlace(Path parent) throws IOException {
        Object there = Files.getAttribute(parent, "unix:dev");
        if (there.equals(Files.getAttribute(folder, "unix:dev"))) {
            return folder.resolve(Places.unique());
        }
        return foreignPlace(parent);
    }

    private static Path foreignPlace(Path parent) throws IOException {
        Places places = new Places(parent);
        Places.makeOwn(places.temporary());
        return places.newTemporary();
    }

    /** Takes a folder away for good: it is gone in one step. The caller erases what is returned. */
    Path take(Path location) throws IOException {
        Path place = folder.resolve(Places.unique());
        try {
            disk.rename(location, place);
            return place;
        } catch (AtomicMoveNotSupportedException e) {
            Path near = foreignPlace(Places.parent(location));
            disk.rename(location, near);
            return near;
        }
    }

    /** Takes a folder away so that it comes back after a crash, unless something is in its place by then. */
    Path displace(Path location) throws IOException {
        Path place = newPlace(Places.parent(location));
        if (place.startsWith(folder)) {
            disk.create(note(place), root.relativize(location).toString().getBytes(StandardCharsets.UTF_8));
            disk.syncFolder(folder);
        }
        disk.rename(location, place);
        return place;
    }

    /** The place of a displaced folder has been taken, or the folder is elsewhere: it will not come back. */
    void settle(Path place, CollectionPath path, Author author) {
        bury(place, path, author);
        Leftovers.erase(note(place));
        Leftovers.erase(place);
    }

    /** The new one is in its place already: that the old one cannot be kept undoes nothing. */
    private void bury(Path place, CollectionPath path, Author author) {
        if (!trash.isOn() || !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            trash.take(place, path, author);
        } catch (IOException e) {
            LOG.warn("{} was replaced and cannot be kept in the trash: {}", path, e.toString());
        }
    }

    private CollectionPath path(Path location) {
        List<String> segments = new ArrayList<>();
        root.relativize(location).forEach(part -> segments.add(part.toString()));
        return new CollectionPath(segments);
    }

    private static Path note(Path place) {
        return place.resolveSibling(place.getFileName() + NOTE);
    }
}
