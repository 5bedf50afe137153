package dev.fasti.http.admin;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * What the server has done, counted for Prometheus. Labels are methods that we know and statuses that we give: a client
 * cannot make new ones.
 */
public final class Metrics implements RequestLog {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final Set<String> METHODS = Set.of(
            "GET",
            "HEAD",
            "PUT",
            "POST",
            "DELETE",
            "OPTIONS",
            "PROPFIND",
            "PROPPATCH",
            "REPORT",
            "MKCOL",
            "MKCALENDAR",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "ACL");
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests;
    private final Histogram durations;
    private final Counter rejected;

    /** @param version of this program */
    public Metrics(String version) {
        requests = Counter.builder()
                .name("fasti_http_requests_total")
                .help("Requests answered")
                .labelNames("method", "status")
                .withoutExemplars()
                .register(registry);
        durations = Histogram.builder()
                .name("fasti_http_request_duration_seconds")
                .help("From the first octet of a request to the last of its answer")
                .labelNames("method")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
        rejected = Counter.builder()
                .name("fasti_auth_failures_total")
                .help("Requests with credentials that were refused")
                .withoutExemplars()
                .register(registry);
        Info.builder()
                .name("fasti_build_info")
                .help("This program")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version, Runtime.version().toString());
        JvmMetrics.register(this);
    }

    /** A value that goes up and down, asked when it is read. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** A value that only goes up, asked when it is read. */
    public void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    @Override
    public void log(Request request, Response response) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        int status = response.getStatus();
        requests.labelValues(method, Integer.toString(status)).inc();
        durations.labelValues(method).observe((System.nanoTime() - request.getBeginNanoTime()) / NANOS);
        if (status == 401 && request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
            rejected.inc();
        }
    }

    /** Writes all in Prometheus' text format, of {@link #CONTENT_TYPE}. */
    void writeTo(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
    }
}
