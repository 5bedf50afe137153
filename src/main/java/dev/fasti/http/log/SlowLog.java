package dev.fasti.http.log;

import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warning for each request that took longer than a bound, with where the time went. */
public final class SlowLog implements RequestLog {
    private static final Logger log = LoggerFactory.getLogger(SlowLog.class);

    private final long bound;

    /** @param bound zero for no warnings */
    public SlowLog(Duration bound) {
        this.bound = bound.toMillis();
    }

    @Override
    public void log(Request request, Response response) {
        if (bound > 0 && RequestFacts.millis(request) >= bound) {
            log.warn(
                    "{} {} took {} ms ({}) and ended with {}; request {}",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    RequestFacts.millis(request),
                    RequestFacts.phases(request),
                    response.getStatus(),
                    RequestFacts.id(request));
        }
    }
}
