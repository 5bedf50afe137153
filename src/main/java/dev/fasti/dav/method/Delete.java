package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Optional;

/**
 * DELETE: removes a member, or a collection with all that it holds (RFC 4918 section 9.6). Of somebody else's collection
 * it removes what the viewer can remove of it: that it appears in the own home.
 */
public final class Delete implements DavMethod {
    private final Site site;
    private final WriteGuard guard;

    public Delete(Site site) {
        this.site = site;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("DELETE");
    }

    /** A home stays: it is where its owner's clients look for everything else. */
    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof MemberResource
                || (resource instanceof CollectionResource collection && !collection.isHome());
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource resource = DavMethod.existing(target);
        if (resource instanceof MemberResource member) {
            site.require(exchange, member.parent(), Privilege.UNBIND);
            WriteCondition condition = Conditions.on(exchange, member.member());
            Touch touch = Touch.mapping(member.path());
            guard.run(
                    exchange,
                    List.of(touch),
                    lists -> member.parent()
                            .collection()
                            .by(exchange.author())
                            .delete(member.member().name(), new WriteCondition.Both(condition, lists)));
        } else if (resource instanceof CollectionResource mount && mount.isMounted()) {
            site.require(exchange, mount, Privilege.WRITE_PROPERTIES);
            Conditions.requireOn(exchange, mount);
            guard.run(
                    exchange,
                    List.of(),
                    lists -> site.resources().mounts().hide(mount, exchange.viewer(), exchange.author()));
        } else if (resource instanceof CollectionResource collection) {
            site.requireRemoval(exchange, collection.collection().path());
            if (Depth.of(exchange, Depth.INFINITY) != Depth.INFINITY) {
                throw DavException.badRequest("a collection is deleted with Depth infinity (RFC 4918 section 9.6.1)");
            }
            Conditions.requireOn(exchange, collection);
            CollectionPath path = collection.collection().path();
            guard.run(
                    exchange,
                    List.of(Touch.mapping(path)),
                    lists -> site.store().by(exchange.author()).delete(path));
        }
        exchange.answerEmpty(204);
    }
}
