package dev.fasti.http.pace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Watches clients that others wait for. Some times a second it looks who makes a request wait: before long that request
 * gives its turn away, and a client that takes less of an answer than the least rate loses its connection, as does one
 * whose header is not whole in time.
 */
public final class Pace {
    private static final long LOOK_MILLIS = 200;
    private static final long GIVE_AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int minRate;
    private final long headerNanos;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    /**
     * @param minRate octets a second that a client has to take of an answer; 0 for no such rule
     * @param headerMillis how long a header may take from its first octet to its last
     */
    public Pace(int minRate, long headerMillis) {
        this.minRate = minRate;
        this.headerNanos = TimeUnit.MILLISECONDS.toNanos(headerMillis);
    }

    /** Begins to watch, for as long as the connector's scheduler runs. */
    public void watch(ServerConnector connector) {
        Scheduler scheduler = connector.getScheduler();
        long pause = Math.min(LOOK_MILLIS, Math.max(1, TimeUnit.NANOSECONDS.toMillis(headerNanos) / 2));
        scheduler.schedule(
                () -> {
                    look(connector);
                    if (scheduler.isRunning()) {
                        watch(connector);
                    }
                },
                pause,
                TimeUnit.MILLISECONDS);
    }

    /** A request waits for its client's body, until the result is ended. */
    public Wait forBody(Request request) {
        return begin(new Wait(request, Long.MAX_VALUE));
    }

    /** A request waits until its client has taken so many octets, or the result is ended. */
    public Wait forReader(Request request, int octets) {
        long most = minRate == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(octets) / minRate;
        return begin(new Wait(request, Math.max(GRACE_NANOS, most)));
    }

    private Wait begin(Wait wait) {
        waits.add(wait);
        return wait;
    }

    private void look(ServerConnector connector) {
        long now = System.nanoTime();
        for (Wait wait : waits) {
            wait.look(now);
        }
        for (EndPoint connection : connector.getConnectedEndPoints()) {
            if (connection instanceof PacedEndPoint paced && paced.headerNanos(now) > headerNanos) {
                connection.close(new TimeoutException("the header came too slowly"));
            }
        }
    }

    /** One request that waits for its client. */
    public final class Wait {
        private final Request request;
        private final long most;
        private final long since = System.nanoTime();

        Wait(Request request, long most) {
            this.request = request;
            this.most = most;
        }

        /** The client has done its part, or gone. */
        public void end() {
            waits.remove(this);
        }

        /**
         * As {@link #end}, and waits for the turn to go on with, if it has been given away.
         *
         * @return whether there is one
         */
        public boolean endWithTurn() {
            end();
            return Turns.of(request).takeAgain();
        }

        private void look(long now) {
            long waited = now - since;
            if (waited > GIVE_AWAY_NANOS) {
                Turns.of(request).giveAway();
            }
            if (waited > most && waits.remove(this)) {
                PacedEndPoint.of(request).close(new TimeoutException("the client takes too little"));
            }
        }
    }
}
