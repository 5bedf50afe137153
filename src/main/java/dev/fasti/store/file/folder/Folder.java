package dev.fasti.store.file.folder;

import dev.fasti.store.Author;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.FolderSync;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.index.Latest.Tombstone;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.ResourceId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open folder: what is published of it, and the steps by which that changes. Several paths may lead to one folder
 * through links; they share this.
 *
 * <p>Everything but {@link #snapshot} and the marks is used under {@link #lock}.
 */
public final class Folder {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

    private final Places places;
    private final Setting setting;
    private final ChangeLog log;
    private final Past past;
    private final Records records;
    private final KeptProperties properties;
    private final FolderSync names;
    private final HomeUsage usage;
    private final Watch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Object identity;
    private volatile FileSnapshot published;
    private volatile boolean gone;
    private volatile int unsaved;
    /** The folder's time in the saved index. */
    private volatile long savedAt;

    Folder(FolderOpener.Opened opened, Setting setting, HomeUsage usage) {
        this.usage = usage;
        this.places = opened.places();
        this.setting = setting;
        this.log = opened.log();
        this.past = opened.past();
        this.records = new Records(places, log, past, setting.clock());
        this.properties = new KeptProperties(opened.memberProperties(), past, places, setting.clock());
        this.names = new FolderSync(setting.disk());
        this.identity = opened.identity();
        this.published = opened.snapshot();
        this.watch = new Watch(places.folder(), opened.seen());
        this.unsaved = opened.unsaved();
        this.savedAt = opened.seen().mtime();
        usage.holds(path(), index().octets());
    }

    public Places places() {
        return places;
    }

    public Path path() {
        return places.folder();
    }

    public ReentrantLock lock() {
        return lock;
    }

    public FileSnapshot snapshot() {
        return published;
    }

    public CollectionIndex index() {
        return published.index();
    }

    public Past past() {
        return past;
    }

    /** The dead properties of its members. */
    public KeptProperties properties() {
        return properties;
    }

    public Object identity() {
        return identity;
    }

    public Glance seen() {
        return watch.last();
    }

    public void seen(Glance other) {
        watch.saw(other);
    }

    public boolean isGone() {
        return gone;
    }

    /** From here on, whoever still holds the collection is told that it does not exist. */
    public synchronized void markGone() {
        if (!gone) {
            gone = true;
            usage.forget(path());
        }
    }

    public HomeUsage usage() {
        return usage;
    }

    public void requireHere() {
        if (gone) {
            throw new StoreException.NotFound("the collection");
        }
    }

    /** The revision that the next change makes. */
    public long nextRevision() {
        return index().chain().revision() + 1;
    }

    /** Records and publishes a member that {@code step} puts in place; if the step fails, nothing has changed. */
    public void write(Entry entry, Author author, FolderStep step) throws IOException {
        recorded(List.of(entry), author, (events, kept) -> step.run());
    }

    /** Removes a member's file, records and publishes its end; if that fails, nothing has changed. */
    public void remove(String name, Author author) throws IOException {
        Records.Step step = (events, kept) -> past.remove(events.get(0));
        properties.end(name, index().entry(name), author, () -> recorded(List.of(tombstone(name)), author, step));
    }

    /** Records and publishes a member that {@code step} gives another name; its revision is the next but one. */
    public void move(String from, Entry entry, Author author, FolderStep step) throws IOException {
        Records.Step linked = (events, kept) -> {
            kept.link(events.get(0));
            step.run();
        };
        List<Latest> changes = List.of(tombstone(from), entry);
        properties.end(from, index().entry(from), author, () -> recorded(changes, author, linked));
    }

    /** Replaces the file of the collection's properties, and publishes them. */
    public void replaceProps(Props after, Author author, FolderStep step) throws IOException {
        long revision = index().chain().revision();
        Event event = new Event(setting.clock().instant(), revision, Places.PROPS, null, null, author);
        Past.Attempt kept = past.attempt();
        boolean performed = false;
        try {
            kept.begin(List.of(event));
            watch.during(step);
            performed = true;
        } finally {
            if (!performed) {
                kept.takeBack();
            }
        }
        amend(after, FileStamp.of(places.props()).orElse(null));
    }

    private Tombstone tombstone(String name) {
        return new Tombstone(name, nextRevision(), setting.clock().millis());
    }

    private void recorded(List<Latest> changes, Author author, Records.Step step) throws IOException {
        publish(records.make(
                changes,
                author,
                index(),
                published.created().toEpochMilli(),
                (events, kept) -> watch.during(() -> step.run(events, kept))));
    }

    /** Publishes what was found on the disk. */
    public void writeFound(Entry entry) {
        publish(records.found(entry, index(), published.created().toEpochMilli()));
    }

    /** Publishes that a file is gone from the disk. */
    public void removeFound(String name) {
        publish(records.found(tombstone(name), index(), published.created().toEpochMilli()));
        properties.forget(name);
    }

    /** Publishes other knowledge of a member whose content is the same. */
    public void amend(Entry entry) {
        publish(index().amended(entry));
    }

    /** Publishes other properties of the collection, which lie in a file of this stamp. */
    public void amend(Props props, @Nullable FileStamp stamp) {
        published = published.with(
                ResourceId.kept(published.props(), props), setting.clock().instant());
        watch.sawProps(stamp);
    }

    private void publish(CollectionIndex index) {
        usage.holds(path(), index.octets());
        published = published.with(index, setting.clock().instant());
        unsaved++;
        if (log.isBloated(index.byName().size(), setting.slack())) {
            try {
                log.rewrite(index, published.created().toEpochMilli());
            } catch (IOException e) {
                LOG.warn("The change log of {} cannot be made shorter: {}", path(), e.toString());
            }
        }
    }

    /** Makes every rename that this thread did in the folder durable; not under the lock, so that writers share it. */
    public void syncNames() throws IOException {
        try {
            past.syncNames();
            names.sync(path());
        } catch (NoSuchFileException e) {
            // Deleted since, or moved: then it was synced before.
            if (!gone) {
                throw e;
            }
        }
    }

    /** Whether so much has changed since the index was saved that a start without it would be slow. */
    public boolean wantsSaving() {
        return unsaved > 1000 + index().byName().size() / 8;
    }

    public boolean hasUnsaved() {
        return unsaved > 0 || savedAt != seen().mtime();
    }

    /** Saves the index; used under the lock at closing and moving, without it in the background. */
    public void save() throws IOException {
        int covered;
        IndexFile.State state;
        lock.lock();
        try {
            covered = unsaved;
            long created = published.created().toEpochMilli();
            state = new IndexFile.State(published.kind(), created, log.extent(), seen().mtime(), index());
        } finally {
            lock.unlock();
        }
        IndexFile.save(places.factsIndex(), state);
        lock.lock();
        try {
            unsaved -= covered;
            savedAt = state.mtime();
        } finally {
            lock.unlock();
        }
    }

    public ChangeLog log() {
        return log;
    }

    /** Makes the caches durable. */
    public void keep() {
        try {
            if (hasUnsaved()) {
                log.force();
                save();
                setting.disk().syncFolder(path());
            }
        } catch (IOException e) {
            LOG.warn("The index of {} cannot be saved; the next start will be slower: {}", path(), e.toString());
        }
    }

    /** Makes the caches durable and lets go of the folder. */
    public void close() {
        keep();
        markGone();
    }
}
