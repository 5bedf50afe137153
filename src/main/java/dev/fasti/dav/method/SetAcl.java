package dev.fasti.dav.method;

import dev.fasti.acl.Acl;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.StoredAcls;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Site;
import dev.fasti.dav.access.AclRequest;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import java.util.List;
import java.util.Optional;

/**
 * ACL: sets the access control list of a collection, for good and at once (RFC 3744 section 8.1).
 *
 * <p>A list cannot be changed unseen: the method needs {@code DAV:read-acl} besides {@code DAV:write-acl}, as the list
 * that is replaced is the one that the viewer sees. Members have no list of their own, and so not this method.
 */
public final class SetAcl implements DavMethod {
    private final Site site;
    private final Bodies bodies;
    private final WriteGuard guard;

    public SetAcl(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("ACL");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof CollectionResource;
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        if (!(DavMethod.existing(target) instanceof CollectionResource collection)) {
            throw new IllegalStateException("only collections have ACL");
        }
        site.require(exchange, collection, Privilege.WRITE_ACL);
        site.require(exchange, collection, Privilege.READ_ACL);
        Conditions.requireOn(exchange, collection);
        AclRequest request = new AclRequest(exchange, site.resources().policy().directory(), collection.kind());
        Acl acl = request.read(bodies.require(exchange));
        Touch touch = Touch.content(collection.collection().path());
        guard.run(
                exchange,
                List.of(touch),
                lists -> collection.collection().by(exchange.author()).patch(StoredAcls.patch(acl)));
        site.resources().mounts().showAnew(collection, acl, exchange.author());
        exchange.answerEmpty(200);
    }
}
