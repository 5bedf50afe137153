package dev.fasti.store.file.collection;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.FolderOpener;
import dev.fasti.store.file.folder.FolderOpener.Comparing;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The collections that are open. Each folder is opened once, however many ask for it and by whatever path. Of more than
 * fit the bounds, those that have not been asked for longest are let rest.
 */
public final class Folders {
    private final Path root;
    private final Opening opening;
    private final Steps steps;
    private final HomeUsage usage;
    private final OpenBounds bounds;
    private final Map<CollectionPath, FileCollection> collections = new ConcurrentHashMap<>();
    private final Map<Path, Slot> slots = new ConcurrentHashMap<>();

    public Folders(Path root, FolderOpener opener, Steps steps, HomeUsage usage, OpenBounds bounds) {
        this.root = root;
        this.opening = new Opening(root, opener, bounds.room());
        this.steps = steps;
        this.usage = usage;
        this.bounds = bounds;
    }

    /** How much may be open at once. */
    public OpenBounds bounds() {
        return bounds;
    }

    /** Which of them have which of our own properties. */
    public OwnProperties own() {
        return steps.own();
    }

    /** The folder that holds the homes, links resolved. */
    public Path root() {
        return root;
    }

    /** Where a collection is or would be; links are not resolved. */
    public Path location(CollectionPath path) {
        return FileNames.in(root, path);
    }

    /** The collection, if it is open and still there; takes no lock. */
    public Optional<FileCollection> findOpen(CollectionPath path) throws IOException {
        FileCollection open = collections.get(path);
        if (open == null) {
            return Optional.empty();
        }
        open.notice();
        Path location = location(path);
        boolean moved = !open.folder().path().equals(location)
                && !leadsTo(location, open.folder().path());
        if (open.folder().isGone() || moved) {
            collections.remove(path, open);
            return Optional.empty();
        }
        use(open);
        return Optional.of(open);
    }

    /** What is published of a collection that is open, without a look at its folder. */
    public Optional<Snapshot> lastSeen(CollectionPath path) {
        FileCollection open = collections.get(path);
        if (open == null || open.folder().isGone()) {
            return Optional.empty();
        }
        use(open);
        return Optional.of(open.folder().snapshot());
    }

    private void use(FileCollection open) {
        Slot slot = slots.get(open.folder().path());
        if (slot != null) {
            slot.use();
        }
    }

    private static boolean leadsTo(Path location, Path folder) throws IOException {
        return Files.isDirectory(location) && location.toRealPath().equals(folder);
    }

    /** The collection; inside the gate. */
    public Optional<FileCollection> find(CollectionPath path) throws IOException {
        return find(path, Comparing.FIRST);
    }

    /** The collection, which is opened in this manner if it is not open; inside the gate. */
    public Optional<FileCollection> find(CollectionPath path, Comparing comparing) throws IOException {
        Path location;
        try {
            location = location(path);
        } catch (StoreException.NameRefused e) {
            return Optional.empty();
        }
        Optional<FileCollection> open = findOpen(path);
        if (open.isPresent()) {
            return open;
        }
        if (!Files.isDirectory(location)) {
            usage.forget(location);
            return open;
        }
        if (!isInsidePlain(path, comparing)) {
            return open;
        }
        FileCollection opened = new FileCollection(path, open(location.toRealPath(), comparing), steps);
        FileCollection other = collections.putIfAbsent(path, opened);
        letRest(0);
        return Optional.of(other == null || other.folder().isGone() ? opened : other);
    }

    /** Compares the files of a collection that is open with its index, whenever that was done last; inside the gate. */
    public void compare(CollectionPath path) throws IOException {
        FileCollection open = collections.get(path);
        if (open != null) {
            steps.reconciler().compare(open.folder());
        }
    }

    private boolean isInsidePlain(CollectionPath path, Comparing comparing) throws IOException {
        Optional<CollectionPath> parent = path.parent();
        return parent.isEmpty()
                || find(parent.get(), comparing)
                        .filter(above -> above.folder().snapshot().kind() == CollectionKind.PLAIN)
                        .isPresent();
    }

