package dev.fasti.http.pace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that knows since when a request's header has been coming: from the first octet after the last request,
 * which may be that of a TLS handshake. With HTTP/2 it counts for the first request only.
 */
public final class PacedEndPoint extends SocketChannelEndPoint {
    private static final long NONE = 0;
    private static final long BUSY = -1;

    /** The moment of the first octet, or one of the above. */
    private volatile long state = NONE;

    /** How many requests are at work: with HTTP/2 there may be several. */
    private final AtomicInteger atWork = new AtomicInteger();

    /** How long silence may last once the server stops; 0 before. */
    private volatile long lastMillis;

    public PacedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0 && state == NONE) {
            state = System.nanoTime() | 1;
        }
        return filled;
    }

    /** The connection of a request, TLS taken off. */
    static EndPoint of(Request request) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        return connection instanceof SslConnection.SslEndPoint secured
                ? secured.getSslConnection().getEndPoint()
                : connection;
    }

    /** A request's header is whole. */
    static void begin(Request request) {
        if (of(request) instanceof PacedEndPoint paced) {
            paced.state = BUSY;
            paced.atWork.incrementAndGet();
            boolean isAlone = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
            Request.addCompletionListener(request, failure -> {
                if (isAlone) {
                    paced.state = NONE;
                }
                paced.ended();
            });
        }
    }

    private void ended() {
        if (atWork.decrementAndGet() == 0 && lastMillis > 0) {
            setIdleTimeout(lastMillis);
        }
    }

    /**
     * The server stops. Requests at work keep the time that they have, and the connection ends with the last of them;
     * without any, this much silence ends the connection.
     */
    public void endWhenIdle(long millis) {
        lastMillis = millis;
        if (atWork.get() == 0) {
            setIdleTimeout(millis);
        }
    }

    /** How long the header has been coming by now; 0 if none is. */
    long headerNanos(long now) {
        long since = state;
        return since == NONE || since == BUSY ? 0 : now - since;
    }
}
