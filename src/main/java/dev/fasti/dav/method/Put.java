package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Site;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.StoreException;
import dev.fasti.store.WriteCondition;
import java.util.List;
import java.util.Optional;

/**
 * PUT: creates or replaces a member (RFC 4918 section 9.7, RFC 4791 section 5.3.2, RFC 6352 section 6.3.2).
 *
 * <p>Never replaces a collection: Thunderbird's "ICS" calendars would wipe a whole calendar that way.
 */
public final class Put implements DavMethod {
    private final Site site;
    private final Destinations destinations;
    private final Representation representation;

    public Put(Site site) {
        this.site = site;
        this.destinations = new Destinations(site);
        this.representation = new Representation(site);
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
        WriteCondition condition = target.isPresent() && target.get() instanceof MemberResource found
                ? Conditions.on(exchange, found.member())
                : Conditions.of(exchange);
        if (exchange.header("Content-Range").isPresent()) {
            throw DavException.badRequest("a member is written as a whole (RFC 9110 section 14.5)");
        }
        CollectionResource parent = destinations.parentOf(exchange, exchange.target());
        String name = exchange.target().get(exchange.target().size() - 1);
        if (target.isPresent()) {
            site.require(exchange, target.get(), Privilege.WRITE_CONTENT);
        } else {
            site.require(exchange, parent, Privilege.BIND);
        }
        CollectionType type = site.type(parent.kind());
        byte[] octets = body(exchange, type);
        Facts facts = type.admit(parent, octets, exchange.header("Content-Type"));
        Collection.Written written = write(exchange, parent, name, octets, facts, condition);
        if (representation.isDue(exchange, parent)) {
            representation.answer(exchange, written.outcome(), parent, new Content(written.member(), octets));
            return;
        }
        exchange.setHeader("ETag", written.member().etag().value());
        exchange.answerEmpty(written.outcome() == Collection.Outcome.CREATED ? 201 : 204);
    }

    private Collection.Written write(
            DavExchange exchange,
            CollectionResource parent,
            String name,
            byte[] octets,
            Facts facts,
            WriteCondition condition) {
        try {
            return parent.collection().put(name, octets, facts, condition);
        } catch (StoreException.UidConflict e) {
            throw destinations.uidConflict(exchange, parent, e);
        }
    }

    private byte[] body(DavExchange exchange, CollectionType type) {
        try {
            return exchange.body(site.limits().maxResourceSize());
        } catch (DavException e) {
            if (e.status() == 413 && type.maxResourceSize().isPresent()) {
                throw new DavException.Refused(
                        type.maxResourceSize().get(),
                        "a member has " + site.limits().maxResourceSize() + " octets at most");
            }
            throw e;
        }
    }
}
