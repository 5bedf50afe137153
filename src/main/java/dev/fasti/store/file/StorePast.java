package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Journal;
import dev.fasti.store.file.past.Life;
import dev.fasti.store.file.past.Mark;
import dev.fasti.store.file.past.Marks;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.file.past.VersionName;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** What a store keeps of what was: read here, and forgotten here; what is brought back is written as anything else. */
public final class StorePast {
    private final Setting setting;
    private final Gate gate;
    private final Folders folders;
    private final StoreWrites writes;
    private final Trash trash;
    private final Marks marks;

    StorePast(Setting setting, Gate gate, Folders folders, StoreWrites writes, Trash trash, Marks marks) {
        this.setting = setting;
        this.gate = gate;
        this.folders = folders;
        this.writes = writes;
        this.trash = trash;
        this.marks = marks;
    }

    /**
     * A collection that was deleted or replaced.
     *
     * @param id tells it from others of the same path
     * @param path where it was
     * @param created when it was made; 1970 if that is not known
     * @param until when it went
     * @param author who deleted it
     */
    public record Trashed(String id, CollectionPath path, Instant created, Instant until, Author author) {}

    /** How long and how much is kept. */
    public Retention retention() {
        return setting.retention();
    }

    /**
     * What happened to a collection's members and properties and is still known, as it happened; an event whose line the
     * journal has lost is told by the version that was kept, without its author.
     *
     * @throws StoreException.NotFound if there is no such collection
     */
    public List<Event> events(CollectionPath path) {
        try {
            Places places = places(path);
            List<Event> events = new ArrayList<>(Event.in(new Journal(places.journal()).read()));
            Map<String, VersionName> orphans = versions(places.history());
            events.forEach(event -> orphans.remove(VersionName.of(event).file()));
            for (VersionName orphan : orphans.values()) {
                insert(events, orphan, places.history());
            }
            return events;
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /** What became of each collection that is there, as far as something is told of it; opens none. */
    public SortedMap<CollectionPath, Life> lives() {
        Gate.Work<SortedMap<CollectionPath, Life>, IOException> work = () -> Chronicle.readAll(folders.root());
        try {
            return gate.together(work);
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /** What became of a collection until it was deleted. */
    public Life life(Trashed trashed) {
        try {
            return Chronicle.read(item(trashed).content());
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    private Places places(CollectionPath path) {
        return folder(path).places();
    }

    private Folder folder(CollectionPath path) {
        try {
            return gate.together(() -> folders.find(path))
                    .orElseThrow(() -> new StoreException.NotFound(path.toString()))
                    .folder();
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    private static Map<String, VersionName> versions(Path history) throws IOException {
        Map<String, VersionName> versions = new HashMap<>();
        if (Files.isDirectory(history)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(history)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    VersionName.parse(name).ifPresent(version -> versions.put(name, version));
                }
            }
        }
        return versions;
    }

    private static void insert(List<Event> events, VersionName orphan, Path history) throws IOException {
        try {
            boolean isProps = orphan.name().equals(Event.PROPERTIES);
            ETag before = isProps ? null : ETag.of(Files.readAllBytes(history.resolve(orphan.file())));
            int at = events.size();
            while (at > 0 && events.get(at - 1).time().isAfter(orphan.until())) {
                at--;
            }
            events.add(at, new Event(orphan.until(), orphan.revision(), orphan.name(), before, null, Author.UNKNOWN));
        } catch (NoSuchFileException e) {
            // Pruned meanwhile.
        }
    }

    /** The octets that an event has put an end to; empty if they are not kept, or not any more. */
    public Optional<byte[]> version(CollectionPath path, Event event) {
        try {
            return Optional.of(Files.readAllBytes(
                    places(path).history().resolve(VersionName.of(event).file())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /** The stored properties that such octets hold, which {@link #version} gives for an event of them. */
    public static Map<PropertyName, PropertyValue> properties(byte[] octets) throws IOException {
        return Props.parse(octets).properties();
    }

    /** The dead properties of a member that such octets hold, which {@link #version} gives for an event of those. */
    public static Map<PropertyName, PropertyValue> itemProperties(byte[] octets) throws IOException {
        return MemberProperties.parse(octets);
    }

    /** The collections in the trash, the latest first. */
    public List<Trashed> trashed() {
        try {
            return trash.items().stream()
                    .map(item -> new Trashed(item.id(), item.path(), item.created(), item.until(), item.author()))
                    .toList();
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /**
     * Brings a collection back from the trash, with its history.
     *
     * @throws StoreException.NotFound if it is not there any more
     * @throws StoreException.NameTaken if something has that path
     * @throws StoreException.ParentMissing if the parent does not exist
     */
    public Collection bringBack(Trashed wanted, CollectionPath to, Author author) {
        return writes.bringBack(item(wanted), to, author);
    }

    private Trash.Item item(Trashed wanted) {
        try {
            return trash.items().stream()
                    .filter(item -> item.id().equals(wanted.id()))
                    .findFirst()
                    .orElseThrow(() -> new StoreException.NotFound(wanted.path().toString()));
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /** The moments that were marked because somebody deleted much, the oldest first. */
    public List<Mark> marks() {
        try {
            return marks.all();
        } catch (IOException e) {
            throw Failures.of(e, folders.root());
        }
    }

    /**
     * Erases what is kept of a collection's members, for good.
     *
     * @param which the names of those
     * @return how many versions were erased
     */
    public int forget(CollectionPath path, Predicate<String> which) {
        Folder folder = folder(path);
        folder.lock().lock();
        try {
            int erased = 0;
            List<Event> events = events(path);
            for (Event event : events) {
                if (which.test(event.member())) {
                    Path file = folder.places()
                            .history()
                            .resolve(VersionName.of(event).file());
                    erased += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
            folder.past().forget(which);
            return erased;
        } catch (IOException e) {
            throw Failures.of(e, folder.path());
        } finally {
            folder.lock().unlock();
        }
    }

    /** Erases a collection in the trash, for good. */
    public void forget(Trashed trashed) {
        Leftovers.erase(item(trashed).place());
    }
}
