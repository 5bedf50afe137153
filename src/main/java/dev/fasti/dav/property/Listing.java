package dev.fasti.dav.property;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalFolder;
import dev.fasti.dav.DavResource.Root;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.xml.MultiStatusWriter;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.util.Optional;

/**
 * The responses of a resource and of what is directly in it, as far as the viewer may read (RFC 4918 section 9.1).
 *
 * @param responder writes each of them
 */
public record Listing(
        ResourceFinder resources, DavExchange exchange, PropertyResponder responder, MultiStatusWriter out) {
    /** Answers for one resource, which is read where the request asks for its content. */
    public void one(DavResource resource) {
        if (responder.readsContent() && resource instanceof MemberResource member) {
            String href = member.href(exchange.hrefs());
            responder.respondMember(
                    out, exchange, member.parent(), member.member().name(), href);
        } else {
            responder.respond(out, exchange, resource);
        }
    }

    /** Answers for all that is directly in a resource. */
    public void inside(DavResource resource) {
        if (resource instanceof Root) {
            one(new PrincipalFolder());
            exchange.viewer().principal().ifPresent(self -> collection(self.home()));
        } else if (resource instanceof PrincipalFolder) {
            resources.principals().visibleTo(exchange.viewer()).forEach(this::one);
        } else if (resource instanceof CollectionResource parent) {
            CollectionPath path = parent.collection().path();
            for (String child : resources.children(path)) {
                collection(path.child(child));
            }
            resources.mounts().in(path, exchange.viewer(), this::withoutRoom).forEach(this::one);
            for (Member member : parent.snapshot().members()) {
                one(MemberResource.of(parent, member));
            }
        }
    }

    private void collection(CollectionPath path) {
        Optional<CollectionResource> found;
        try {
            found = resources.privileges(path, exchange.viewer()).contains(Privilege.READ)
                    ? resources.collection(path)
                    : Optional.empty();
        } catch (StoreException.NoMemory e) {
            withoutRoom(path);
            return;
        }
        found.ifPresent(this::one);
    }

    /** Of one that cannot be opened, only that is told: the others are there. */
    private void withoutRoom(CollectionPath place) {
        out.response(exchange.hrefs().collection(place), 503);
    }
}
