package dev.fasti.store.file.collection;

import dev.fasti.store.file.folder.Folder;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The place of a folder that is open, or was. One that rests is not kept in memory for its own sake; for as long as
 * anybody still has it, it is what everybody else gets, so that there are never two of one folder.
 */
final class Slot {
    /** How long lies between two complaints, in nanoseconds. */
    private static final long COMPLAINTS = TimeUnit.MINUTES.toNanos(10);

    private static final WeakReference<Folder> NONE = new WeakReference<>(null);

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Folder held;
    private volatile WeakReference<Folder> known = NONE;
    private volatile long used;
    /** When it was complained of last that there is no room for it; under the lock. */
    private @Nullable Long refused;

    /** Held by whoever opens the folder, or lets it rest. */
    ReentrantLock lock() {
        return lock;
    }

    /** The folder, if it is in memory. */
    @Nullable
    Folder folder() {
        Folder folder = held;
        return folder == null ? known.get() : folder;
    }

    boolean isHeld() {
        return held != null;
    }

    /** When it was asked for last, by {@link System#nanoTime}. */
    long used() {
        return used;
    }

    /** Takes note that it is asked for. */
    void use() {
        used = System.nanoTime();
    }

    /** Keeps the folder in memory. Under the lock. */
    void hold(Folder folder) {
        known = new WeakReference<>(folder);
        held = folder;
        use();
    }

    /** Complains that there is no room for it, now and then. Under the lock. */
    void refused(Runnable complaint) {
        long now = System.nanoTime();
        if (refused == null || now - refused > COMPLAINTS) {
            refused = now;
            complaint.run();
        }
    }

    /** Lets go of the folder, which is gone for whoever still has it. */
    void release(Folders.Caches caches) {
        Folder folder = folder();
        if (folder == null || folder.isGone()) {
            return;
        }
        if (caches == Folders.Caches.SAVED) {
            folder.close();
        } else {
            folder.markGone();
        }
    }

    /** How many members it keeps in memory. */
    int members() {
        Folder folder = held;
        return folder == null ? 0 : folder.index().byName().size();
    }

    /**
     * Saves the folder's index and lets go of it, unless somebody is opening it.
     *
     * @return the folder; null if it was not held, or is opened just now
     */
    @Nullable
    Folder rest() {
        if (!lock.tryLock()) {
            return null;
        }
        try {
            Folder folder = held;
            if (folder != null && !folder.isGone()) {
                folder.keep();
            }
            held = null;
            return folder;
        } finally {
            lock.unlock();
        }
    }
}
