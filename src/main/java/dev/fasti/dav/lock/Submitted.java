package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavException.Obstacle;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ResourceFinder;
import dev.fasti.dav.Site;
import dev.fasti.store.Member;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.path.CollectionPath;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lock tokens that a request submits, against the locks that protect what it touches (RFC 4918 section 7.5).
 *
 * <p>A resource may be written by whoever submits one of the locks on it that he created himself (section 6.4).
 */
final class Submitted {
    private final Site site;
    private final DavExchange exchange;
    private final Set<String> tokens;

    Submitted(Site site, DavExchange exchange, Set<String> tokens) {
        this.site = site;
        this.exchange = exchange;
        this.tokens = tokens;
    }

    /**
     * Demands the tokens of all that is touched.
     *
     * @throws DavException with 423, or with 207 if only what lies below is locked (RFC 4918 sections 9.6.1, 9.8.8) and
     *     the viewer may read some of that
     */
    void require(List<Touch> touched) {
        Set<WriteLock> above = new LinkedHashSet<>();
        Set<WriteLock> below = new LinkedHashSet<>();
        for (Touch touch : touched) {
            if (touch.extent() == Touch.Extent.LOCKS) {
                continue;
            }
            missing(site.locks().covering(touch.path()), above);
            if (touch.extent() == Touch.Extent.MAPPING) {
                touch.path().parent().ifPresent(parent -> missing(site.locks().covering(parent), above));
                inside(touch.path(), below);
            }
        }
        below.removeAll(above);
        if (!above.isEmpty()) {
            throw new DavException.Refused(
                    Precondition.LOCK_TOKEN_SUBMITTED, "the token of a lock is missing", hrefs(above));
        }
        if (!below.isEmpty()) {
            List<Obstacle> named = obstacles(site, exchange, below, Precondition.LOCK_TOKEN_SUBMITTED);
            throw named.isEmpty() ? lockedWithin() : new DavException.Within(named);
        }
    }

    /** The roots of locks as what stands in the way: those that the viewer may read, for nothing tells of the others. */
    static List<Obstacle> obstacles(
            Site site, DavExchange exchange, Collection<WriteLock> locks, Precondition precondition) {
        return locks.stream()
                .map(WriteLock::root)
                .distinct()
                .filter(root -> mayRead(site, exchange, root))
                .map(root -> href(site, exchange, root))
                .map(href -> new Obstacle(href, 423, Optional.of(precondition), href))
                .toList();
    }

    /** The refusal for locks that may not be named. */
    static DavException lockedWithin() {
        return new DavException.Plain(423, "something within is locked");
    }

    private static boolean mayRead(Site site, DavExchange exchange, CollectionPath root) {
        return site.resources()
                .at(root)
                .filter(found ->
                        site.resources().privileges(found, exchange.viewer()).contains(Privilege.READ))
                .isPresent();
    }

    private String[] hrefs(Set<WriteLock> locks) {
        return locks.stream()
                .map(lock -> href(site, exchange, lock.root()))
                .distinct()
                .toArray(String[]::new);
    }

    /** What is below, and locked by itself; and what may be below that only locks of infinite depth reach. */
    private void inside(CollectionPath path, Set<WriteLock> missing) {
        List<WriteLock> within = site.locks().within(path);
        Set<CollectionPath> roots = within.stream().map(WriteLock::root).collect(Collectors.toSet());
        for (CollectionPath root : roots) {
            List<WriteLock> here = site.locks().covering(root);
            missing(here, missing);
            List<WriteLock> deep =
                    here.stream().filter(each -> each.reach() == Reach.INFINITY).toList();
            if (deep.size() < here.size() && holdsMore(root, roots)) {
                missing(deep, missing);
            }
        }
    }

    /** Whether something is directly in a collection that no lock of its own is on. */
    private boolean holdsMore(CollectionPath path, Set<CollectionPath> roots) {
        Optional<CollectionResource> found = site.resources().collection(path);
        if (found.isEmpty()) {
            return false;
        }
        for (Member member : found.get().snapshot().members()) {
            if (!roots.contains(path.child(member.name()))) {
                return true;
            }
        }
        return site.resources().children(path).stream().anyMatch(name -> !roots.contains(path.child(name)));
    }

    /** Adds all of a resource's locks if not one of them is submitted by who created it. */
    private void missing(List<WriteLock> locks, Set<WriteLock> missing) {
        boolean isFree = locks.isEmpty()
                || locks.stream()
                        .anyMatch(lock -> tokens.contains(lock.token())
                                && exchange.viewer().is(lock.creator()));
        if (!isFree) {
            missing.addAll(locks);
        }
    }

    /**
     * The href of a lock's root, whether it is a collection or a member, by the way that the request came (RFC 4918
     * section 6.1): through a share, what is in it is at its place there.
     */
    static String href(Site site, DavExchange exchange, CollectionPath root) {
        CollectionPath seen = Stream.of(
                        Optional.of(exchange.target()),
                        exchange.header("Destination")
                                .flatMap(place -> exchange.hrefs().read(place, exchange.authority())))
                .flatMap(Optional::stream)
                .flatMap(segments -> ResourceFinder.path(segments).stream())
                .flatMap(place -> site.resources().mounts().around(place, exchange.viewer()).stream())
                .map(mount -> mount.seen(root))
                .filter(place -> !place.equals(root))
                .findFirst()
                .orElse(root);
        boolean isMember = site.resources()
                .at(root)
                .filter(MemberResource.class::isInstance)
                .isPresent();
        return isMember ? exchange.hrefs().member(seen) : exchange.hrefs().collection(seen);
    }
}
