package dev.fasti.dav.milton;

import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.method.AllowedMethods;
import dev.fasti.dav.method.DavMethod;
import io.milton.http.Handler;
import io.milton.http.HttpManager;
import io.milton.http.Request;
import io.milton.http.Response;
import io.milton.http.exceptions.BadRequestException;
import io.milton.http.exceptions.NotAuthorizedException;
import io.milton.resource.Resource;
import java.util.Optional;

/** One of our methods in the place of a stock handler. */
final class MethodHandler implements Handler {
    private final DavMethod method;
    private final AllowedMethods allowed;

    MethodHandler(DavMethod method, AllowedMethods allowed) {
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
        Resource found = manager.getResourceFactory().getResource(request.getHostHeader(), request.getAbsolutePath());
        Optional<DavResource> target =
                Optional.ofNullable((MiltonResource) found).map(MiltonResource::resource);
        if (target.isPresent() && !isCompatible(found)) {
            throw method.refusal(allowed.on(target));
        }
        method.answer(exchange, target);
    }
}
