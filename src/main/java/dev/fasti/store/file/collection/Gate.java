package dev.fasti.store.file.collection;

import dev.fasti.store.condition.StoreException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps collections where they are while their members are written: writers of members and openers of folders pass
 * together, whoever creates, moves or deletes a collection passes alone.
 *
 * <p>Taken before any folder's lock; the locks of several folders are taken in the order of their paths.
 */
public final class Gate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** Something done inside the gate. */
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    public <T extends @Nullable Object, E extends Exception> T together(Work<T, E> work) throws E {
        lock.readLock().lock();
        try {
            requireOpen();
            return work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Does {@code work} if nobody is moving collections just now. */
    public <E extends Exception> void ifFree(Work<?, E> work) throws E {
        if (lock.readLock().tryLock()) {
            try {
                requireOpen();
                work.run();
            } finally {
                lock.readLock().unlock();
            }
        }
    }

    public <T extends @Nullable Object, E extends Exception> T alone(Work<T, E> work) throws E {
        lock.writeLock().lock();
        try {
            requireOpen();
            return work.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Lets nobody in any more; returns when all are out. */
    public boolean close() {
        lock.writeLock().lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void requireOpen() {
        if (closed) {
            throw new StoreException.Unavailable("the store is closed", null);
        }
    }
}
