package dev.fasti.store.file.folder;

import dev.fasti.store.Author;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.cache.LogRecord;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest.Tombstone;
import dev.fasti.store.file.past.Event;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder against what index and change log know of them, at opening.
 *
 * <p>A file of known size and time is what the index says; another is read. Content that the log does not have as the
 * name's latest makes a new revision, and so does a name that the log has and the folder has no more.
 */
final class Comparison {
    private final Path folder;
    private final CollectionKind kind;
    private final Examiner examiner;
    private final long now;
    private final Map<String, LogRecord> latest;
    private final Map<String, Entry> known;

    /** In the order of the names. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final List<Tombstone> tombstones = new ArrayList<>();
    private final List<LogRecord> added = new ArrayList<>();
    private Chain chain;
    private int examined;

    /** @param known the index: members without revision and properties */
    Comparison(
            Path folder, CollectionKind kind, Examiner examiner, long now, History history, Map<String, Entry> known) {
        this.folder = folder;
        this.kind = kind;
        this.examiner = examiner;
        this.now = now;
        this.latest = history.latest();
        this.known = known;
        this.chain = history.chain();
    }

    /** @param names what is in the folder; they are taken out, as all together may be more than a small heap has room for */
    void run(Deque<String> names) {
        Listing.files(folder, names, this::file);
        List<String> vanished = new ArrayList<>();
        latest.forEach((name, record) -> {
            if (entries.containsKey(name)) {
                return;
            }
            if (record.digest() == null) {
                tombstones.add(new Tombstone(name, record.revision(), record.time()));
            } else if (Listing.couldShow(folder, name)) {
                vanished.add(name);
            }
        });
        vanished.sort(null);
        vanished.forEach(name -> tombstones.add(new Tombstone(name, add(name, null), now)));
    }

    private void file(String name, FileStamp stamp) {
        Entry entry = member(name, stamp).orElse(null);
        if (entry == null) {
            return;
        }
        LogRecord record = latest.get(name);
        long revision = record != null && entry.digest().equals(record.digest())
                ? record.revision()
                : add(name, entry.digest());
        entries.put(entry.name(), entry.revision() == revision ? entry : entry.withRevision(revision));
    }

    private Optional<Entry> member(String name, FileStamp stamp) {
        LogRecord record = latest.get(name);
        Digest logged = record == null ? null : record.digest();
        Entry remembered = known.get(name);
        if (remembered != null && remembered.isOf(stamp) && (logged == null || logged.equals(remembered.digest()))) {
            return Optional.of(remembered);
        }
        examined++;
        Optional<Entry> read = examiner.examine(folder.resolve(name), kind, remembered);
        if (read.isPresent() || record == null || logged == null) {
            return read;
        }
        // It is there but cannot be read now: clients must not take that for a removal.
        return Optional.of(new Entry(
                name,
                logged,
                Math.max(stamp.size(), 0),
                Long.MIN_VALUE,
                record.time(),
                record.time(),
                record.revision(),
                Examiner.unreadableFacts(),
                Map.of()));
    }

    private long add(String name, @Nullable Digest digest) {
        LogRecord record = new LogRecord(chain.revision() + 1, now, name, digest);
        chain = chain.plus(record.hash(chain.last()));
        added.add(record);
        return record.revision();
    }

    /** The outcome, with these properties of members. */
    CollectionIndex index(Map<String, Map<PropertyName, PropertyValue>> properties) {
        properties.forEach((name, some) -> entries.computeIfPresent(name, (same, entry) -> entry.withProperties(some)));
        return CollectionIndex.of(entries.values(), tombstones, chain);
    }

    /** The changes that the log does not have yet, in order. */
    List<LogRecord> added() {
        return added;
    }

    /** The same changes for the history; who made them is not known. */
    List<Event> events() {
        return added.stream()
                .map(record -> new Event(
                        Instant.ofEpochMilli(record.time()),
                        record.revision(),
                        record.name(),
                        before(record.name()),
                        record.digest() == null ? null : record.digest().etag(),
                        Author.OUTSIDE))
                .toList();
    }

    private @Nullable ETag before(String name) {
        LogRecord record = latest.get(name);
        Digest digest = record == null ? null : record.digest();
        return digest == null ? null : digest.etag();
    }

    /** How many files had to be read. */
    int examined() {
        return examined;
    }
}
