package dev.fasti.store.file.folder;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.file.cache.ChangeLog;
import dev.fasti.store.file.cache.FactsIndex;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.Listing;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.index.Latest.Entry;
import dev.fasti.store.file.props.MemberProperties;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.file.props.PropsFile;
import dev.fasti.store.file.props.ResourceId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a folder: compares its files with the index and the change log, and takes what differs for new revisions. */
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
    public Folder open(Path path, IntConsumer room) throws IOException {
        Places places = new Places(path);
        makeOwnFolders(places);
        FileStamp stamp = FileStamp.of(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        FileStamp propsStamp = FileStamp.of(places.props()).orElse(null);
        Props props = ResourceId.of(places, PropsFile.readOrPlain(places.props()), setting.disk());
        long now = setting.clock().millis();
        Map<String, FileStamp> listing = Listing.of(path);
        requireSame(places, stamp, propsStamp);
        room.accept(listing.size());
        ChangeLog log = new ChangeLog(places.log());
        Optional<History> loaded = load(log);
        History history = loaded.orElseGet(() -> History.begin(Math.min(stamp.mtimeMillis(), now), Places.seed()));
        Comparison found =
                new Comparison(path, props.kind(), examiner, now, history, known(places.factsIndex(), props.kind()));
        found.run(listing);
        MemberProperties memberProperties = new MemberProperties(places.memberProperties(), setting.disk());
        CollectionIndex index = found.index(memberProperties.load(path));
        settle(log, index, history, found);
        Past past = new Past(places, setting);
        past.open();
        if (loaded.isPresent()) {
            past.found(found.events());
        }
        warnOfSharedUids(path, index);
        return new Folder(
                new Opened(
                        places,
                        stamp.key(),
                        log,
                        past,
                        memberProperties,
                        new FileSnapshot(
                                index,
                                props,
                                Instant.ofEpochMilli(history.created()),
                                modified(index, propsStamp, history)),
                        new Glance(stamp.mtime(), propsStamp, now),
                        found.examined()),
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

    /** Of a folder that is moved away meanwhile, the listing lacks what it did not come to, and properties seem not to be. */
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

    private static Map<String, Entry> known(Path file, CollectionKind kind) {
        try {
            return FactsIndex.load(file, kind);
        } catch (IOException e) {
            LOG.warn("An index cannot be read and is made anew: {}", e.toString());
            return Map.of();
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

    private static Instant modified(CollectionIndex index, @Nullable FileStamp props, History history) {
        long newest = props == null ? history.created() : Math.max(history.created(), props.mtimeMillis());
        if (index.byRevision().isEmpty()) {
            return Instant.ofEpochMilli(newest);
        }
        Latest last = index.byRevision().lastEntry().getValue();
        return Instant.ofEpochMilli(Math.max(newest, last.time()));
    }

    private static void warnOfSharedUids(Path path, CollectionIndex index) {
        int shared = index.withUid() - index.byUid().size();
        if (shared > 0) {
            LOG.warn("{} holds {} members whose UID another one has too; all are served", path, shared);
        }
    }
}
