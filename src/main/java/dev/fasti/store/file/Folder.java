package dev.fasti.store.file;

import dev.fasti.store.StoreException;
import dev.fasti.store.file.Latest.Entry;
import dev.fasti.store.file.Latest.Tombstone;
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
final class Folder {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Places places;
    private final Setting setting;
    private final ChangeLog log;
    private final MemberProperties memberProperties;
    private final FolderSync names;
    private final ReentrantLock lock = new ReentrantLock();
    private final Object identity;
    private volatile FileSnapshot published;
    private volatile boolean gone;
    private volatile Seen seen;
    private volatile int unsaved;

    /**
     * What the folder looked like when it was last compared with the index.
     *
     * @param mtime the folder's modification time
     * @param props the stamp of the properties' file; null if there was none
     * @param at when all files were last looked at, in milliseconds since 1970
     */
    record Seen(long mtime, @Nullable FileStamp props, long at) {}

    Folder(Opened opened, Setting setting) {
        this.places = opened.places();
        this.setting = setting;
        this.log = opened.log();
        this.memberProperties = opened.memberProperties();
        this.names = new FolderSync(setting.disk());
        this.identity = opened.identity();
        this.published = opened.snapshot();
        this.seen = opened.seen();
        this.unsaved = opened.unsaved();
    }

    /** Everything that opening a folder found out. */
    record Opened(
            Places places,
            Object identity,
            ChangeLog log,
            MemberProperties memberProperties,
            FileSnapshot snapshot,
            Seen seen,
            int unsaved) {}

    Places places() {
        return places;
    }

    Path path() {
        return places.folder();
    }

    ReentrantLock lock() {
        return lock;
    }

    FileSnapshot snapshot() {
        return published;
    }

    CollectionIndex index() {
        return published.index();
    }

    MemberProperties memberProperties() {
        return memberProperties;
    }

    Object identity() {
        return identity;
    }

    Seen seen() {
        return seen;
    }

    void seen(Seen other) {
        seen = other;
    }

    boolean isGone() {
        return gone;
    }

    /** From here on, whoever still holds the collection is told that it does not exist. */
    void markGone() {
        gone = true;
    }

    void requireHere() {
        if (gone) {
            throw new StoreException.NotFound("the collection");
        }
    }

    /** A change to the folder that a published state goes with. */
    interface Step {
        void run() throws IOException;

        /** The change has taken place already. */
        Step DONE = () -> {};
    }

    /** The revision that the next change makes. */
    long nextRevision() {
        return index().chain().revision() + 1;
    }

    /** Records and publishes a member that {@code step} puts in place; if the step fails, nothing has changed. */
    void write(Entry entry, Step step) throws IOException {
        recorded(step, List.of(entry));
    }

    /** Records and publishes the end of a member that {@code step} removes; if the step fails, nothing has changed. */
    void remove(String name, Step step) throws IOException {
        recorded(step, List.of(tombstone(name)));
        memberProperties.forget(name);
    }

    /** Records and publishes a member that {@code step} gives another name; its revision is the next but one. */
    void move(String from, Entry entry, Step step) throws IOException {
        recorded(step, List.of(tombstone(from), entry));
        memberProperties.forget(from);
    }

    private Tombstone tombstone(String name) {
        return new Tombstone(name, nextRevision(), setting.clock().millis());
    }

    /** Appends the changes to the log, does the step, and publishes the outcome at once. */
    private void recorded(Step step, List<Latest> changes) throws IOException {
        ChangeLog.Mark mark = log.mark();
        boolean performed = false;
        try {
            CollectionIndex next = index();
            for (Latest change : changes) {
                next = append(change, next);
            }
            tracked(step);
            performed = true;
            publish(next);
        } finally {
            if (!performed) {
                log.takeBack(mark);
            }
        }
    }

    private CollectionIndex append(Latest change, CollectionIndex before) throws IOException {
        LogRecord record = record(change);
        long hash = record.hash(before.chain().last());
        log.append(record, hash, before, published.created().toEpochMilli());
        return before.with(change, hash);
    }

    private LogRecord record(Latest change) {
        Digest digest = change instanceof Entry entry ? entry.digest() : null;
        return new LogRecord(change.revision(), setting.clock().millis(), change.name(), digest);
    }

    /** Publishes what was found on the disk; that the log cannot be written now must not hide it. */
    void writeFound(Entry entry) {
        publish(appendFound(entry));
    }

    /** Publishes that a file is gone from the disk. */
    void removeFound(String name) {
        publish(appendFound(tombstone(name)));
        memberProperties.forget(name);
    }

    private CollectionIndex appendFound(Latest change) {
        LogRecord record = record(change);
        long hash = record.hash(index().chain().last());
        try {
            log.append(record, hash, index(), published.created().toEpochMilli());
        } catch (IOException e) {
            log.fallBehind();
            LOG.warn("The change log of {} cannot be written: {}", path(), e.toString());
        }
        return index().with(change, hash);
    }

    /** Publishes other knowledge of a member whose content is the same. */
    void amend(Entry entry) {
        publish(index().amended(entry));
    }

    /** Publishes other properties of the collection, which lie in a file of this stamp. */
    void amend(Props props, @Nullable FileStamp stamp) {
        published = published.with(props, setting.clock().instant());
        seen = new Seen(seen.mtime(), stamp, seen.at());
    }

    /** Does something to the folder without taking it for a change behind our back. */
    void tracked(Step step) throws IOException {
        boolean quiet = mtime() == seen.mtime();
        step.run();
        if (quiet) {
            seen = new Seen(mtime(), seen.props(), seen.at());
        }
    }

    private long mtime() {
        try {
            return FileStamp.of(path()).map(FileStamp::mtime).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN; // Which no folder has: the next glance compares everything.
        }
    }

    private void publish(CollectionIndex index) {
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
    void syncNames() throws IOException {
        try {
            names.sync(path());
        } catch (NoSuchFileException e) {
            // Deleted since, or moved: then it was synced before.
            if (!gone) {
                throw e;
            }
        }
    }

    /** Whether so much has changed since the index was saved that a start without it would be slow. */
    boolean wantsSaving() {
        return unsaved > 1000 + index().byName().size() / 8;
    }

    boolean hasUnsaved() {
        return unsaved > 0;
    }

    /** Saves the index; used under the lock at closing and moving, without it in the background. */
    void save() throws IOException {
        int covered = unsaved;
        FileSnapshot now = published;
        FactsIndex.save(places.factsIndex(), now.kind(), now.index());
        lock.lock();
        try {
            unsaved -= covered;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the caches durable and lets go of the folder. */
    void close() {
        try {
            if (hasUnsaved()) {
                save();
            }
            log.force();
            setting.disk().syncFolder(path());
        } catch (IOException e) {
            LOG.warn("The index of {} cannot be saved; the next start will be slower: {}", path(), e.toString());
        }
        gone = true;
    }
}
