package dev.fasti.http.answer;

import dev.fasti.http.pace.Turns;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What an early answer leaves unread of a request's body.
 *
 * <p>If it is little, it is read and dropped, so that the connection can be used again. If it is not, or if nobody knows,
 * the answer says that the connection ends with it (RFC 9112 section 9.6), lest the next request is sent into it; and it
 * is read all the same, so that a client in the midst of sending gets to see the answer instead of a reset: many read
 * nothing before they have sent all.
 */
public final class Leftovers {
    /** Costs less to read than a new connection. */
    private static final int LITTLE = 1 << 20;

    private static final int MOST = 128 << 20;
    private static final long GRACE_NANOS = 10_000_000_000L;
    /** Octets a second that have to come after that. */
    private static final int LEAST_RATE = 1024;

    private static final String BODY = "dev.fasti.http.body";

    private Leftovers() {}

    /**
     * The body of a request, for its one reader, who leaves it open: what a stream has taken from the connection another one
     * would not see, and once it is closed nothing can be dropped.
     */
    public static InputStream body(Request request) {
        InputStream body = Request.asInputStream(request);
        request.setAttribute(BODY, body);
        return body;
    }

    /** Says in an answer that has not been started that the connection ends, if {@link #drain} will not save it. */
    public static void announce(Request request, Response response) {
        boolean isLittle = request.getLength() >= 0 && request.getLength() <= LITTLE && !mayWait(request);
        if (!isLittle) {
            announceUndrained(request, response);
        }
    }

    /** As {@link #announce}, where nothing will be drained. */
    public static void announceUndrained(Request request, Response response) {
        if (hasBody(request) && !isMultiplexed(request) && !isHere(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
    }

    /** Whether a request says that it has a body, read or not. */
    static boolean hasBody(Request request) {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0;
    }

    /**
     * Says in the answer to what could not be read that the connection ends. Jetty does not say so before it knows the
     * version, for it takes such a request for one of HTTP/1.0, and answers in HTTP/1.1 all the same.
     */
    static void announceUnreadable(Request request, Response response) {
        if (!isMultiplexed(request) && !request.getConnectionMetaData().isPersistent()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
    }

    private static boolean isMultiplexed(Request request) {
        return request.getConnectionMetaData().getHttpVersion().getVersion() >= HttpVersion.HTTP_2.getVersion();
    }

    /** Reads and drops, after the answer has been sent; what cannot be read is left to Jetty, which then closes. */
    public static void drain(Request request) {
        if (mayWait(request)) {
            return;
        }
        Turns.end(request);
        int most = isMultiplexed(request) ? LITTLE : MOST;
        long start = System.nanoTime();
        try (InputStream in =
                request.getAttribute(BODY) instanceof InputStream begun ? begun : Request.asInputStream(request)) {
            if (in.read() < 0) {
                return;
            }
            byte[] dropped = new byte[4096];
            int total = 1;
            int count = in.read(dropped);
            while (count >= 0 && total < most && isWorthIt(request, total, System.nanoTime() - start)) {
                total += count;
                count = in.read(dropped);
            }
        } catch (IOException e) {
            // The client has gone or is too slow; the answer was its own matter.
        }
    }

    /** A slow client has its time, but a server that stops does not wait for it. */
    private static boolean isWorthIt(Request request, int octets, long nanos) {
        return nanos < GRACE_NANOS
                || (octets > LEAST_RATE * (nanos / 1_000_000_000)
                        && !request.getConnectionMetaData().getConnector().isShutdown());
    }

    /** Whether the client may be waiting for 100 (Continue), and send nothing without (RFC 9110 section 10.1.1). */
    private static boolean mayWait(Request request) {
        return request.getHeaders().contains(HttpHeader.EXPECT) && request.getAttribute(BODY) == null;
    }

    /** Whether a body has been read whole, or its rest has come already and is no more than may be dropped. */
    private static boolean isHere(Request request) {
        int total = 0;
        Content.Chunk chunk = request.read();
        while (chunk != null && !Content.Chunk.isFailure(chunk) && !chunk.isLast() && total < LITTLE) {
            total += chunk.remaining();
            chunk.release();
            chunk = request.read();
        }
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            return false;
        }
        boolean isWhole = chunk.isLast();
        chunk.release();
        return isWhole;
    }
}
