package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavException.Obstacle;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.store.CollectionPath;
import dev.fasti.store.WriteLock;
import dev.fasti.store.WriteLock.Reach;
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
     * Refuses a lock that conflicts with one that is there.
     *
     * @throws DavException with 423 if the conflict is at its root, 207 if it is below
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
            List<Obstacle> below = conflicting(site.locks().within(wanted.root()), wanted).stream()
                    .map(lock -> href(exchange, lock.root()))
                    .distinct()
                    .map(href -> new Obstacle(href, 423, Optional.of(Precondition.NO_CONFLICTING_LOCK), href))
                    .toList();
            requireNone(exchange, wanted.root(), below);
        }
    }

    private static List<WriteLock> conflicting(List<WriteLock> present, WriteLock wanted) {
        return present.stream()
                .filter(lock -> lock.scope().conflictsWith(wanted.scope()))
                .toList();
    }

    /**
     * Refuses to lock what is below where the viewer may not write.
     *
     * @throws DavException with 207
     */
    void requireRights(DavExchange exchange, DavResource resource, WriteLock wanted) {
        if (wanted.reach() == Reach.INFINITY && resource instanceof CollectionResource) {
            List<Obstacle> forbidden = new ArrayList<>();
            forbidden(exchange, wanted.root(), forbidden);
            requireNone(exchange, wanted.root(), forbidden);
        }
    }

    private void forbidden(DavExchange exchange, CollectionPath path, List<Obstacle> found) {
        for (String name : site.resources().children(path)) {
            CollectionPath child = path.child(name);
            Optional<CollectionResource> collection = site.resources().collection(child);
            boolean isForbidden = collection.isPresent()
                    && !site.resources()
                            .privileges(collection.get(), exchange.viewer())
                            .contains(Privilege.WRITE_CONTENT);
            if (isForbidden) {
                found.add(new Obstacle(collection.get().href(exchange.hrefs()), 403, Optional.empty()));
            }
            forbidden(exchange, child, found);
        }
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
