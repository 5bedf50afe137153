package dev.fasti.store.file.collection;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.disk.FileNames;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.Glance;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.props.MalformedProps;
import dev.fasti.store.file.props.PropsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices, in an open folder, what was changed behind the server's back. */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How long a write of ours may take from a file's octets to its name, in nanoseconds; a longer one is only read anew. */
    private static final long WRITING = TimeUnit.SECONDS.toNanos(2);

    private final Setting setting;
    private final Examiner examiner;

    Reconciler(Setting setting, Examiner examiner) {
        this.setting = setting;
        this.examiner = examiner;
    }

    /**
     * Looks at the folder without opening a file in it, and compares all of it with the index if it has changed or was
     * not compared for long. Gives way to a writer that is at work.
     */
    void glance(Folder folder) throws IOException {
        FileStamp stamp = stamp(folder);
        if (stamp == null) {
            return;
        }
        if (stamp.mtime() == folder.seen().mtime() && !isDue(folder)) {
            return;
        }
        if (!folder.lock().tryLock()) {
            return;
        }
        try {
            FileStamp again = stamp(folder);
            if (again != null && (again.mtime() != folder.seen().mtime() || isDue(folder))) {
                scan(folder, again);
            }
        } finally {
            folder.lock().unlock();
        }
    }

    /** Compares all of the folder with the index. Whoever reads meanwhile sees what it was before. */
    void compare(Folder folder) throws IOException {
        folder.lock().lock();
        try {
            FileStamp stamp = stamp(folder);
            if (stamp != null) {
                scan(folder, stamp);
            }
        } finally {
            folder.lock().unlock();
        }
    }

    /** @throws StoreException.NotFound if the folder is no more, or another one is in its place */
    void requireHere(Folder folder) throws IOException {
        stamp(folder);
        folder.requireHere();
    }

    /** What is at a folder's path; null if it is no more, or another is in its place: from then on it is gone. */
    private static @Nullable FileStamp stamp(Folder folder) throws IOException {
        FileStamp stamp = FileStamp.of(folder.path()).orElse(null);
        if (stamp == null || !stamp.isFolder() || !stamp.key().equals(folder.identity())) {
            folder.markGone();
        }
        return folder.isGone() ? null : stamp;
    }

    private boolean isDue(Folder folder) {
        long interval = setting.rescan().toMillis();
        long age = setting.clock().millis() - folder.seen().at();
        return interval > 0 && (age < 0 || age >= interval);
    }

    /** Compares every file with the index; under the folder's lock. */
    private void scan(Folder folder, FileStamp stamp) throws IOException {
        FileStamp props = props(folder);
        CollectionKind before = folder.snapshot().kind();
        if (!Objects.equals(props, folder.seen().props())) {
            props = takeProps(folder, props);
        }
        boolean otherKind = folder.snapshot().kind() != before;
        Set<String> there = new HashSet<>(folder.index().byName().size() * 2);
        Listing.files(folder.path(), Listing.names(folder.path()), (name, found) -> {
            Entry entry = folder.index().entry(name);
            there.add(entry == null ? name : entry.name());
            if (otherKind || entry == null || !entry.isOf(found)) {
                examine(folder, name);
            }
        });
        vanished(folder, there).forEach(folder::removeFound);
        folder.seen(new Glance(stamp.mtime(), props, setting.clock().millis()));
    }

    /** The stamp of the file of properties; null if it is gone, not if it only seems so because the folder is away just now. */
    private @Nullable FileStamp props(Folder folder) throws IOException {
        Path file = folder.places().props();
        FileStamp found = FileStamp.of(file).orElse(null);
        if (found == null && folder.seen().props() != null) {
            requireHere(folder);
            return FileStamp.of(file).orElse(null);
        }
        return found;
    }

    /**
     * Publishes what the file of properties says. One that makes no sense may be half written: until the folder is opened
     * anew, the collection stays what it was, for clients forget a calendar that is none.
     *
     * @return the stamp of the file that was believed last
     */
    private static @Nullable FileStamp takeProps(Folder folder, @Nullable FileStamp stamp) throws IOException {
        Path file = folder.places().props();
        try {
            folder.amend(PropsFile.read(file), stamp);
            return stamp;
        } catch (MalformedProps e) {
            LOG.warn("{} makes no sense, its collection stays as it was: {}", file, e.toString());
            return folder.seen().props();
        }
    }

    /**
     * The members that are gone. Those that were not there may have come back meanwhile, or not have been come to because
     * the folder was moved away: so there is a second look.
     */
    private List<String> vanished(Folder folder, Set<String> there) throws IOException {
        List<String> vanished = new ArrayList<>();
        for (Entry entry : folder.index().byName()) {
            String name = entry.name();
            if (!there.contains(name)
                    && Listing.stamp(folder.path(), name)
                            .filter(FileStamp::isFile)
                            .isEmpty()) {
                vanished.add(name);
            }
        }
        if (!vanished.isEmpty()) {
            requireHere(folder);
            vanished.removeIf(name -> !Listing.couldShow(folder.path(), name));
        }
        return vanished;
    }

    /**
     * Brings the index up to what is on the disk under one name; under the folder's lock.
     *
     * @return what is there
     * @throws StoreException.NotFound if the folder is no more: then nothing is told of its members
     */
    Optional<FileStamp> refresh(Folder folder, String name) throws IOException {
        Optional<FileStamp> found = FileStamp.of(FileNames.in(folder.path(), name));
        Entry entry = folder.index().entry(name);
        if (found.isPresent() && found.get().isFile()) {
            if (entry == null || !entry.isOf(found.get())) {
                examine(folder, name);
            }
        } else if (entry != null) {
            requireHere(folder);
            folder.removeFound(name);
        }
        return found;
    }

    /**
     * As {@link #refresh(Folder, String)}; for a condition that is of content, what was edited with its size and time kept
     * is seen as well: at the price of one more look at the file, and of reading it if it was touched long after the time
     * that it bears.
     */
    Optional<FileStamp> refresh(Folder folder, String name, WriteCondition condition) throws IOException {
        Optional<FileStamp> found = refresh(folder, name);
        Entry entry = folder.index().entry(name);
        if (condition.isOfContent()
                && entry != null
                && FileStamp.touched(FileNames.in(folder.path(), name)) - entry.mtime() > WRITING) {
            examine(folder, name);
        }
        return found;
    }

    private void examine(Folder folder, String name) {
        Path file = folder.path().resolve(name);
        Entry entry = folder.index().entry(name);
        examiner.examine(file, folder.snapshot().kind(), entry).ifPresent(found -> take(folder, found));
    }

    /** Publishes what was read from the disk; the same content is no change. */
    void take(Folder folder, Entry found) {
        Entry entry = folder.index().entry(found.name());
        if (entry != null && entry.digest().equals(found.digest())) {
            folder.amend(found.withRevision(entry.revision()));
        } else {
            LOG.debug("{} in {} was changed by somebody else", found.name(), folder.path());
            folder.writeFound(found.withRevision(folder.nextRevision()));
        }
    }

    Examiner examiner() {
        return examiner;
    }
}
