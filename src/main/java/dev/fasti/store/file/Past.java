package dev.fasti.store.file;

import dev.fasti.store.Author;
import dev.fasti.store.ETag;
import dev.fasti.store.file.Latest.Entry;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Journal;
import dev.fasti.store.file.past.VersionName;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder keeps of what it held: a hard link to each file that is about to be replaced, each deleted file itself,
 * and the journal of who did it. Used under the folder's lock only.
 *
 * <p>A version that cannot be kept is not replaced; a journal that cannot be written stops nothing.
 */
final class Past {
    private static final Logger LOG = LoggerFactory.getLogger(Past.class);

    private final Places places;
    private final Setting setting;
    private final Journal journal;
    private final FolderSync names;
    private final AtomicLong changes = new AtomicLong();
    private volatile long synced;

    Past(Places places, Setting setting) {
        this.places = places;
        this.setting = setting;
        this.journal = new Journal(places.journal());
        this.names = new FolderSync(setting.disk());
    }

    /**
     * Makes the name of every version that this thread has kept durable; not under the lock, so that writers share it.
     * Costs nothing if nothing was kept since the last time.
     */
    void syncNames() throws IOException {
        long covered = changes.get();
        if (covered > synced) {
            names.sync(places.history());
            synced = covered;
        }
    }

    private boolean isOn() {
        return setting.retention().isOn();
    }

    /** A change that is under way; what it has kept is dropped again if it does not come to pass. */
    final class Attempt {
        private final List<Path> links = new ArrayList<>();
        private Journal.@Nullable Point point;

        /**
         * Writes the changes down, and keeps the files that they replace.
         *
         * @return the same changes, at times at which each version has a name of its own
         */
        List<Event> begin(List<Event> events) throws IOException {
            if (!isOn()) {
                return events;
            }
            makeFolder();
            List<Event> named = events.stream().map(Past.this::named).toList();
            for (Event event : named) {
                if (event.what() == Event.What.REPLACED || event.what() == Event.What.PROPERTIES) {
                    link(event);
                }
            }
            point = append(named);
            return named;
        }

        /** Keeps a file that will have the same octets elsewhere, or other ones. */
        void link(Event event) throws IOException {
            if (isOn()) {
                Path kept = keep(places.folder().resolve(event.name()), VersionName.of(event));
                if (kept != null) {
                    links.add(kept);
                }
                changes.incrementAndGet();
            }
        }

        void takeBack() {
            try {
                for (Path link : links) {
                    Files.deleteIfExists(link);
                }
                if (point != null) {
                    journal.takeBack(point);
                }
            } catch (IOException e) {
                LOG.warn("The history of {} tells of a change that failed: {}", places.folder(), e.toString());
            }
        }
    }

    Attempt attempt() {
        return new Attempt();
    }

    /** Writes down what was found to have happened already. */
    void found(List<Event> events) {
        if (!isOn() || events.isEmpty()) {
            return;
        }
        try {
            makeFolder();
            append(events);
        } catch (IOException e) {
            LOG.warn("The history of {} cannot be written: {}", places.folder(), e.toString());
        }
    }

    private Journal.@Nullable Point append(List<Event> events) {
        try {
            return journal.append(events);
        } catch (IOException e) {
            LOG.warn("The journal of {} cannot be written: {}", places.folder(), e.toString());
            return null;
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(places.history())) {
            Files.createDirectories(places.history());
            setting.disk().syncFolder(Places.parent(places.history()));
        }
    }

    /** Makes ready, at opening: later no write has to make the folder. */
    void open() {
        if (isOn()) {
            try {
                makeFolder();
            } catch (IOException e) {
                LOG.warn("There can be no history of {}: {}", places.folder(), e.toString());
            }
            trim();
        }
    }

    /** Gives a file one more name; null if it has vanished. */
    private @Nullable Path keep(Path file, VersionName wanted) throws IOException {
        Path version = place(wanted);
        if (Files.isSymbolicLink(file)) {
            return copy(file, version);
        }
        try {
            setting.disk().link(file, version);
            return version;
        } catch (NoSuchFileException e) {
            return null;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No hard links here, or as many as the file system takes: 65,000 in some.
            LOG.debug("{} is copied: {}", file, e.toString());
            return copy(file, version);
        }
    }

    private @Nullable Path copy(Path file, Path version) throws IOException {
        byte[] octets;
        try {
            octets = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean whole = false;
        try {
            setting.disk().create(version, octets);
            setting.disk().syncFolder(places.history());
            whole = true;
            return version;
        } catch (FileAlreadyExistsException e) {
            whole = true;
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(version);
            }
        }
    }

    private Path place(VersionName name) {
        return places.history().resolve(name.file());
    }

    /** Two changes of properties may come within a millisecond. */
    private Event named(Event event) {
        Event later = event;
        while (event.what() != Event.What.CREATED
                && Files.exists(place(VersionName.of(later)), LinkOption.NOFOLLOW_LINKS)) {
            later = later.at(later.time().plusMillis(1));
        }
        return later;
    }

    /** Takes a member's file out of the folder in one step: into the history, or away. */
    void remove(Event event) throws IOException {
        Path file = places.folder().resolve(event.name());
        if (!isOn()) {
            setting.disk().delete(file);
            return;
        }
        VersionName name = VersionName.of(event);
        if (!Files.isSymbolicLink(file)) {
            try {
                setting.disk().rename(file, place(name));
                changes.incrementAndGet();
                return;
            } catch (AtomicMoveNotSupportedException e) {
                LOG.debug("{} is copied: {}", file, e.toString());
            }
        }
        Path kept = copy(file, place(name));
        try {
            setting.disk().delete(file);
        } catch (IOException e) {
            if (kept != null) {
                Files.deleteIfExists(kept);
            }
            throw e;
        }
    }

    /** What the journal tells; needs no lock. */
    List<Event> events() throws IOException {
        return journal.read();
    }

    /** Drops what the journal tells of times that nothing is kept of any more. */
    void trim() {
        if (!isOn()) {
            return;
        }
        try {
            Instant limit = setting.clock().instant().minus(setting.retention().keep());
            journal.trim(limit);
        } catch (IOException e) {
            LOG.warn("The journal of {} cannot be made shorter: {}", places.folder(), e.toString());
        }
    }

    /** Drops the events of these names. */
    void forget(Predicate<String> which) throws IOException {
        journal.forget(event -> which.test(event.name()));
    }

    /** The event of a change that is being made. */
    static Event event(Latest change, @Nullable Entry before, long time, Author author) {
        return new Event(
                Instant.ofEpochMilli(time),
                change.revision(),
                change.name(),
                before == null ? null : before.digest().etag(),
                tag(change),
                author);
    }

    private static @Nullable ETag tag(Latest change) {
        return change instanceof Entry entry ? entry.digest().etag() : null;
    }
}
