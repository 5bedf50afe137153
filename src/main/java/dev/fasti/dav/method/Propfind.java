package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.ClientKindness;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.dav.property.Listing;
import dev.fasti.dav.property.PropertyRequest;
import dev.fasti.dav.property.PropertyResponder;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.dav.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** PROPFIND: properties of a resource and of what is directly in it, streamed (RFC 4918 section 9.1). */
public final class Propfind implements DavMethod {
    private static final QName PROPFIND = Names.dav("propfind");

    private final Site site;
    private final Bodies bodies;
    private final WriteGuard guard;

    public Propfind(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("PROPFIND");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return true;
    }

    @Override
    public DavException hidden(DavExchange exchange, DavException.NeedPrivilege missing) {
        return ClientKindness.hidden(exchange, missing);
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource resource = DavMethod.existing(target);
        site.require(exchange, resource, Privilege.READ);
        guard.requireIf(exchange);
        Depth depth = Depth.of(exchange, Depth.INFINITY);
        if (depth == Depth.INFINITY && !(resource instanceof MemberResource)) {
            throw new DavException.Refused(
                    Precondition.PROPFIND_FINITE_DEPTH, "Depth is 0 or 1 here (RFC 4918 section 9.1)");
        }
        PropertyResponder responder = site.properties().responder(request(exchange));
        Set<Preference> applied = depth == Depth.ZERO
                ? Preferences.apply(exchange, Preference.MINIMAL)
                : Preferences.apply(exchange, Preference.MINIMAL, Preference.DEPTH_NOROOT);
        responder.applied(applied);
        MultiStatusWriter out = Bodies.multiStatus(exchange);
        Listing listing = new Listing(site.resources(), exchange, responder, out);
        if (!applied.contains(Preference.DEPTH_NOROOT)) {
            listing.one(resource);
        }
        if (depth == Depth.ONE) {
            listing.inside(resource);
        }
        out.finish();
    }

    /** An empty body asks for all (RFC 4918 section 9.1). */
    private PropertyRequest request(DavExchange exchange) {
        Optional<XmlElement> body = bodies.read(exchange);
        if (body.isEmpty()) {
            return new PropertyRequest.AllProp(List.of());
        }
        if (!body.get().is(PROPFIND)) {
            throw DavException.badRequest("the body's root is not DAV:propfind");
        }
        return PropertyRequest.of(body.get())
                .orElseThrow(() -> DavException.badRequest("the body names none of prop, allprop and propname"));
    }
}
