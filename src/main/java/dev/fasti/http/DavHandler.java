package dev.fasti.http;

import dev.fasti.auth.LoginName;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.Hrefs;
import dev.fasti.http.answer.Leftovers;
import dev.fasti.http.answer.PlainAnswer;
import dev.fasti.http.log.RequestFacts;
import dev.fasti.http.log.RequestIds;
import dev.fasti.http.pace.BodyBudget;
import dev.fasti.http.pace.Pace;
import dev.fasti.http.tls.CertificateName;
import dev.fasti.http.tls.TlsSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request to the engine, and sees to it that a failed answer looks failed. */
final class DavHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(DavHandler.class);

    private final Forwarding forwarding;
    private final JettyExchange.Bounds bounds;
    private final CertificateName certificates;
    private final @Nullable ProxyLogin proxyLogin;
    private final Consumer<? super DavExchange> engine;

    DavHandler(HttpSettings settings, Forwarding forwarding, Pace pace, Consumer<? super DavExchange> engine) {
        this.forwarding = forwarding;
        bounds = new JettyExchange.Bounds(settings.limits(), pace, BodyBudget.ofHeap());
        TlsSettings tls = settings.tls();
        certificates = new CertificateName(tls == null ? TlsSettings.Identity.NOBODY : tls.identity());
        this.proxyLogin = settings.proxyLogin();
        this.engine = engine;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        request.setAttribute(RequestFacts.BEGUN, System.nanoTime());
        RequestIds.enterLog(request);
        try {
            return answer(request, response, callback);
        } finally {
            RequestIds.leaveLog();
        }
    }

    private boolean answer(Request request, Response response, Callback callback) {
        JettyExchange exchange;
        try {
            Optional<String> vouched = vouched(request);
            exchange = new JettyExchange(
                    vouched.isPresent() ? ProxyLogin.withoutPassword(request) : request,
                    response,
                    origin(request, vouched),
                    bounds);
        } catch (DavException refusal) {
            PlainAnswer.send(request, response, refusal, callback);
            return true;
        }
        try {
            engine.accept(exchange);
            exchange.requireWhole();
            exchange.release(); // A slow client may send the rest for long.
            Leftovers.drain(request);
            callback.succeeded();
        } catch (DavException refusal) {
            refused(request, response, exchange, refusal, callback);
        } catch (RuntimeException | Error failure) {
            failed(request, response, exchange, failure, callback);
        } finally {
            exchange.release();
        }
        return true;
    }

    private Optional<String> vouched(Request request) {
        ProxyLogin login = proxyLogin;
        return login == null || !forwarding.isByProxy(request) ? Optional.empty() : login.of(request);
    }

    private JettyExchange.Origin origin(Request request, Optional<String> vouched) {
        String method = request.getMethod();
        if (!method.equals(method.toUpperCase(Locale.ROOT))) {
            throw new DavException.Plain(501, "methods are written in upper case");
        }
        String path = request.getHttpURI().getPath();
        Hrefs hrefs = new Hrefs(forwarding.publicPath(request));
        return new JettyExchange.Origin(
                forwarding.client(request),
                vouched.or(() -> certificates
                        .of(request)
                        .filter(login -> LoginName.refusal(login).isEmpty())),
                forwarding.authority(request),
                () -> forwarding.scheme(request),
                hrefs,
                "*".equals(path) && method.equals("OPTIONS") ? List.of() : target(request, path == null ? "" : path));
    }

    private List<String> target(Request request, String path) {
        List<String> segments =
                Hrefs.segments(path).orElseThrow(() -> DavException.badRequest("the request's path is malformed"));
        return forwarding.below(request, segments).orElseThrow(DavException::notFound);
    }

    /** The engine's own boundary answers its refusals; one that gets here came too late, or from a plainer engine. */
    private static void refused(
            Request request, Response response, JettyExchange exchange, DavException refusal, Callback callback) {
        if (response.isCommitted()) {
            callback.failed(refusal);
            return;
        }
        if (exchange.isAnswered()) {
            response.reset();
        }
        exchange.release();
        PlainAnswer.send(request, response, refusal, callback);
    }

    private static void failed(
            Request request, Response response, JettyExchange exchange, Throwable failure, Callback callback) {
        if (exchange.isClientGone()) {
            LOG.debug(
                    "the client of {} {} went away",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    failure);
            callback.failed(failure);
            return;
        }
        LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), failure);
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        exchange.release();
        PlainAnswer.send(request, response, 500, "the server failed", callback);
    }
}
