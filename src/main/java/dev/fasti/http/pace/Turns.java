package dev.fasti.http.pace;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * Lets so many requests work at once; the others wait, in order, up to a bound, beyond which they get 503 and a time to
 * come again (RFC 9110 section 10.2.3).
 *
 * <p>A request that waits for its client can give its turn away meanwhile, so that clients which drip hold up nobody.
 */
public final class Turns extends Handler.Wrapper {
    private static final String ATTRIBUTE = "dev.fasti.http.turn";

    private final AtomicInteger free;
    private final int most;
    private final Duration patience;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param atOnce requests at work
     * @param queued requests that may wait
     * @param patience how long each of them may
     */
    public Turns(int atOnce, int queued, Duration patience, Handler next) {
        super(next);
        this.free = new AtomicInteger(atOnce);
        this.most = queued;
        this.patience = patience;
    }

    /** The turn of a request that is at work. */
    static Turn of(Request request) {
        return (Turn) request.getAttribute(ATTRIBUTE);
    }

    /** What is left of a request is not work: the next one may. */
    public static void end(Request request) {
        // What is refused before anybody asks for a turn has none.
        if (request.getAttribute(ATTRIBUTE) instanceof Turn turn) {
            turn.giveAway();
        }
    }

    /** What runs the work of requests: virtual threads where the JVM has them. */
    public static Executor executor(Executor pool) {
        Executor virtual = VirtualThreads.getVirtualThreadsExecutor(pool);
        return virtual == null ? pool : virtual;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Turn turn = new Turn();
        request.setAttribute(ATTRIBUTE, turn);
        Request.addCompletionListener(request, failure -> turn.giveAway());
        if (take()) {
            turn.held.set(true);
            return super.handle(request, response, callback);
        }
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            refuse(request, response, callback);
            return true;
        }
        Waiter waiter = new Waiter(() -> {
            turn.held.set(true);
            executor(getServer().getThreadPool()).execute(() -> work(request, response, callback));
        });
        waiters.add(waiter);
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> expire(waiter, request, response, callback), patience.toMillis(), TimeUnit.MILLISECONDS);
        serveWaiters();
        return true;
    }

    private void work(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void expire(Waiter waiter, Request request, Response response, Callback callback) {
        if (waiter.isTaken.compareAndSet(false, true)) {
            waiters.remove(waiter);
            waiting.decrementAndGet();
            refuse(request, response, callback);
        }
    }

    /** Not by way of Jetty's own errors, after which nothing of a body can be read any more. */
    private void refuse(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        response.setStatus(503);
        try {
            getServer().getErrorHandler().handle(request, response, callback);
        } catch (Exception e) {
            callback.failed(e);
        }
    }

    private boolean take() {
        int left = free.get();
        while (left > 0) {
            if (free.compareAndSet(left, left - 1)) {
                return true;
            }
            left = free.get();
        }
        return false;
    }

    private void giveBack() {
        free.incrementAndGet();
        serveWaiters();
    }

    /** Whoever adds a waiter or a turn calls this afterwards, so that no waiter sleeps beside a free turn. */
    private void serveWaiters() {
        while (!waiters.isEmpty() && take()) {
            Waiter next = waiters.poll();
            if (next == null || !next.isTaken.compareAndSet(false, true)) {
                free.incrementAndGet();
                continue;
            }
            waiting.decrementAndGet();
            next.start.run();
        }
    }

    /** One request's turn, which it has until it gives it away. */
    final class Turn {
        private final AtomicBoolean held = new AtomicBoolean();

        /** Lets the next one work; more than once is the same as once. */
        void giveAway() {
            if (held.compareAndSet(true, false)) {
                giveBack();
            }
        }

        /**
         * Waits to have it again, if it has been given away.
         *
         * @return whether it came in time
         */
        boolean takeAgain() {
            if (held.get()) {
                return true;
            }
            CompletableFuture<Boolean> mine = new CompletableFuture<>();
            Waiter waiter = new Waiter(() -> mine.complete(true));
            waiting.incrementAndGet();
            waiters.add(waiter);
            serveWaiters();
            try {
                held.set(mine.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException e) {
                giveUp(waiter);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                giveUp(waiter);
            }
            return held.get();
        }

        private void giveUp(Waiter waiter) {
            if (waiter.isTaken.compareAndSet(false, true)) {
                waiters.remove(waiter);
                waiting.decrementAndGet();
            } else {
                held.set(true);
            }
        }
    }

    private static final class Waiter {
        private final Runnable start;
        private final AtomicBoolean isTaken = new AtomicBoolean();

        Waiter(Runnable start) {
            this.start = start;
        }
    }
}
