package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Place;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Optional;

/** The places that PUT, POST, COPY and MOVE write members to. */
public final class Destinations {
    private final Site site;

    public Destinations(Site site) {
        this.site = site;
    }

    /**
     * The collection that holds, or is to hold, a member.
     *
     * @param target the segments of the member's path
     * @throws DavException with 403 where no member can be, 409 if there is no such collection (RFC 4918 section
     *     9.7.1)
     */
    public CollectionResource parentOf(DavExchange exchange, List<String> target) {
        return holder(site.resources().collection(parent(exchange, target), exchange.viewer()));
    }

    /**
     * As {@link #parentOf}, for a member that is to be made: who may not is told that, and nothing else (RFC 4918
     * section 8.1).
     *
     * @throws DavException.NeedPrivilege if the viewer may make nothing there, whether the collection exists or not
     */
    public CollectionResource parentOfNew(DavExchange exchange, List<String> target) {
        CollectionPath parent = parent(exchange, target);
        Optional<CollectionResource> found = site.resources().collection(parent, exchange.viewer());
        if (found.isPresent()) {
            site.require(exchange, found.get(), Privilege.BIND);
        } else {
            site.require(exchange, new Place(parent, parent), Privilege.BIND);
        }
        return holder(found);
    }

    private CollectionPath parent(DavExchange exchange, List<String> target) {
        place(exchange, target);
        return ResourceFinder.path(target)
                .flatMap(CollectionPath::parent)
                .orElseThrow(() -> new DavException.Plain(403, "a member lies in a collection of a home"));
    }

    private static CollectionResource holder(Optional<CollectionResource> found) {
        CollectionResource holder =
                found.orElseThrow(() -> new DavException.Plain(409, "the collection does not exist"));
        if (holder.isHome()) {
            throw new DavException.Plain(403, "a home holds collections only");
        }
        return holder;
    }

    /**
     * The place that segments name.
     *
     * @throws DavException with 403 if nothing can be there, or the viewer may not look there
     */
    public Place place(DavExchange exchange, List<String> target) {
        CollectionPath seen = ResourceFinder.path(target)
                .orElseThrow(() -> new DavException.Plain(403, "nothing can have this name"));
        CollectionPath real = site.resources().mounts().behind(seen, exchange.viewer());
        if (site.resources().privileges(real, exchange.viewer()).isEmpty()) {
            throw ResourceFinder.hidden(exchange, seen);
        }
        return new Place(seen, real);
    }

    /** The refusal of a place that holds no collections (RFC 4791 section 5.3.1.1, RFC 6352 section 6.3.2.1). */
    static DavException locationRefused(CollectionKind kind) {
        String words = "no collection can be here";
        return switch (kind) {
            case CALENDAR, SUBSCRIBED -> new DavException.Refused(Precondition.CALENDAR_COLLECTION_LOCATION_OK, words);
            case ADDRESSBOOK -> new DavException.Refused(Precondition.ADDRESSBOOK_COLLECTION_LOCATION_OK, words);
            case PLAIN -> new DavException.Plain(403, words);
        };
    }

    /**
     * The refusal of a second member with one UID, which names the first to whoever may read it (RFC 4791 section 5.3.2.1):
     * others are not told what there is.
     */
    DavException uidConflict(DavExchange exchange, CollectionResource parent, StoreException.UidConflict conflict) {
        boolean mayRead = site.resources().privileges(parent, exchange.viewer()).contains(Privilege.READ);
        String[] holders = mayRead
                ? new String[] {parent.href(exchange.hrefs()) + Hrefs.encode(conflict.holder())}
                : new String[0];
        return new DavException.Refused(
                site.type(parent.kind()).noUidConflict().orElseThrow(), "another member has this UID", holders);
    }
}
