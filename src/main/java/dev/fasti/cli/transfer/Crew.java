package dev.fasti.cli.transfer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Several threads that take objects into one collection, for each write waits for the disk. Collections and everything
 * else are taken by the thread that hands them over, when all before is done.
 */
public final class Crew implements AutoCloseable {
    private static final int THREADS = 8;

    private final Intake intake;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore free = new Semaphore(THREADS);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    public Crew(Intake intake) {
        this.intake = intake;
    }

    /** Takes a parcel, now or soon. Throws what an earlier one has thrown. */
    public void take(Parcel parcel) {
        if (!(parcel instanceof Parcel.Item)) {
            drain();
            intake.take(parcel);
            return;
        }
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                intake.take(parcel);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
        requireSound();
    }

    /** Returns when all that was taken is done. */
    public void drain() {
        free.acquireUninterruptibly(THREADS);
        free.release(THREADS);
        requireSound();
    }

    private void requireSound() {
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** When all that was taken is done. */
    @Override
    public void close() {
        free.acquireUninterruptibly(THREADS);
        threads.shutdown();
    }
}