    private Folder open(Path real, Comparing comparing) throws IOException {
        Slot slot = slots.computeIfAbsent(real, path -> new Slot());
        slot.lock().lock();
        try {
            Folder folder = slot.folder();
            if (folder == null || folder.isGone()) {
                folder = opening.open(real, slot, comparing, this::letRest, () -> letRest(slots.values()));
            }
            slot.hold(folder);
            return folder;
        } finally {
            slot.lock().unlock();
        }
    }

    /**
     * Lets those rest that are beyond the bounds. Whoever is at work with one keeps it until it is done.
     *
     * @param coming how many members a collection has that is about to be opened, or zero
     */
    private void letRest(int coming) {
        letRest(bounds.beyond(slots.values(), coming));
    }

    private void letRest(Iterable<Slot> some) {
        for (Slot slot : some) {
            Folder resting = slot.rest();
            if (resting != null) {
                collections.values().removeIf(collection -> collection.folder() == resting);
            }
        }
    }

    /** The names of the collections directly inside a plain one; inside the gate. */
    public List<String> children(CollectionPath parent) throws IOException {
        Optional<FileCollection> collection =
                find(parent).filter(found -> found.folder().snapshot().kind() == CollectionKind.PLAIN);
        return collection.isPresent()
                ? Listing.folders(collection.get().folder().path())
                : List.of();
    }

    /** Opens a collection and all in it, or weighs one that there is no room for; inside the gate. */
    public void openAll(CollectionPath path) throws IOException {
        boolean isThere;
        try {
            isThere = find(path).isPresent();
        } catch (StoreException.NoMemory e) {
            usage.weigh(location(path).toRealPath());
            return;
        }
        if (isThere) {
            for (String child : children(path)) {
                openAll(path.child(child));
            }
        }
    }

    /** The octets of the members of a collection and of all in it; inside the gate. */
    public long octets(CollectionPath path) throws IOException {
        long sum = find(path).map(found -> found.folder().index().octets()).orElse(0L);
        for (String child : children(path)) {
            sum += octets(path.child(child));
        }
        return sum;
    }

    /** The names of all homes; inside the gate. */
    public List<String> homes() throws IOException {
        return Listing.folders(root);
    }

    /** What becomes of the caches of a folder that is let go of. */
    public enum Caches {
        SAVED,
        ABANDONED
    }

    /** Lets go of a folder and all below it, links resolved; their collections are gone. Alone inside the gate. */
    public void release(Path real, Caches caches) {
        slots.forEach((path, slot) -> {
            if (path.startsWith(real)) {
                slot.release(caches);
                slots.remove(path, slot);
            }
        });
        usage.forget(real);
        collections.values().removeIf(collection -> collection.folder().isGone());
    }

    /** Forgets a path that is no more, such as a link, and all below it; the folders stay open. */
    public void forget(CollectionPath gone) {
        collections.keySet().removeIf(path -> path.isWithin(gone));
    }

    /** How many folders are open. */
    public int size() {
        return (int) slots.values().stream().filter(Slot::isHeld).count();
    }

    /** The open folder at a path without links; null if it is not open. */
    @Nullable
    public Folder openAt(Path real) {
        Slot slot = slots.get(real);
        Folder folder = slot == null ? null : slot.folder();
        return folder == null || folder.isGone() ? null : folder;
    }

    /** The open folders that have something to save. */
    public List<Folder> unsaved() {
        List<Folder> unsaved = new ArrayList<>();
        for (Slot slot : slots.values()) {
            Folder folder = slot.folder();
            if (folder != null && !folder.isGone() && folder.hasUnsaved()) {
                unsaved.add(folder);
            }
        }
        return unsaved;
    }

    public void close() {
        slots.values().forEach(slot -> slot.release(Caches.SAVED));
        slots.clear();
        collections.clear();
    }
}
