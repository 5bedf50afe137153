package dev.fasti.http.pace;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection that a header is whole: the outermost handler, for here the request is first seen. */
public final class HeaderEnd extends Handler.Wrapper {
    public HeaderEnd(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        PacedEndPoint.begin(request);
        return super.handle(request, response, callback);
    }
}
