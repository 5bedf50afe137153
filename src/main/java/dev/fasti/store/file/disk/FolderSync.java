package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes a folder's names durable for many writers at once: those who come while one sync runs share the next.
 *
 * <p>A sync that began before a writer came does not count for that writer.
 */
public final class FolderSync {
    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private Round next = new Round();
    private boolean running;

    public FolderSync(Disk disk) {
        this.disk = disk;
    }

    /** Returns when every rename that this thread has done in the folder is durable. */
    public void sync(Path folder) throws IOException {
        Round mine;
        lock.lock();
        try {
            mine = next;
            while (running && !mine.done) {
                finished.awaitUninterruptibly();
                if (mine.done && mine.failure instanceof ClosedByInterruptException) {
                    mine = next; // The leader was interrupted, not the disk: one of us leads again.
                }
            }
            if (mine.done) {
                mine.rethrow();
                return;
            }
            running = true;
            next = new Round();
        } finally {
            lock.unlock();
        }
        lead(mine, folder);
    }

    private void lead(Round round, Path folder) throws IOException {
        IOException failure = null;
        boolean synced = false;
        try {
            disk.syncFolder(folder);
            synced = true;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            if (!synced && failure == null) {
                failure = new IOException("the sync of " + folder + " did not finish");
            }
            end(round, failure);
        }
    }

    private void end(Round round, @Nullable IOException failure) {
        lock.lock();
        try {
            running = false;
            round.done = true;
            round.failure = failure;
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One sync and all who wait for it. */
    private static final class Round {
        private boolean done;
        private @Nullable IOException failure;

        private void rethrow() throws IOException {
            if (failure instanceof NoSuchFileException missing) {
                throw new NoSuchFileException(missing.getFile());
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }
}
