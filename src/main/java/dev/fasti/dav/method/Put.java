package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.store.Collection;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PUT: creates or replaces a member (RFC 4918 section 9.7, RFC 4791 section 5.3.2, RFC 6352 section 6.3.2).
 *
 * <p>Never replaces a collection: Thunderbird's "ICS" calendars would wipe a whole calendar that way.
 */
public final class Put implements DavMethod {
    private final Site site;
    private final Destinations destinations;
    private final Upload upload;
    private final WriteGuard guard;

    public Put(Site site) {
        this.site = site;
        this.destinations = new Destinations(site);
        this.upload = new Upload(site);
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("PUT");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof MemberResource;
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        Upload.requireWhole(exchange);
        CollectionResource parent = target.isPresent()
                ? parentOf(exchange, target.get())
                : destinations.parentOfNew(exchange, exchange.target());
        String name = exchange.target().get(exchange.target().size() - 1);
        WriteCondition allowed = authorise(exchange, target, parent);
        WriteCondition headers = target.isPresent() && target.get() instanceof MemberResource found
                ? Conditions.on(exchange, found.member())
                : Conditions.of(exchange);
        WriteCondition condition = new WriteCondition.Both(headers, allowed);
        Upload.Received received = upload.receive(exchange, parent);
        CollectionPath path = parent.collection().path().child(name);
        Collection.Written written = guard.write(
                exchange,
                List.of(target.isPresent() ? Touch.content(path) : Touch.mapping(path)),
                lists -> upload.write(exchange, parent, name, received, and(parent, target, condition, lists)));
        upload.answer(exchange, parent, written, received);
    }

    private CollectionResource parentOf(DavExchange exchange, DavResource target) {
        return target instanceof MemberResource member && !member.parent().isHome()
                ? member.parent()
                : destinations.parentOf(exchange, exchange.target());
    }

    /** Where the collection is locked, what is to be replaced must be there still: a new member needs its lock. */
    private WriteCondition and(
            CollectionResource parent, Optional<DavResource> target, WriteCondition condition, WriteCondition lists) {
        WriteCondition both = new WriteCondition.Both(condition, lists);
        boolean isLocked = !site.locks().covering(parent.collection().path()).isEmpty();
        return target.isPresent() && isLocked ? new WriteCondition.Both(both, new WriteCondition.Present()) : both;
    }

    /**
     * Demands what it takes to replace the member, or to make it (RFC 3744 appendix B).
     *
     * @return that the member is there, or is not, where the viewer may not do the other thing: it
     *     may come or go until it is written
     */
    private WriteCondition authorise(DavExchange exchange, Optional<DavResource> target, CollectionResource parent) {
        site.require(exchange, target.orElse(parent), target.isPresent() ? Privilege.WRITE_CONTENT : Privilege.BIND);
        Set<Privilege> privileges = site.resources().privileges(parent, exchange.viewer());
        if (privileges.contains(Privilege.BIND) && privileges.contains(Privilege.WRITE_CONTENT)) {
            return new WriteCondition.Always();
        }
        return target.isPresent() ? new WriteCondition.Present() : new WriteCondition.Absent();
    }
}
