package dev.fasti.http;

import dev.fasti.dav.Hrefs;
import dev.fasti.http.answer.Leftovers;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends {@code /.well-known/caldav} and {@code /.well-known/carddav} on to the root, for every method and everybody
 * (RFC 6764 section 5).
 */
final class WellKnown extends Handler.Wrapper {
    private static final List<List<String>> NAMES =
            List.of(List.of(".well-known", "caldav"), List.of(".well-known", "carddav"));

    private final Forwarding forwarding;

    WellKnown(Forwarding forwarding, Handler next) {
        super(next);
        this.forwarding = forwarding;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.contains("well-known") || !isWellKnown(request, path)) {
            return super.handle(request, response, callback);
        }
        response.setStatus(301);
        // As a path, for the public name is the client's to know (RFC 9110 section 10.2.2).
        response.getHeaders().put(HttpHeader.LOCATION, forwarding.publicPath(request) + "/");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        Leftovers.announce(request, response);
        try {
            Content.Sink.write(response, true, null);
        } catch (IOException e) {
            callback.failed(e);
            return true;
        }
        Leftovers.drain(request);
        callback.succeeded();
        return true;
    }

    private boolean isWellKnown(Request request, String path) {
        List<String> segments = Hrefs.segments(path).orElse(List.of());
        return NAMES.contains(segments)
                || forwarding.below(request, segments).filter(NAMES::contains).isPresent();
    }
}
