package dev.fasti.store.file.folder;

import dev.fasti.store.Author;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.disk.FolderSync;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.file.past.Journal;
import dev.fasti.store.file.past.JournalLine;
import dev.fasti.store.file.past.VersionName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
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
public final class Past {
    private static final Logger LOG = LoggerFactory.getLogger(Past.class);

    private final Places places;
    private final Setting setting;
    private final VersionFiles versions;
    private final Journal journal;
    private final FolderSync names;
    private final AtomicLong changes = new AtomicLong();
    private volatile long synced;

    public Past(Places places, Setting setting) {
        this.places = places;
        this.setting = setting;
        this.versions = new VersionFiles(places, setting.disk());
        this.journal = new Journal(places.journal());
        this.names = new FolderSync(setting.disk());
    }

    /**
     * Makes the name of every version that this thread has kept durable; not under the lock, so that writers share it.
     * Costs nothing if nothing was kept since the last time.
     */
    public void syncNames() throws IOException {
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
            List<Event> named = new ArrayList<>(events.size());
            for (Event event : events) {
                named.add(
                        switch (event.what()) {
                            case CREATED -> event;
                            case REPLACED, PROPERTIES -> linked(event);
                            case ITEM_PROPERTIES -> event.before() == null ? event : linked(event);
                            case DELETED -> versions.free(event);
                        });
            }
            point = append(named);
            return named;
        }

        /** Keeps a file under the first name that no other version has: two changes may come within a millisecond. */
        private Event linked(Event event) throws IOException {
            Event later = event;
            while (true) {
                try {
                    link(later);
                    return later;
                } catch (FileAlreadyExistsException e) {
                    later = later.at(later.time().plusMillis(1));
                }
            }
        }

        /**
         * Keeps a file that will have the same octets elsewhere, or other ones.
         *
         * @throws FileAlreadyExistsException if another version has the name that the event gives it
         */
        void link(Event event) throws IOException {
            if (isOn()) {
                Path kept = versions.keep(file(event), VersionName.of(event));
                if (kept != null) {
                    links.add(kept);
                    changes.incrementAndGet();
                }
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

    private Path file(Event event) {
        return event.what() == Event.What.ITEM_PROPERTIES
                ? places.memberProperties().resolve(event.member())
                : places.folder().resolve(event.name());
    }

    Attempt attempt() {
        return new Attempt();
    }

    /** Writes down what was found to have happened already. */
    public void found(List<? extends JournalLine> events) {
        if (!isOn() || events.isEmpty()) {
            return;
        }
        append(events);
    }

    private Journal.@Nullable Point append(List<? extends JournalLine> events) {
        try {
            try {
                return journal.append(events);
            } catch (NoSuchFileException e) {
                versions.makeFolder();
                return journal.append(events);
            }
        } catch (IOException e) {
            LOG.warn("The journal of {} cannot be written: {}", places.folder(), e.toString());
            return null;
        }
    }

    /** Makes ready, at opening: later no write has to make the folder. */
    void open() {
        if (isOn()) {
            try {
                versions.makeFolder();
            } catch (IOException e) {
                LOG.warn("There can be no history of {}: {}", places.folder(), e.toString());
            }
            trim();
        }
    }

    /** Takes a member's file out of the folder in one step: into the history, or away. */
    void remove(Event event) throws IOException {
        Path file = places.folder().resolve(event.name());
        if (isOn()) {
            versions.take(file, VersionName.of(event));
            changes.incrementAndGet();
        } else {
            setting.disk().delete(file);
        }
    }

    /** What the journal tells of members and properties; needs no lock. */
    public List<Event> events() throws IOException {
        return Event.in(journal.read());
    }

    /** Drops what the journal tells of times that nothing is kept of any more. */
    public void trim() {
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
    public void forget(Predicate<String> which) throws IOException {
        journal.forget(event -> which.test(event.member()));
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
