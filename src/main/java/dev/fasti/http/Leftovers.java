package dev.fasti.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What an early answer leaves unread of a request's body.
 *
 * <p>A little of it is read and dropped, so that the connection can be used again, and so that a client in the midst
 * of sending gets to see the answer instead of a reset (RFC 9112 section 9.6). A connection with more is closed.
 */
final class Leftovers {
    private static final int MOST = 1 << 20;
    private static final long MOST_NANOS = 2_000_000_000L;

    private Leftovers() {}

    /** Reads and drops, after the answer has been sent; what cannot be read is left to Jetty, which then closes. */
    static void drain(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return;
        }
        long start = System.nanoTime();
        byte[] dropped = new byte[1024];
        try {
            InputStream in = Request.asInputStream(request);
            int total = 0;
            int count = in.read(dropped);
            while (count >= 0 && total < MOST && System.nanoTime() - start < MOST_NANOS) {
                total += count;
                count = in.read(dropped);
            }
        } catch (IOException e) {
            // The client has gone or is too slow; the answer was its own matter.
        }
    }
}
