package dev.fasti.dav.method;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import java.util.List;
import java.util.Optional;

/** What a server does for a method, or for two that share their work. */
public interface DavMethod {
    /** The names of the methods, in upper case. */
    List<String> names();

    /** Whether the resource has the method; what {@code Allow} says. */
    boolean isAllowedOn(DavResource resource);

    /**
     * The refusal on a target that does not have this method.
     *
     * @param allowed the methods that it has
     */
    default DavException refusal(List<String> allowed) {
        return new DavException.MethodNotAllowed(allowed, Optional.empty());
    }

    /**
     * The refusal where the viewer may not know whether anything is there.
     *
     * @param missing what any other method says
     */
    default DavException hidden(DavExchange exchange, DavException.NeedPrivilege missing) {
        return missing;
    }

    /**
     * Answers.
     *
     * @param target what the URL names, and has this method; empty if it names nothing yet
     * @throws DavException to refuse, having changed nothing
     */
    void answer(DavExchange exchange, Optional<DavResource> target);

    /** The target, for methods that make nothing new. */
    static DavResource existing(Optional<DavResource> target) {
        return target.orElseThrow(DavException::notFound);
    }
}
