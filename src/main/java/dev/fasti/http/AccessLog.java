package dev.fasti.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request to the logger {@code dev.fasti.access}, at debug: who asked for what, and what came of it. Quiet
 * unless that logger is turned up, since the lines say who has which contacts.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.fasti.access");

    private final Forwarding forwarding;

    AccessLog(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        Object viewer = request.getAttribute(JettyExchange.VIEWER);
        LOG.debug(
                "{} {} {} {} {} {} bytes {} ms",
                forwarding.client(request).getHostAddress(),
                viewer == null ? "-" : viewer,
                request.getMethod(),
                request.getHttpURI().getPath(),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                (System.nanoTime() - request.getBeginNanoTime()) / 1_000_000);
    }
}
