package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.collection.FileCollection;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.file.collection.Steps;
import dev.fasti.store.file.datafolder.DataFolder;
import dev.fasti.store.file.datafolder.FolderLock;
import dev.fasti.store.file.datafolder.Freezer;
import dev.fasti.store.file.datafolder.FrozenFolder;
import dev.fasti.store.file.datafolder.Restoration;
import dev.fasti.store.file.datafolder.StoreLocked;
import dev.fasti.store.file.disk.Activity;
import dev.fasti.store.file.disk.CountingDisk;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.disk.Failures;
import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.FolderOpener;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.Marks;
import dev.fasti.store.file.past.MassDeletes;
import dev.fasti.store.file.past.Retention;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyHolders;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import dev.fasti.store.quota.Quotas;
import dev.fasti.store.quota.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The store that keeps each collection as a folder and each member as a file below one data folder. */
public final class FileStore implements CollectionStore {
    private static final int SLACK = 10_000;
    private static final Duration RESCAN = Duration.ofSeconds(30);

    private final Path data;
    private final Setting setting;
    private final FolderLock lock;
    private final Gate gate = new Gate();
    private final Folders folders;
    private final HomeUsage usage;
    private final Attic attic;
    private final Trash trash;
    private final StoreWrites writes;
    private final StorePast past;
    private final Saver saver;
    private final Pruner pruner;

    private FileStore(Path data, Path root, Setting setting, Quotas quotas, OpenBounds bounds, FolderLock lock) {
        this.data = data;
        this.setting = setting;
        this.lock = lock;
        Examiner examiner = new Examiner(setting.facts());
        this.usage = new HomeUsage(root, quotas, this::openAll);
        Path own = data.resolve("fasti");
        Marks marks = new Marks(own.resolve("marks"));
        MassDeletes massDeletes = new MassDeletes(
                setting.retention().brake(), marks, setting.clock().instant());
        Steps steps = Steps.of(gate, root, setting, examiner, massDeletes);
        this.folders = new Folders(root, new FolderOpener(setting, examiner, usage), steps, usage, bounds);
        this.trash = new Trash(own.resolve("trash"), root, setting);
        this.attic = new Attic(own.resolve("attic"), root, setting.disk(), trash);
        this.writes = new StoreWrites(setting, folders, attic, trash, steps, usage);
        this.past = new StorePast(setting, gate, folders, writes, trash, marks);
        this.pruner = new Pruner(setting, root, folders, trash, marks);
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
        return open(data, facts, clock, rescan, Retention.USUAL, Quotas.NONE, OpenBounds.NONE);
    }

    /** Opens a data folder, as above, with this much of the past, what each home may hold, and what is open at once. */
    public static FileStore open(
            Path data,
            FactsReader facts,
            Clock clock,
            Duration rescan,
            Retention retention,
            Quotas quotas,
            OpenBounds bounds) {
        Setting setting = new Setting(facts, clock, new CountingDisk(Disk.REAL), SLACK, rescan, retention);
        return open(data, setting, quotas, bounds);
    }

    static FileStore open(Path data, Setting setting, Quotas quotas, OpenBounds bounds) {
        try {
            Path real = DataFolder.makeTop(data);
            FolderLock lock = FolderLock.take(real);
            boolean opened = false;
            try {
                Restoration.complete(real);
                DataFolder.fill(real);
                FileStore store = new FileStore(
                        real, real.resolve("collection-root").toRealPath(), setting, quotas, bounds, lock);
                store.attic.recover();
                store.trash.recover();
                store.folders.own().lookAtAll();
                store.saver.start();
                store.pruner.start();
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
    public CollectionStore by(Author author) {
        return new AuthoredStore(this, writes, author);
    }

    @Override
    public Collection create(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties) {
        return writes.create(path, kind, properties, Author.UNKNOWN);
    }

    @Override
    public void delete(CollectionPath path) {
        writes.delete(path, Author.UNKNOWN);
    }

    @Override
    public Outcome transfer(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination) {
        return writes.transfer(transfer, from, source, to, facts, destination, Author.UNKNOWN);
    }

    @Override
    public Outcome transfer(Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite) {
        return writes.transfer(transfer, from, to, overwrite, Author.UNKNOWN);
    }

    /** What the store keeps of what was. */
    public StorePast past() {
        return past;
    }

    private void openAll(CollectionPath home) throws IOException {
        gate.together(() -> {
            folders.openAll(home);
            return home;
        });
    }

    /** How much the homes take. */
    public Space space() {
        return usage;
    }

    /** The names of all homes, sorted. */
    public List<String> homes() {
        return together(folders::homes);
    }

    /** Which collections have which of our own properties. */
    public PropertyHolders ownProperties() {
        return folders.own();
    }

    /** Opens in the background what was used last, half of what may be open, and compares it with its files after a pause. */
    public Future<?> openAhead(Duration pause) {
        return new Ahead(folders, gate).start(pause);
    }

    /** How many collections are open: those that were asked for or opened ahead. */
    public int openCollections() {
        return folders.size();
    }

    /** What it has done so far. */
    public Activity activity() {
        return setting.disk().activity();
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
    public void adopt(CollectionPath path, FolderFiller filler, Author author) throws IOException {
        new Adoption(setting, gate, folders, attic).run(path, filler, author);
        usage.arrived(path);
    }

    /** Erases from the history what its time is up for; done in the background, too. */
    void prune() {
        pruner.run();
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        saver.close();
        pruner.close();
        folders.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw Failures.of(e, data);
        }
    }
}
