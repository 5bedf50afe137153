package dev.fasti.dav.milton;

import dev.fasti.acl.Viewer;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Login;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.method.AllowedMethods;
import dev.fasti.dav.page.Page;
import dev.fasti.store.path.Principal;
import io.milton.http.Filter;
import io.milton.http.FilterChain;
import io.milton.http.Handler;
import io.milton.http.HttpManager;
import io.milton.http.Request;
import io.milton.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Authenticates, dispatches, and turns whatever is thrown into an answer: the one error boundary. */
final class DavFilter implements Filter {
    private final Login login;
    private final Consumer<Principal> welcome;
    private final ResourceFinder resources;
    private final List<Page> pages;
    private final AllowedMethods allowed;
    private final Refusals refusals;

    /** @param welcome is told of everybody who comes in, before the request is looked at */
    DavFilter(
            Login login,
            Consumer<Principal> welcome,
            ResourceFinder resources,
            List<Page> pages,
            AllowedMethods allowed,
            Refusals refusals) {
        this.login = login;
        this.welcome = welcome;
        this.resources = resources;
        this.pages = List.copyOf(pages);
        this.allowed = allowed;
        this.refusals = refusals;
    }

    @Override
    public void process(FilterChain chain, Request request, Response response) {
        DavExchange exchange = ((MiltonRequest) request).exchange();
        try {
            authenticate(exchange);
            for (Page page : pages) {
                if (page.isWanted(exchange)) {
                    page.answer(exchange);
                    return;
                }
            }
            dispatch(chain.getHttpManager(), exchange, request, response);
        } catch (Exception e) {
            refusals.answer(exchange, isUnnamed(exchange) && isWantOfRights(e) ? new DavException.Unauthorized() : e);
        }
    }

    private static boolean isWantOfRights(Exception e) {
        return e instanceof DavException.NeedPrivilege;
    }

    private static boolean isUnnamed(DavExchange exchange) {
        return exchange.header("Authorization").isEmpty()
                && exchange.provenLogin().isEmpty();
    }

    /** Who gives no credentials gets as far as lists let anybody; who gives wrong ones gets nowhere. */
    private void authenticate(DavExchange exchange) {
        if (isUnnamed(exchange) && resources.isOpenToAnybody(exchange.target())) {
            exchange.admit(new Viewer.Anonymous());
            return;
        }
        Optional<String> header = exchange.header("Authorization");
        // Who sends a password is whom it says, or nobody: a certificate does not save a wrong one.
        Viewer viewer = (header.isPresent()
                        ? header.flatMap(BasicCredentials::of)
                                .flatMap(pair -> login.verify(pair.name(), pair.password(), exchange))
                        : exchange.provenLogin().map(login::admit))
                .orElseThrow(DavException.Unauthorized::new);
        exchange.admit(viewer);
        viewer.principal().ifPresent(welcome);
    }

    private void dispatch(HttpManager manager, DavExchange exchange, Request request, Response response)
            throws Exception {
        Request.Method method = request.getMethod();
        Handler handler = method == null ? null : manager.getMethodHandler(method);
        if (handler != null) {
            handler.process(manager, request, response);
            return;
        }
        if (method == null) {
            throw new DavException.Plain(501, "no resource here has this method");
        }
        Optional<DavResource> target = resources.find(exchange.target(), exchange);
        throw new DavException.MethodNotAllowed(allowed.on(target), Optional.empty());
    }
}
