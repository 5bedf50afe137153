package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavException.Obstacle;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in the way of a new lock (RFC 4918 sections 7.4, 9.10.3 and 9.10.5). */
final class Conflicts {
    private final Site site;

    Conflicts(Site site) {
        this.site = site;
    }

    /**
     * Refuses a lock that conflicts with one that is there. What the viewer may not read is not named.
     *
     * @throws DavException with 423 if the conflict is at its root, 207 if it is below, 423 again if nothing below may be
     *     named
     */
    void require(DavExchange exchange, WriteLock wanted) {
        List<WriteLock> here = conflicting(site.locks().covering(wanted.root()), wanted);
        if (!here.isEmpty()) {
            throw new DavException.Refused(
                    Precondition.NO_CONFLICTING_LOCK,
                    "another lock is there",
                    here.stream().map(lock -> href(exchange, lock.root())).toArray(String[]::new));
        }
        if (wanted.reach() == Reach.INFINITY) {
            List<WriteLock> below = conflicting(site.locks().within(wanted.root()), wanted);
            requireNone(
                    exchange,
                    wanted.root(),
                    Submitted.obstacles(site, exchange, below, Precondition.NO_CONFLICTING_LOCK));
            if (!below.isEmpty()) {
                throw Submitted.lockedWithin();
            }
        }
    }

    private static List<WriteLock> conflicting(List<WriteLock> present, WriteLock wanted) {
        return present.stream()
                .filter(lock -> lock.scope().conflictsWith(wanted.scope()))
                .toList();
    }

    /**
     * Refuses to lock what is below where the viewer may not write. What they may not read is not named.
     *
     * @throws DavException with 207, or 403 if nothing may be named
     */
    void requireRights(DavExchange exchange, DavResource resource, WriteLock wanted) {
        if (wanted.reach() == Reach.INFINITY && resource instanceof CollectionResource) {
            List<CollectionResource> forbidden = new ArrayList<>();
            forbidden(exchange, wanted.root(), forbidden);
            List<Obstacle> named = forbidden.stream()
                    .filter(each -> may(exchange, each, Privilege.READ))
                    .map(each -> new Obstacle(each.href(exchange.hrefs()), 403, Optional.empty()))
                    .toList();
            requireNone(exchange, wanted.root(), named);
            if (!forbidden.isEmpty()) {
                throw new DavException.Plain(403, "not all that is within may be locked");
            }
        }
    }

    private void forbidden(DavExchange exchange, CollectionPath path, List<CollectionResource> found) {
        for (String name : site.resources().children(path)) {
            CollectionPath child = path.child(name);
            site.resources()
                    .collection(child)
                    .filter(collection -> !may(exchange, collection, Privilege.WRITE_CONTENT))
                    .ifPresent(found::add);
            forbidden(exchange, child, found);
        }
    }

    private boolean may(DavExchange exchange, CollectionResource collection, Privilege privilege) {
        return site.resources().privileges(collection, exchange.viewer()).contains(privilege);
    }

    private void requireNone(DavExchange exchange, CollectionPath root, List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            List<Obstacle> all = new ArrayList<>(obstacles);
            all.add(new Obstacle(href(exchange, root), 424, Optional.empty()));
            throw new DavException.Within(all);
        }
    }

    private String href(DavExchange exchange, CollectionPath path) {
        return Submitted.href(site, exchange, path);
    }
}
