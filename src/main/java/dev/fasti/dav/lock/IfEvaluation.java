package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.dav.lock.IfHeader.Condition;
import dev.fasti.dav.lock.IfHeader.Polarity;
import dev.fasti.dav.lock.IfHeader.StateList;
import dev.fasti.dav.report.SyncCollection;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an {@code If} header says of the resources that it names (RFC 4918 sections 10.4.3 and 10.4.4).
 *
 * <p>Entity tags of the request's own resource become a {@link WriteCondition}, which the store checks in the step
 * that writes. Everything else is looked at here, and stays as it is while the caller has the paths' hold.
 */
final class IfEvaluation {
    private final Site site;
    private final DavExchange exchange;
    private final IfHeader header;

    IfEvaluation(Site site, DavExchange exchange, IfHeader header) {
        this.site = site;
        this.exchange = exchange;
        this.header = header;
    }

    /** What the header names, as far as it can be here. */
    Set<CollectionPath> paths() {
        Set<CollectionPath> paths = new HashSet<>();
        header.lists().forEach(list -> path(list).ifPresent(paths::add));
        return paths;
    }

    private boolean holdsNow(WriteCondition condition) {
        return condition.holds(own().flatMap(site.resources()::at)
                .filter(MemberResource.class::isInstance)
                .map(resource -> ((MemberResource) resource).member().etag()));
    }

    /** Whether the header asks for what other writers could change: tags of other resources, and sync tokens. */
    boolean needsStillness() {
        for (StateList list : header.lists()) {
            boolean isOwn = isOwn(list);
            for (Condition condition : list.conditions()) {
                boolean isStill = condition instanceof IfHeader.Token token
                        ? SyncToken.parse(token.uri()).isEmpty()
                        : isOwn;
                if (!isStill) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What is required of the request's own resource, as a member, in the step that writes.
     *
     * @throws DavException with 412 if no list holds now
     */
    WriteCondition condition() {
        List<WriteCondition> possible = new ArrayList<>();
        for (StateList list : header.lists()) {
            condition(list).ifPresent(possible::add);
        }
        WriteCondition condition = new WriteCondition.OneOf(possible);
        if (!holdsNow(condition)) {
            throw new DavException.Plain(412, "no list of the If header holds");
        }
        return condition;
    }

    /** Empty if the list does not hold. */
    private Optional<WriteCondition> condition(StateList list) {
        Optional<CollectionPath> path = path(list);
        Optional<DavResource> resource = path.flatMap(this::visible);
        boolean isOwnMember = isOwn(list)
                && resource.filter(CollectionResource.class::isInstance).isEmpty();
        WriteCondition rest = new WriteCondition.Always();
        for (Condition condition : list.conditions()) {
            if (condition instanceof IfHeader.Tag tag && isOwnMember) {
                rest = new WriteCondition.Both(rest, own(tag));
            } else if (holds(condition, path, resource) == (condition.polarity() == Polarity.NEGATED)) {
                return Optional.empty();
            }
        }
        return Optional.of(rest);
    }

    private static WriteCondition own(IfHeader.Tag tag) {
        Set<ETag> tags = Set.of(tag.etag());
        return tag.polarity() == Polarity.NEGATED ? new WriteCondition.NoneOf(tags) : new WriteCondition.AnyOf(tags);
    }

    /** Whether the state is there, {@code Not} left aside. What is not there has no state (RFC 4918 section 10.4.4). */
    private boolean holds(Condition condition, Optional<CollectionPath> path, Optional<DavResource> resource) {
        if (path.isEmpty() || resource.isEmpty()) {
            return false;
        }
        if (condition instanceof IfHeader.Token token) {
            return isSyncToken(token.uri(), resource.get())
                    || site.locks().covering(path.get()).stream()
                            .anyMatch(lock -> lock.token().equals(token.uri()));
        }
        return condition instanceof IfHeader.Tag tag
                && resource.get() instanceof MemberResource member
                && member.member().etag().equals(tag.etag());
    }

    private static boolean isSyncToken(String uri, DavResource resource) {
        return resource instanceof CollectionResource collection
                && SyncCollection.SYNCHRONISED.contains(collection.kind())
                && collection.snapshot().token().uri().equals(uri);
    }

    private boolean isOwn(StateList list) {
        return list.tag().isEmpty() || path(list).equals(own());
    }

    private Optional<CollectionPath> path(StateList list) {
        return list.tag().isEmpty()
                ? own()
                : exchange.hrefs().read(list.tag().get(), exchange.authority()).flatMap(this::path);
    }

    private Optional<CollectionPath> own() {
        return path(exchange.target());
    }

    /** Where it is in truth: locks are on the resource, by whichever of its URLs it is reached. */
    private Optional<CollectionPath> path(List<String> segments) {
        return ResourceFinder.path(segments)
                .map(place -> site.resources().mounts().behind(place, exchange.viewer()));
    }

    /** What the viewer may not look at is as if it were not there. */
    private Optional<DavResource> visible(CollectionPath path) {
        try {
            return site.resources()
                    .find(path.segments(), exchange)
                    .filter(found -> site.resources()
                            .privileges(found, exchange.viewer())
                            .contains(Privilege.READ));
        } catch (DavException e) {
            return Optional.empty();
        }
    }
}
