package dev.fasti.dav.method;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Hrefs;
import dev.fasti.dav.Place;
import dev.fasti.dav.Preference;
import dev.fasti.dav.Preferences;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.LockProperties;
import dev.fasti.dav.lock.Touch;
import dev.fasti.dav.lock.WriteGuard;
import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.Content;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * COPY and MOVE of members and collections (RFC 4918 sections 9.8 and 9.9).
 *
 * <p>The destination is authorised before anything is touched, and the store does the whole in one step.
 */
public final class CopyMove implements DavMethod {
    private final Site site;
    private final Destinations destinations;
    private final Representation representation;
    private final WriteGuard guard;

    public CopyMove(Site site) {
        this.site = site;
        this.destinations = new Destinations(site);
        this.representation = new Representation(site);
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("COPY", "MOVE");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return resource instanceof MemberResource
                || (resource instanceof CollectionResource collection && !collection.isHome());
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource source = DavMethod.existing(target);
        List<String> destination = destination(exchange);
        Overwrite overwrite = overwrite(exchange);
        Depth depth = Depth.of(exchange, Depth.INFINITY);
        if (destination.equals(exchange.target())) {
            throw new DavException.Plain(403, "source and destination are the same (RFC 4918 section 9.8.5)");
        }
        requireNoMount(exchange, source, destination);
        Place place = destinations.place(exchange, destination);
        authorise(exchange, source, place, overwrite);
        CollectionPath path = place.real();
        List<Touch> touched = isMove(exchange)
                ? List.of(Touch.mapping(LockProperties.path(source).orElseThrow()), Touch.mapping(path))
                : List.of(Touch.mapping(path));
        Outcome outcome;
        try {
            outcome = guard.write(
                    exchange,
                    touched,
                    lists -> source instanceof MemberResource member
                            ? transferMember(exchange, member, destination, overwrite, lists)
                            : transferCollection(exchange, (CollectionResource) source, path, depth, overwrite));
        } catch (StoreException.ParentMissing e) {
            throw new DavException.Plain(409, "the destination's collection does not exist");
        }
        if (!(source instanceof MemberResource) || !represent(exchange, destination, outcome)) {
            exchange.answerEmpty(outcome == Outcome.CREATED ? 201 : 204);
        }
    }

    /** Answers with the member at the destination where that is preferred; says whether it has (RFC 8144 section 3.1). */
    private boolean represent(DavExchange exchange, List<String> destination, Outcome outcome) {
        if (!Preferences.has(exchange, Preference.REPRESENTATION)) {
            return false;
        }
        CollectionResource parent = destinations.parentOf(exchange, destination);
        if (!representation.isDue(exchange, parent)) {
            return false;
        }
        Optional<Content> content = parent.collection().read(destination.get(destination.size() - 1));
        content.ifPresent(found -> representation.answer(exchange, outcome, parent, found));
        return content.isPresent();
    }

    /** Somebody else's collection cannot be moved out of the home that it appears in, and nothing takes its place. */
    private void requireNoMount(DavExchange exchange, DavResource source, List<String> destination) {
        Optional<CollectionResource> there = ResourceFinder.path(destination)
                .flatMap(place -> site.resources().collection(place, exchange.viewer()));
        if (isMove(exchange) && source instanceof CollectionResource moved && moved.isMounted()) {
            throw Destinations.locationRefused(moved.kind());
        }
        there.filter(CollectionResource::isMounted).ifPresent(mount -> {
            throw Destinations.locationRefused(mount.kind());
        });
    }

    /**
     * What the source, its place and the destination need (RFC 3744 appendix B). A move needs read, too: it could
     * carry what the viewer may not see to where he may.
     */
    private void authorise(DavExchange exchange, DavResource source, Place destination, Overwrite overwrite) {
        Place parent = destination.parent().orElseThrow(() -> new DavException.Plain(403, "a home stays"));
        Optional<DavResource> replaced =
                site.resources().find(destination.seen().segments(), exchange);
        if (!isMove(exchange) && replaced.isPresent() && replaced.get() instanceof MemberResource) {
            site.require(exchange, replaced.get(), Privilege.WRITE_CONTENT);
            site.require(exchange, replaced.get(), Privilege.WRITE_PROPERTIES);
        } else {
            site.require(exchange, parent, Privilege.BIND);
            if (source instanceof CollectionResource) {
                site.require(exchange, destination, Privilege.BIND);
            }
            replaced.ifPresent(old -> requireRemoval(exchange, old));
        }
        if (replaced.isPresent() && overwrite == Overwrite.FORBIDDEN) {
            throw new DavException.Plain(412, "something is at the destination (RFC 4918 section 10.6)");
        }
        if (source instanceof CollectionResource collection) {
            site.requireThroughout(exchange, collection.collection().path(), Privilege.READ);
        } else {
            site.require(exchange, source, Privilege.READ);
        }
        if (isMove(exchange)) {
            requireRemoval(exchange, source);
        }
    }

