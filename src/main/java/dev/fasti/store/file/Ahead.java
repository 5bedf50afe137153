package dev.fasti.store.file;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.collection.Folders;
import dev.fasti.store.file.collection.Gate;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.FolderOpener.Comparing;
import dev.fasti.store.file.index.EntryCodec;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens in the background, once after a start, those of the collections that have an index which were used last, and
 * compares their files with it afterwards: whoever asks for one of them does not wait for that.
 *
 * <p>A file that somebody edited in place while the server was down is noticed as late as one is while it runs. It is no
 * later where files came, went or were replaced, as the folder's own time says so.
 */
final class Ahead {
    private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

    /** So many members at most, that a start is not busy for long with what nobody may ask for. */
    private static final long MEMBERS = 20_000;

    private static final int COLLECTIONS = 64;

    private final Folders folders;
    private final Gate gate;
    private final long members;
    private final int collections;

    /** Half of what may be open at once is left to those that are asked for. */
    Ahead(Folders folders, Gate gate) {
        OpenBounds bounds = folders.bounds();
        this.folders = folders;
        this.gate = gate;
        this.members = Math.min(MEMBERS, bounds.members() / 2);
        this.collections = Math.min(COLLECTIONS, bounds.collections() / 2);
    }

    private record Candidate(CollectionPath path, long saved, long members) {}

    /**
     * Starts to open them.
     *
     * @param pause how long the start is left alone before files are compared
     * @return done when they are compared
     */
    Future<?> start(Duration pause) {
        FutureTask<?> work = new FutureTask<>(() -> run(pause), null);
        Thread thread = new Thread(work, "fasti-opener");
        thread.setDaemon(true);
        thread.start();
        return work;
    }

    private void run(Duration pause) {
        try {
            long room = members;
            Set<CollectionPath> opened = new LinkedHashSet<>();
            for (Candidate candidate : candidates()) {
                if (candidate.members() <= room) {
                    room -= candidate.members();
                    each(candidate.path(), () -> folders.find(candidate.path(), Comparing.AFTERWARDS));
                    opened.add(candidate.path());
                    holders(candidate.path()).forEach(opened::add);
                }
            }
            Thread.sleep(pause.toMillis());
            for (CollectionPath path : opened) {
                each(path, () -> {
                    folders.compare(path);
                    return path;
                });
            }
        } catch (StoreException.Unavailable e) {
            LOG.debug("The store is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The home and the folders that a collection is in: they are opened with it. */
    private static Stream<CollectionPath> holders(CollectionPath path) {
        return Stream.iterate(path.parent(), Optional::isPresent, each -> each.flatMap(CollectionPath::parent))
                .flatMap(Optional::stream);
    }

    /** Does something with a collection; if it fails, the others have their turn all the same, unless the store is closed. */
    private void each(CollectionPath path, Gate.Work<?, IOException> work) {
        try {
            gate.together(work);
        } catch (StoreException.NoMemory e) {
            LOG.debug("There is no room for {}", path);
        } catch (StoreException.NotFound e) {
            LOG.debug("{} has gone meanwhile", path);
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be opened before it is asked for, or compared with its index: {}", path, e.toString());
        }
    }

    /** Those that were saved last come first. */
    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        for (CollectionPath path : folders.own().known()) {
            candidate(path).ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(Candidate::saved).reversed());
        return found.subList(0, Math.min(collections, found.size()));
    }

    private Optional<Candidate> candidate(CollectionPath path) {
        try {
            return FileStamp.of(new Places(folders.location(path)).factsIndex())
                    .filter(FileStamp::isFile)
                    .map(index -> new Candidate(path, index.mtime(), index.size() / EntryCodec.SMALLEST));
        } catch (IOException e) {
            LOG.warn("The index of {} cannot be looked at: {}", path, e.toString());
            return Optional.empty();
        }
    }
}
