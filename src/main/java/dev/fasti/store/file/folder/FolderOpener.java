package dev.fasti.store.file.folder;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.cache.SavedIndex;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.file.props.ResourceId;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a folder: compares its files with the index and the change log, and takes what differs for new revisions. Where
 * the files need not be looked at, the folder goes on as it was left.
 */
public final class FolderOpener {
    private static final Logger LOG = LoggerFactory.getLogger(FolderOpener.class);

    private final Setting setting;
    private final Examiner examiner;
    private final HomeUsage usage;

    public FolderOpener(Setting setting, Examiner examiner, HomeUsage usage) {
        this.usage = usage;
        this.setting = setting;
        this.examiner = examiner;
    }

    /** When the files of a folder are compared with its index. */
    public enum Comparing {
        /** Before it is opened. */
        FIRST,
        /** Later, by whoever opens it; before, if the folder's own time says that a file came or went. */
        AFTERWARDS
    }

    /** Everything that opening a folder found out. */
    record Opened(
            Places places,
            Object identity,
            ChangeLog log,
            Past past,
            MemberProperties memberProperties,
            FileSnapshot snapshot,
            Glance seen,
            int unsaved) {}

    /**
     * Opens the folder at a path without links.
     *
     * @param room is told how many files there are, before any is looked into
     * @throws IOException if the folder or its listing cannot be read; one file that cannot be read is left out
     */
    public Folder open(Path path, IntConsumer room, Comparing comparing) throws IOException {
        Places places = new Places(path);
        makeOwnFolders(places);
        Found found = new Found(
                places,
                FileStamp.of(path).orElseThrow(() -> new NoSuchFileException(path.toString())),
                FileStamp.of(places.props()).orElse(null),
                ResourceId.of(places, PropsFile.readOrPlain(places.props()), setting.disk()),
                new ChangeLog(places.log()),
                new MemberProperties(places.memberProperties(), setting.disk()),
                setting.clock().millis());
        SavedIndex saved = saved(places.factsIndex(), found.props().kind());
        if (comparing == Comparing.AFTERWARDS && saved != null && isAsLeft(found, saved)) {
            room.accept(saved.entries().size());
            return resumed(found, saved);
        }
        return compared(found, saved, room);
    }

    /** What opening a folder begins with. */
    private record Found(
            Places places,
            FileStamp stamp,
            @Nullable FileStamp propsStamp,
            Props props,
            ChangeLog log,
            MemberProperties memberProperties,
            long now) {
        Path path() {
            return places.folder();
        }
    }

    private static boolean isAsLeft(Found found, SavedIndex saved) {
        try {
            return saved.mtime() == found.stamp().mtime()
                    && found.log().resume(saved.log(), saved.chain().last());
        } catch (IOException e) {
            return false; // Whoever reads the log complains.
        }
    }

    private Folder resumed(Found found, SavedIndex saved) throws IOException {
        CollectionIndex index = CollectionIndex.of(
                withProperties(saved.entries(), found.memberProperties().load(found.path())),
                saved.tombstones(),
                saved.chain());
        Past past = new Past(found.places(), setting);
        past.open();
        return folder(found, past, index, saved.created(), 0);
    }

    private static List<Entry> withProperties(
            List<Entry> entries, Map<String, Map<PropertyName, PropertyValue>> properties) {
        if (properties.isEmpty()) {
            return entries;
        }
        return entries.stream()
                .map(entry -> {
                    Map<PropertyName, PropertyValue> some = properties.get(entry.name());
                    return some == null ? entry : entry.withProperties(some);
                })
                .toList();
    }

    private Folder compared(Found found, @Nullable SavedIndex saved, IntConsumer room) throws IOException {
        Path path = found.path();
        Deque<String> names = Listing.names(path);
        room.accept(names.size());
        Optional<History> loaded = load(found.log());
        History history = loaded.orElseGet(
                () -> History.begin(Math.min(found.stamp().mtimeMillis(), found.now()), Places.seed()));
        Comparison comparison = new Comparison(
                path, found.props().kind(), examiner, found.now(), history, saved == null ? Map.of() : saved.byName());
        comparison.run(names);
        requireSame(found.places(), found.stamp(), found.propsStamp());
        CollectionIndex index = comparison.index(found.memberProperties().load(path));
        settle(found.log(), index, history, comparison);
        Past past = new Past(found.places(), setting);
        past.open();
        if (loaded.isPresent()) {
            past.found(comparison.events());
        }
        warnOfSharedUids(path, index);
        boolean isSaved = saved != null
                && saved.mtime() == found.stamp().mtime()
                && saved.log().equals(found.log().extent());
        return folder(found, past, index, history.created(), isSaved ? 0 : Math.max(1, comparison.examined()));
    }

    private Folder folder(Found found, Past past, CollectionIndex index, long created, int unsaved) {
        return new Folder(
                new Opened(
                        found.places(),
                        found.stamp().key(),
                        found.log(),
                        past,
                        found.memberProperties(),
                        new FileSnapshot(
                                index,
                                found.props(),
                                Instant.ofEpochMilli(created),
                                modified(index, found.propsStamp(), created)),
                        new Glance(found.stamp().mtime(), found.propsStamp(), found.now()),
                        unsaved),
                setting,
                usage);
    }

    private static void makeOwnFolders(Places places) {
        try {
            Places.makeOwn(places.cache());
            Places.makeOwn(places.temporary());
            Leftovers.clear(places.temporary());
        } catch (NoSuchFileException e) {
            LOG.debug("{} has gone: {}", places.folder(), e.toString());
        } catch (IOException e) {
            LOG.warn("{} is served but cannot be written: {}", places.folder(), e.toString());
        }
    }

    /** Of a folder that is moved away meanwhile, members seem to be gone that were not come to, and properties not to be. */
    private static void requireSame(Places places, FileStamp folder, @Nullable FileStamp props) throws IOException {
        boolean isHere = FileStamp.of(places.folder())
                .filter(now -> now.key().equals(folder.key()))
                .isPresent();
        if (!isHere || (props == null && FileStamp.of(places.props()).isPresent())) {
            throw new NoSuchFileException(places.folder().toString());
        }
    }

    private static Optional<History> load(ChangeLog log) {
        try {
            return log.load();
        } catch (IOException e) {
            LOG.warn("A change log cannot be read, clients will synchronise in full: {}", e.toString());
            return Optional.empty();
        }
    }

    private static @Nullable SavedIndex saved(Path file, CollectionKind kind) {
        try {
            return IndexFile.load(file, kind).orElse(null);
        } catch (IOException e) {
            LOG.warn("An index cannot be read and is made anew: {}", e.toString());
            return null;
        }
    }

    private static void settle(ChangeLog log, CollectionIndex index, History history, Comparison found) {
        try {
            log.catchUp(found.added(), index, history.created());
        } catch (IOException e) {
            log.fallBehind();
            LOG.warn("A change log cannot be written: {}", e.toString());
        }
    }

    private static Instant modified(CollectionIndex index, @Nullable FileStamp props, long created) {
        long newest = props == null ? created : Math.max(created, props.mtimeMillis());
        Latest last = index.byRevision().last();
        return Instant.ofEpochMilli(last == null ? newest : Math.max(newest, last.time()));
    }

    private static void warnOfSharedUids(Path path, CollectionIndex index) {
        int shared = index.sharedUids();
        if (shared > 0) {
            LOG.warn("{} holds {} members whose UID another one has too; all are served", path, shared);
        }
    }
}
