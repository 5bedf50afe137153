package dev.fasti.store.file;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Past;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.CollectionEvent;
import dev.fasti.store.file.past.Journal;
import dev.fasti.store.file.past.Life;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of collections as a whole, in the journal that goes with each. A link to a collection is none: its coming
 * and going is not told.
 */
record Chronicle(Setting setting) {
    /**
     * Writes down what became of a collection that nobody has opened yet; that this fails undoes nothing.
     *
     * @param location where it is by now
     */
    void tell(Path location, List<CollectionEvent> events) {
        if (!Files.isSymbolicLink(location)) {
            new Past(new Places(location), setting).found(events);
        }
    }

    /** What became of a collection in this folder. */
    static Life read(Path folder) throws IOException {
        return new Journal(new Places(folder).journal()).life();
    }

    /** What became of all that have something to tell; opens none. */
    static SortedMap<CollectionPath, Life> readAll(Path root) throws IOException {
        SortedMap<CollectionPath, Life> lives = new TreeMap<>();
        for (Path home : folders(root)) {
            gather(CollectionPath.of(home.getFileName().toString()), home, lives);
        }
        return lives;
    }

    private static void gather(CollectionPath path, Path folder, SortedMap<CollectionPath, Life> lives)
            throws IOException {
        Life life = read(folder);
        if (!life.events().isEmpty()) {
            lives.put(path, life);
        }
        for (Path inner : folders(folder)) {
            gather(path.child(inner.getFileName().toString()), inner, lives);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent, Chronicle::isCollection)) {
            List<Path> found = new ArrayList<>();
            inside.forEach(found::add);
            return found;
        } catch (NoSuchFileException e) {
            return List.of(); // Deleted meanwhile.
        }
    }

    private static boolean isCollection(Path path) {
        try {
            CollectionPath.of(path.getFileName().toString());
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        } catch (StoreException e) {
            return false;
        }
    }
}
