package dev.fasti.dav.milton;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.method.AllowedMethods;
import dev.fasti.dav.method.DavMethod;
import dev.fasti.dav.method.Representation;
import dev.fasti.store.condition.StoreException;
import io.milton.http.Handler;
import io.milton.http.HttpManager;
import io.milton.http.Request;
import io.milton.http.Response;
import io.milton.http.exceptions.BadRequestException;
import io.milton.http.exceptions.NotAuthorizedException;
import io.milton.resource.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of our methods in the place of a stock handler. */
final class MethodHandler implements Handler {
    private final DavMethod method;
    private final AllowedMethods allowed;
    private final Representation representation;

    /** @param representation answers a failed condition where the client prefers that */
    MethodHandler(DavMethod method, AllowedMethods allowed, Representation representation) {
        this.representation = representation;
        this.method = method;
        this.allowed = allowed;
    }

    @Override
    public String[] getMethods() {
        return method.names().toArray(String[]::new);
    }

    @Override
    public boolean isCompatible(Resource resource) {
        return resource instanceof MiltonResource ours && method.isAllowedOn(ours.resource());
    }

    @Override
    public void process(HttpManager manager, Request request, Response response)
            throws NotAuthorizedException, BadRequestException {
        DavExchange exchange = ((MiltonRequest) request).exchange();
        Resource found = find(manager, request, exchange);
        Optional<DavResource> target =
                Optional.ofNullable((MiltonResource) found).map(MiltonResource::resource);
        if (target.isPresent() && !method.isAllowedOn(target.get())) {
            throw method.refusal(allowed.on(target));
        }
        target.ifPresent(resource -> tellLocation(exchange, resource));
        try {
            method.answer(exchange, target);
        } catch (DavException.Plain | StoreException.ConditionFailed e) {
            if (!isFailedCondition(e) || !representConflict(exchange, target)) {
                throw e;
            }
        }
    }

    private @Nullable Resource find(HttpManager manager, Request request, DavExchange exchange)
            throws NotAuthorizedException, BadRequestException {
        try {
            return manager.getResourceFactory().getResource(request.getHostHeader(), request.getAbsolutePath());
        } catch (DavException.NeedPrivilege missing) {
            throw method.hidden(exchange, missing);
        }
    }

    /**
     * A collection answers without its slash, too, and then says how it is called with it (RFC 4918 section 5.2). The root
     * does not, as it stands for {@code OPTIONS *}.
     */
    private static void tellLocation(DavExchange exchange, DavResource resource) {
        boolean isCollection =
                !(resource instanceof DavResource.MemberResource) && !(resource instanceof DavResource.Root);
        if (isCollection && !exchange.isSlashed()) {
            exchange.setHeader("Content-Location", resource.href(exchange.hrefs()));
        }
    }

    private static boolean isFailedCondition(RuntimeException refusal) {
        return refusal instanceof StoreException.ConditionFailed
                || (refusal instanceof DavException plain && plain.status() == 412);
    }

    /** For methods that change something; to GET and HEAD a 412 says that the representation is not wanted. */
    private boolean representConflict(DavExchange exchange, Optional<DavResource> target) {
        return !method.names().contains("GET")
                && !exchange.isAnswered()
                && target.isPresent()
                && target.get() instanceof DavResource.MemberResource member
                && representation.answerConflict(exchange, member);
    }
}