    private void requireRemoval(DavExchange exchange, DavResource resource) {
        if (resource instanceof MemberResource member) {
            site.require(exchange, member.parent(), Privilege.UNBIND);
        } else if (resource instanceof CollectionResource collection) {
            site.requireRemoval(exchange, collection.collection().path());
        }
    }

    private Outcome transferMember(
            DavExchange exchange,
            MemberResource source,
            List<String> destination,
            Overwrite overwrite,
            WriteCondition lists) {
        WriteCondition onSource = new WriteCondition.Both(Conditions.on(exchange, source.member()), lists);
        CollectionResource parent = destinations.parentOf(exchange, destination);
        String name = destination.get(destination.size() - 1);
        Content content =
                source.parent().collection().read(source.member().name()).orElseThrow(DavException::notFound);
        String mediaType = site.type(source.parent().kind()).mediaType(content.member());
        Facts facts = site.type(parent.kind()).admit(parent, content.octets(), Optional.of(mediaType));
        Transfer transfer = isMove(exchange) ? Transfer.MOVE : Transfer.COPY;
        WriteCondition same = new WriteCondition.AnyOf(Set.of(content.member().etag()));
        WriteCondition onDestination =
                overwrite == Overwrite.ALLOWED ? new WriteCondition.Always() : new WriteCondition.Absent();
        MemberPath from = new MemberPath(
                source.parent().collection().path(), source.member().name());
        MemberPath to = new MemberPath(parent.collection().path(), name);
        try {
            return site.store()
                    .by(exchange.author())
                    .transfer(transfer, from, new WriteCondition.Both(onSource, same), to, facts, onDestination);
        } catch (StoreException.UidConflict e) {
            throw destinations.uidConflict(exchange, parent, e);
        }
    }

    private Outcome transferCollection(
            DavExchange exchange,
            CollectionResource source,
            CollectionPath destination,
            Depth depth,
            Overwrite overwrite) {
        Conditions.requireOn(exchange, source);
        if (depth == Depth.ONE || (depth == Depth.ZERO && isMove(exchange))) {
            throw DavException.badRequest("a collection is copied with Depth 0 or infinity, moved with infinity");
        }
        Transfer transfer = Transfer.MOVE;
        if (!isMove(exchange)) {
            transfer = depth == Depth.ZERO ? Transfer.COPY_EMPTY : Transfer.COPY;
        }
        try {
            return site.store()
                    .by(exchange.author())
                    .transfer(transfer, source.collection().path(), destination, overwrite);
        } catch (StoreException.ParentRefused e) {
            throw Destinations.locationRefused(source.kind());
        }
    }

    private static boolean isMove(DavExchange exchange) {
        return exchange.method().equals("MOVE");
    }

    private static List<String> destination(DavExchange exchange) {
        String header = exchange.header("Destination")
                .orElseThrow(() -> DavException.badRequest("a Destination header is missing"));
        return exchange.hrefs()
                .read(header, exchange.authority())
                .orElseThrow(() -> isWellFormed(header)
                        ? new DavException.Plain(502, "the destination is not on this server")
                        : DavException.badRequest("the destination is neither an absolute URI nor an absolute path"));
    }

    /** Whether it could name something, if not here (RFC 4918 section 8.3). */
    private static boolean isWellFormed(String destination) {
        try {
            String path = new URI(destination.strip()).getRawPath();
            return path != null && (path.isEmpty() || Hrefs.segments(path).isPresent());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Overwrite overwrite(DavExchange exchange) {
        return switch (exchange.header("Overwrite").map(String::strip).orElse("T")) {
            case "T", "t" -> Overwrite.ALLOWED;
            case "F", "f" -> Overwrite.FORBIDDEN;
            default -> throw DavException.badRequest("Overwrite is T or F");
        };
    }
}
