package dev.fasti.http;

import dev.fasti.dav.DavExchange;
import dev.fasti.http.admin.AdminPaths;
import dev.fasti.http.admin.Operations;
import dev.fasti.http.answer.PlainAnswer;
import dev.fasti.http.log.AccessLog;
import dev.fasti.http.log.RequestIds;
import dev.fasti.http.log.SlowLog;
import dev.fasti.http.pace.HeaderEnd;
import dev.fasti.http.pace.Pace;
import dev.fasti.http.pace.Turns;
import dev.fasti.http.tls.BadTlsFile;
import dev.fasti.http.tls.TlsContext;
import dev.fasti.http.tls.TlsSettings;
import dev.fasti.http.tls.ToHttps;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server (1.1, and 2 over TLS and in clear text) whose every request, but for {@code .well-known}, goes to one
 * engine.
 *
 * <p>Requests run on virtual threads where the JVM has them, else on a pool that grows as they do.
 */
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int KIB = 1024;

    static {
        // Else Jetty asks the JVM's management for it, which takes longer than the rest of Jetty's start.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    }

    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final @Nullable TlsContext tls;
    private final Pace pace;

    /**
     * @throws BadTlsFile if TLS cannot be made of the files that the settings name
     * @param engine answers each exchange on the calling thread, or throws; it may be called by many threads at once
     * @param operations what is counted, shown and warned of
     */
    public HttpServer(HttpSettings settings, Consumer<? super DavExchange> engine, Operations operations)
            throws BadTlsFile {
        this.settings = settings;
        HttpLimits limits = settings.limits();
        server = new Server(
                threads(limits),
                null,
                new ArrayByteBufferPool(0, 4 * KIB, 64 * KIB, Integer.MAX_VALUE, 4L * KIB * KIB, 8L * KIB * KIB));
        TlsSettings secured = settings.tls();
        tls = secured == null ? null : new TlsContext(secured);
        connector = secured == null || tls == null
                ? Listeners.plain(server, settings.host(), settings.port(), limits)
                : Listeners.secure(server, settings, secured, tls);
        server.setStopTimeout(limits.shutdownGrace().toMillis());
        server.setErrorHandler(new PlainAnswer());
        Forwarding forwarding = new Forwarding(settings);
        server.setRequestLog(new RequestLog.Collection(
                operations.metrics(), new SlowLog(operations.slowRequest()), new AccessLog(forwarding::client)));
        pace = new Pace(limits.minBodyRate(), settings.headerTime().toMillis());
        Handler answers = new Turns(
                limits.maxConcurrentRequests(),
                limits.maxQueuedRequests(),
                limits.maxQueueTime(),
                new WellKnown(forwarding, new DavHandler(settings, forwarding, pace, engine)));
        Handler shown = new AdminPaths(operations, operations.onMainPort(), redirected(forwarding, answers));
        server.setHandler(new HeaderEnd(new RequestIds(forwarding::isByProxy, new GracefulHandler(shown))));
        server.addBean(new NetworkConnectionLimit(limits.maxConnections(), server));
    }

    private Handler redirected(Forwarding forwarding, Handler next) {
        if (settings.redirectPort() == 0) {
            return next;
        }
        ServerConnector plain = Listeners.plain(server, settings.host(), settings.redirectPort(), settings.limits());
        return new ToHttps(plain, connector::getLocalPort, forwarding::authority, next);
    }

    /**
     * Starts to listen; requests are taken when this returns.
     *
     * @throws dev.fasti.machine.CannotListen if it cannot listen there
     */
    public void start() throws IOException {
        try {
            server.start();
            pace.watch(connector);
            if (tls != null) {
                tls.follow(connector.getScheduler());
            }
        } catch (IOException e) {
            stopAfter(e);
            throw e;
        } catch (Exception e) {
            stopAfter(e);
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The URL of the root, as seen without a proxy. */
    public URI uri() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create((tls == null ? "http://" : "https://") + host + ":" + port() + settings.basePath() + "/");
    }

    /** Takes no more requests, lets those in flight end within the grace, then closes all connections. */
    public void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn(
                    "requests still at work after {} were cut off",
                    settings.limits().shutdownGrace());
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    private void stopAfter(Exception failure) {
        try {
            server.stop();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private static QueuedThreadPool threads(HttpLimits limits) {
        // The acceptor, the selector and their spare need threads of their own, and so have those who wait for clients.
        int waiting = VirtualThreads.areSupported() ? 0 : limits.maxConnections();
        QueuedThreadPool threads = new QueuedThreadPool(limits.maxConcurrentRequests() + waiting + 8, 4);
        threads.setName("http");
        threads.setReservedThreads(1);
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        }
        return threads;
    }
}
