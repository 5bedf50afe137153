package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Site;
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
    private final Upload upload;

    public Put(Site site) {
        this.site = site;
        this.destinations = new Destinations(site);
        this.upload = new Upload(site);
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
        Upload.requireWhole(exchange);
        CollectionResource parent = destinations.parentOf(exchange, exchange.target());
        String name = exchange.target().get(exchange.target().size() - 1);
        if (target.isPresent()) {
            site.require(exchange, target.get(), Privilege.WRITE_CONTENT);
        } else {
            site.require(exchange, parent, Privilege.BIND);
        }
        Upload.Received received = upload.receive(exchange, parent);
        upload.answer(exchange, parent, upload.write(exchange, parent, name, received, condition), received);
    }
}
