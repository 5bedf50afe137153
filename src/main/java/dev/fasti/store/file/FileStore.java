package dev.fasti.store.file;

import dev.fasti.store.Collection;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionPath;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.store.MemberPath;
import dev.fasti.store.PropertyHolders;
import dev.fasti.store.PropertyName;
import dev.fasti.store.PropertyValue;
import dev.fasti.store.Snapshot;
import dev.fasti.store.StoreException;
import dev.fasti.store.WriteCondition;
import dev.fasti.store.file.Folders.Caches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store that keeps each collection as a folder and each member as a file below one data folder. */
public final class FileStore implements CollectionStore {
    private static final int SLACK = 10_000;
    private static final Duration RESCAN = Duration.ofSeconds(30);

    private final Path data;
    private final Setting setting;
    private final FolderLock lock;
    private final Gate gate = new Gate();
    private final Reconciler reconciler;
    private final MemberWrites writes;
    private final Folders folders;
    private final Attic attic;
    private final Saver saver;

    private FileStore(Path data, Path root, Setting setting, FolderLock lock) {
        this.data = data;
        this.setting = setting;
        this.lock = lock;
        Examiner examiner = new Examiner(setting.facts());
        this.reconciler = new Reconciler(setting, examiner);
        this.writes = new MemberWrites(setting, reconciler);
        this.folders = new Folders(
                new OwnProperties(root, setting),
                root,
                gate,
                new FolderOpener(setting, examiner),
                reconciler,
                new MemberReads(reconciler, setting.clock()),
                writes);
        this.attic = new Attic(data.resolve("fasti").resolve("attic"), root, setting.disk());
        this.saver = new Saver(folders, gate);
    }

    /**
     * Opens a data folder, and makes it if there is none. Until it is closed no other server can.
     *
     * @param data the folder that holds {@code collection-root}
     * @param facts reads the members that came there by another way than a put
     * @throws StoreLocked if another server has it
     * @throws StoreException.Unavailable if it cannot be made or read
     */
    public static FileStore open(Path data, FactsReader facts, Clock clock) {
        return open(data, facts, clock, RESCAN);
    }

    /**
     * Opens a data folder.
     *
     * @param rescan how long a file that somebody edited in place may go unnoticed in an open collection that is used;
     *     added and removed files are noticed at once, and a file that is read is never taken for what it was
     */
    public static FileStore open(Path data, FactsReader facts, Clock clock, Duration rescan) {
        return open(data, new Setting(facts, clock, Disk.REAL, SLACK, rescan));
    }

    static FileStore open(Path data, Setting setting) {
        try {
            Path real = DataFolder.makeTop(data);
            FolderLock lock = FolderLock.take(real);
            boolean opened = false;
            try {
                Restoration.complete(real);
                DataFolder.fill(real);
                FileStore store =
                        new FileStore(real, real.resolve("collection-root").toRealPath(), setting, lock);
                store.attic.recover();
                store.folders.own().lookAtAll();
                store.saver.start();
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
    }

    private <T extends @Nullable Object> T together(Gate.Work<T, IOException> work) {
        try {
            return gate.together(work);
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
    }

    private <T extends @Nullable Object> T alone(Gate.Work<T, IOException> work) {
        try {
            return gate.alone(work);
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
    }

    @Override
    public Optional<Collection> find(CollectionPath path) {
        gate.requireOpen();
        try {
            Optional<FileCollection> open = folders.findOpen(path);
            if (open.isPresent()) {
                return Optional.of(open.get());
            }
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
        return together(() -> folders.find(path).map(found -> found));
    }

    @Override
    public Optional<Snapshot> lastSeen(CollectionPath path) {
        return folders.lastSeen(path).or(() -> CollectionStore.super.lastSeen(path));
    }

    @Override
    public List<String> children(CollectionPath parent) {
        return together(() -> folders.children(parent));
    }

    @Override
    public Collection create(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        return alone(() -> new Creation(setting, folders, attic).run(path, kind, properties));
    }

    @Override
    public void delete(CollectionPath path) {
        Optional<Path> erased = alone(() -> {
            if (folders.find(path).isEmpty()) {
                throw new StoreException.NotFound(path.toString());
            }
            Path location = folders.location(path);
            if (Files.isSymbolicLink(location)) {
                folders.forget(path);
                setting.disk().delete(location);
                setting.disk().syncFolder(Places.parent(location));
                return Optional.empty();
            }
            Path real = location.toRealPath();
            Path place = attic.take(location);
            folders.release(real, Caches.ABANDONED);
            setting.disk().syncFolder(Places.parent(location));
            folders.own().changed(path);
            return Optional.of(place);
        });
        erased.ifPresent(Leftovers::erase);
    }

    @Override
    public Outcome transfer(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination) {
        Gate.Work<Outcome, IOException> work = () -> member(transfer, from, source, to, facts, destination);
        try {
            return together(work);
        } catch (StoreException.NameTaken e) {
            if (!(destination instanceof WriteCondition.Always)) {
                throw new StoreException.ConditionFailed(Optional.empty());
            }
            return alone(() -> new MemberOverCollection(setting, folders, attic).run(from, to, work));
        }
    }

    private Outcome member(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination)
            throws IOException {
        Folder origin = folders.find(from.collection())
                .orElseThrow(() -> new StoreException.NotFound(from.collection().toString()))
                .folder();
        Folder target = folders.find(to.collection())
                .orElseThrow(() -> new StoreException.ParentMissing(to.name()))
                .folder();
        Outcome outcome = new MemberTransfer(
                        setting,
                        reconciler,
                        writes,
                        gate,
                        transfer,
                        origin,
                        from.name(),
                        source,
                        target,
                        to.name(),
                        destination,
                        facts)
                .run();
        target.syncNames();
        if (transfer == Transfer.MOVE && origin != target) {
            origin.syncNames();
        }
        return outcome;
    }

    /** The names of all homes, sorted. */
    public List<String> homes() {
        return together(folders::homes);
    }

    /** Which collections have which of our own properties. */
    public PropertyHolders ownProperties() {
        return folders.own();
    }

    /** How many collections are open: those that somebody has asked for. */
    public int openCollections() {
        return folders.size();
    }

    @Override
    public Outcome transfer(Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite) {
        return alone(() -> new CollectionTransfer(setting, folders, attic, transfer, from, to).run(overwrite));
    }

    /** Freezes the data folder as it is at one moment, with writers kept out while its files are linked (µs each). */
    public FrozenFolder freeze(FrozenFolder.Part part) {
        return alone(() -> Freezer.freeze(data, attic.newPlace(folders.root()), part));
    }

    /**
     * Takes in a collection as a folder in this store's layout, change log included; refuses as {@link #create}.
     *
     * @param filler fills the folder; what it throws leaves everything as it was
     */
    public void adopt(CollectionPath path, FolderFiller filler) throws IOException {
        new Adoption(setting, gate, folders, attic).run(path, filler);
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        saver.close();
        folders.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
    }
}
