package dev.fasti.cli.doctor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a look at files may take. A file system that does not answer, as one of a network may not, holds up for good
 * whoever looks at it: that thread is left behind, and keeps no program from ending.
 */
public record Patience(Duration limit) {
    public Patience {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("no patience at all: " + limit);
        }
    }

    /**
     * What a look sees.
     *
     * @throws Unanswered if it has not ended in time
     * @throws IOException if it fails otherwise
     */
    public <T> T look(Callable<T> look) throws IOException {
        FutureTask<T> task = new FutureTask<>(look);
        Thread thread = new Thread(task, "look");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unanswered(limit);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking");
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }
}
