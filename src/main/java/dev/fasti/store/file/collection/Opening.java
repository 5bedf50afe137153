package dev.fasti.store.file.collection;

import dev.fasti.heap.HeapRoom;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.folder.FolderOpener;
import dev.fasti.store.file.folder.FolderOpener.Comparing;
import dev.fasti.store.file.folder.OpeningCost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens folders for which the heap has room.
 *
 * @param root the folder that holds the homes
 * @param room what must be left of the heap
 */
record Opening(Path root, FolderOpener opener, HeapRoom room) {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** What there is room for always, in octets: a home, say, or a calendar of few events. */
    private static final long SMALL = 128 << 10;

    /**
     * Opens a folder, if the heap has room for it.
     *
     * @param coming is told how many members it has, before any is looked into
     * @param makeRoom lets go of what others have open
     * @throws StoreException.NoMemory if there is no room even then
     */
    Folder open(Path real, Slot slot, Comparing comparing, IntConsumer coming, Runnable makeRoom) throws IOException {
        long cost = OpeningCost.of(new Places(real));
        if (cost < SMALL) {
            return opener.open(real, coming, comparing);
        }
        Optional<HeapRoom.Promise> promise = room.promise(cost);
        if (promise.isEmpty()) {
            makeRoom.run();
            promise = room.promise(cost);
        }
        try (HeapRoom.Promise held = promise.orElse(null)) {
            if (held == null) {
                slot.refused(() -> LOG.warn(
                        "{} is not opened and answered with 503: that takes about {} MB of memory, and Java has {} MB left of"
                                + " {} MB. Give the container more, or Java by JAVA_OPTS=-Xmx (docs/performance.md#memory)",
                        root.relativize(real),
                        (cost >> 20) + 1,
                        Math.max(0, room.left() >> 20),
                        room.most() >> 20));
                throw new StoreException.NoMemory();
            }
            return opener.open(real, coming, comparing);
        }
    }
}
