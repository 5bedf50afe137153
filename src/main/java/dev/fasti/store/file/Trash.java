package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.props.PropsJson;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where deleted and replaced collections lie, whole, until their time is up: a folder for each with a note of what it
 * was. A folder without its collection is what a crash has left, and is erased.
 */
final class Trash {
    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final String NOTE = "note";
    private static final String CONTENT = "collection";

    private final Path folder;
    private final Path root;
    private final Setting setting;

    Trash(Path folder, Path root, Setting setting) {
        this.folder = folder;
        this.root = root;
        this.setting = setting;
    }

    /**
     * A collection in the trash.
     *
     * @param id its name in the trash
     * @param path where it was
     * @param until when it was deleted
     */
    record Item(Path place, String id, CollectionPath path, Instant until, Author author) {
        Path content() {
            return place.resolve(CONTENT);
        }

        /** When the collection was made; 1970 if its log does not tell. */
        Instant created() {
            try {
                return new ChangeLog(new Places(content()).log())
                        .load()
                        .map(history -> Instant.ofEpochMilli(history.created()))
                        .orElse(Instant.EPOCH);
            } catch (IOException e) {
                return Instant.EPOCH;
            }
        }
    }

    boolean isOn() {
        return setting.retention().isOn();
    }

    /**
     * Takes a folder in, in one step.
     *
     * @throws AtomicMoveNotSupportedException if it lies in another file system than the trash and its owner's home; it
     *     has not been touched then
     */
    void take(Path location, CollectionPath path, Author author) throws IOException {
        try {
            take(folder, location, path, author);
        } catch (AtomicMoveNotSupportedException e) {
            take(ofHome(path.owner().name()), location, path, author);
        }
    }

    /** Where the collections of a home lie that is in a file system of its own. */
    private Path ofHome(String home) {
        return root.resolve(home).resolve(".fasti").resolve("trash");
    }

    private List<Path> folders() throws IOException {
        List<Path> all = new ArrayList<>(List.of(folder));
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(root)) {
            homes.forEach(home -> all.add(ofHome(home.getFileName().toString())));
        }
        all.removeIf(each -> !Files.isDirectory(each));
        return all;
    }

    private void take(Path folder, Path location, CollectionPath path, Author author) throws IOException {
        Instant now = setting.clock().instant();
        Path place = folder.resolve(Long.toString(now.toEpochMilli()) + "-" + Places.unique());
        setting.disk().makeFolder(folder);
        Files.createDirectory(place);
        boolean taken = false;
        try {
            Map<String, String> note = Map.of(
                    "path", String.join("/", path.segments()),
                    "time", now.toString(),
                    "user", author.user(),
                    "client", author.client(),
                    "action", author.action());
            setting.disk().create(place.resolve(NOTE), PropsJson.write(new TreeMap<>(note)));
            setting.disk().syncFolder(place);
            setting.disk().syncFolder(folder);
            setting.disk().rename(location, place.resolve(CONTENT));
            taken = true;
            setting.disk().syncFolder(place);
        } finally {
            if (!taken) {
                Leftovers.erase(place);
            }
        }
    }

    /** What is in it, the latest first. */
    List<Item> items() throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path each : folders()) {
            try (DirectoryStream<Path> places = Files.newDirectoryStream(each)) {
                for (Path place : places) {
                    item(place).ifPresent(items::add);
                }
            }
        }
        items.sort(Comparator.comparing(Item::until).thenComparing(Item::id).reversed());
        return items;
    }

    private static Optional<Item> item(Path place) {
        String id = String.valueOf(place.getFileName());
        if (!Files.isDirectory(place.resolve(CONTENT), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Map<String, String> note = PropsJson.read(Files.readAllBytes(place.resolve(NOTE)));
            return Optional.of(new Item(
                    place,
                    id,
                    new CollectionPath(List.of(note.getOrDefault("path", "").split("/"))),
                    Instant.parse(note.getOrDefault("time", "")),
                    new Author(
                            note.getOrDefault("user", ""),
                            note.getOrDefault("client", ""),
                            note.getOrDefault("action", ""))));
        } catch (IOException | DateTimeException | StoreException | IllegalArgumentException e) {
            LOG.warn(
                    "What lies in {} cannot be brought back by itself, its note makes no sense: {}",
                    place,
                    e.toString());
            return Optional.empty();
        }
    }

    /** Erases what has neither name nor content: at the start, when nothing is under way. */
    void recover() throws IOException {
        for (Path each : folders()) {
            try (DirectoryStream<Path> places = Files.newDirectoryStream(each)) {
                for (Path place : places) {
                    if (!Files.exists(place.resolve(CONTENT), LinkOption.NOFOLLOW_LINKS)) {
                        Leftovers.erase(place);
                    }
                }
            }
        }
    }

    /** Erases what was deleted before a time. */
    void prune(Instant limit) throws IOException {
        for (Item item : items()) {
            if (item.until().isBefore(limit)) {
                Leftovers.erase(item.place());
                LOG.info("{}, deleted {}, is erased from the trash", item.path(), item.until());
            }
        }
    }
}
