package dev.fasti.http.answer;

import dev.fasti.dav.DavException;
import dev.fasti.http.log.RequestIds;
import dev.fasti.http.pace.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** An answer of one line of text, for what never reaches the engine or fails beyond it. */
public final class PlainAnswer implements Request.Handler {
    /** Sends a refusal's sentence and completes the request. */
    public static void send(Request request, Response response, DavException refusal, Callback callback) {
        String line = Objects.requireNonNullElse(refusal.getMessage(), HttpStatus.getMessage(refusal.status()));
        send(request, response, refusal.status(), line, callback);
    }

    /** Sends a line and completes the request. */
    public static void send(Request request, Response response, int status, String line, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        ByteBuffer body = body(request, response, status, line);
        Leftovers.announce(request, response);
        try {
            Content.Sink.write(response, true, body);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        Leftovers.drain(request);
        callback.succeeded();
    }

    /** What Jetty refuses by itself: malformed requests, too large headers, too many requests. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        int status = response.getStatus();
        String line = message == null ? HttpStatus.getMessage(status) : message.toString();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Leftovers.announce(request, response);
        Leftovers.announceUnreadable(request, response);
        response.write(
                true,
                body(request, response, status, line),
                Callback.from(() -> end(request, callback), callback::failed));
        return true;
    }

    /** Whoever refuses here may be the only thread that looks after time or connections: it waits for nobody's body. */
    private static void end(Request request, Callback callback) {
        if (!Leftovers.hasBody(request)) {
            callback.succeeded();
            return;
        }
        Turns.executor(request.getComponents().getExecutor()).execute(() -> {
            Leftovers.drain(request);
            callback.succeeded();
        });
    }

    /** The line; where the fault is ours, with the id by which the log tells more. */
    private static ByteBuffer body(Request request, Response response, int status, String line) {
        String id = RequestIds.mark(request, response.getHeaders());
        String text = status < 500 ? line : line + " (request " + id + ")";
        return ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
