package dev.fasti.dav.milton;

import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Login;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.LockMethod;
import dev.fasti.dav.lock.UnlockMethod;
import dev.fasti.dav.method.AllowedMethods;
import dev.fasti.dav.method.CopyMove;
import dev.fasti.dav.method.DavMethod;
import dev.fasti.dav.method.Delete;
import dev.fasti.dav.method.Get;
import dev.fasti.dav.method.Mkcalendar;
import dev.fasti.dav.method.Mkcol;
import dev.fasti.dav.method.Options;
import dev.fasti.dav.method.Post;
import dev.fasti.dav.method.Propfind;
import dev.fasti.dav.method.Proppatch;
import dev.fasti.dav.method.Put;
import dev.fasti.dav.method.Representation;
import dev.fasti.dav.method.SetAcl;
import dev.fasti.dav.page.AppleProfile;
import dev.fasti.dav.page.LandingPage;
import dev.fasti.dav.report.ReportMethod;
import dev.fasti.store.path.Principal;
import io.milton.http.Handler;
import io.milton.http.HttpExtension;
import io.milton.http.HttpManager;
import io.milton.http.ProtocolHandlers;
import io.milton.http.http11.CustomPostHandler;
import io.milton.resource.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers exchanges: Milton's {@link HttpManager}, built by hand so that nothing is in it that we did not put there.
 */
public final class DavEngine implements Consumer<DavExchange> {
    private final HttpManager manager;

    /**
     * @param site what there is
     * @param login tells who somebody is
     * @param welcome is told of everybody who comes in
     * @param realm what a challenge names
     */
    public DavEngine(Site site, Login login, Consumer<Principal> welcome, String realm) {
        AllowedMethods allowed = new AllowedMethods();
        Representation representation = new Representation(site);
        Set<Handler> handlers = new LinkedHashSet<>();
        for (DavMethod method : methods(site, allowed)) {
            allowed.add(method);
            handlers.add(new MethodHandler(method, allowed, representation));
        }
        DavFilter filter = new DavFilter(
                login,
                welcome,
                site.resources(),
                List.of(new LandingPage(site), new AppleProfile()),
                allowed,
                new Refusals(realm));
        manager = new HttpManager(
                (host, path) -> find(site),
                null,
                new ProtocolHandlers(List.of(new Methods(handlers))),
                null,
                List.of(filter),
                null,
                List.of());
    }

    /**
     * Answers an exchange.
     *
     * @throws RuntimeException if the answer broke off after its first byte, or the client is gone
     */
    @Override
    public void accept(DavExchange exchange) {
        manager.process(new MiltonRequest(exchange), new MiltonResponse());
    }

    private static List<DavMethod> methods(Site site, AllowedMethods allowed) {
        Bodies bodies = new Bodies(site.limits());
        return List.of(
                new Options(site, allowed::on),
                new Get(site),
                new Put(site),
                new Post(site),
                new Delete(site),
                new CopyMove(site),
                new Propfind(site, bodies),
                new Proppatch(site, bodies),
                new Mkcol(site, bodies),
                new Mkcalendar(site, bodies),
                new LockMethod(site, bodies),
                new UnlockMethod(site),
                new ReportMethod(site, bodies),
                new SetAcl(site, bodies));
    }

    /** Milton's resource factory: the request of this thread knows the path, decoded once, and who asks. */
    private static @Nullable Resource find(Site site) {
        DavExchange exchange = ((MiltonRequest) HttpManager.request()).exchange();
        Optional<DavResource> found = site.resources().find(exchange.target(), exchange);
        return found.map(MiltonResource::new).orElse(null);
    }

    /** Our handlers as the only protocol there is. */
    private record Methods(Set<Handler> handlers) implements HttpExtension {
        @Override
        public Set<Handler> getHandlers() {
            return handlers;
        }

        @Override
        public List<CustomPostHandler> getCustomPostHandlers() {
            return List.of();
        }
    }
}
