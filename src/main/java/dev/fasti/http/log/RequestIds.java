package dev.fasti.http.log;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Gives each request an id, which is in the answer's {@code X-Request-Id} and in each line that is logged for it: the
 * one that a trusted proxy gave, or one of our own.
 */
public final class RequestIds extends Handler.Wrapper {
    static final String FIELD = "X-Request-Id";

    /** The key of the id in the log's context. */
    public static final String CONTEXT = "request";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

    private final Predicate<Request> trusted;

    /** @param trusted whether a request comes by a proxy whose ids are taken */
    public RequestIds(Predicate<Request> trusted, Handler next) {
        super(next);
        this.trusted = trusted;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = given(request);
        request.setAttribute(RequestFacts.ID, id);
        response.getHeaders().put(FIELD, id);
        return super.handle(request, response, callback);
    }

    /**
     * The id of a request for its answer, which it gets here if it has none: what is malformed is refused before any
     * handler sees it.
     */
    public static String mark(Request request, HttpFields.Mutable answer) {
        if (!(request.getAttribute(RequestFacts.ID) instanceof String)) {
            request.setAttribute(RequestFacts.ID, fresh());
        }
        String id = RequestFacts.id(request);
        answer.put(FIELD, id);
        return id;
    }

    /** Has each line that this thread logs name the request, until {@link #leaveLog}. */
    public static void enterLog(Request request) {
        MDC.put(CONTEXT, RequestFacts.id(request));
    }

    /** Ends what {@link #enterLog} began. */
    public static void leaveLog() {
        MDC.remove(CONTEXT);
    }

    private String given(Request request) {
        String id = request.getHeaders().get(FIELD);
        return id != null && ID.matcher(id).matches() && trusted.test(request) ? id : fresh();
    }

    private static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
