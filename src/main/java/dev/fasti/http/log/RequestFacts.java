package dev.fasti.http.log;

import java.util.Locale;
import org.eclipse.jetty.server.Request;

/** What is remembered of a request while it is answered, for those who log it. */
public final class RequestFacts {
    /** The attribute with the user's name, once known. */
    public static final String USER = "dev.fasti.http.user";

    /** The attribute with the moment the work began, a {@code Long} of {@link System#nanoTime}. */
    public static final String BEGUN = "dev.fasti.http.begun";

    /** The attribute with the nanoseconds spent on waiting for the body, a {@code Long}. */
    public static final String BODY_NANOS = "dev.fasti.http.body";

    static final String ID = "dev.fasti.http.id";
    private static final long NANOS = 1_000_000;

    private RequestFacts() {}

    /** The request's id; "-" before it has one. */
    public static String id(Request request) {
        return request.getAttribute(ID) instanceof String id ? id : "-";
    }

    static long millis(Request request) {
        return (System.nanoTime() - request.getBeginNanoTime()) / NANOS;
    }

    /** Where the time went, in words. */
    static String phases(Request request) {
        long now = System.nanoTime();
        long headers = request.getHeadersNanoTime();
        Object begun = request.getAttribute(BEGUN);
        if (!(begun instanceof Long start)) {
            return "never begun";
        }
        long body = request.getAttribute(BODY_NANOS) instanceof Long nanos ? nanos : 0;
        return String.format(
                Locale.ROOT,
                "header %d ms, queue %d ms, body %d ms, work and answer %d ms",
                (headers - request.getBeginNanoTime()) / NANOS,
                (start - headers) / NANOS,
                body / NANOS,
                (now - start - body) / NANOS);
    }
}
