package dev.fasti.dav.lock;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.store.CollectionPath;
import dev.fasti.store.WriteLock;
import dev.fasti.store.WriteLock.Reach;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @throws DavException with 423, or with 207 if only what lies below is locked (RFC 4918 sections 9.6.1, 9.8.8)
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
            throw new DavException.Within(below.stream()
                    .map(lock -> new DavException.Obstacle(
                            href(site, exchange, lock.root()),
                            423,
                            Optional.of(Precondition.LOCK_TOKEN_SUBMITTED),
                            href(site, exchange, lock.root())))
                    .toList());
        }
    }

    private String[] hrefs(Set<WriteLock> locks) {
        return locks.stream()
                .map(lock -> href(site, exchange, lock.root()))
                .distinct()
                .toArray(String[]::new);
    }

    /** What is below, and locked by itself; and what may be below that only locks of infinite depth reach. */
    private void inside(CollectionPath path, Set<WriteLock> missing) {
        for (WriteLock lock : site.locks().within(path)) {
            List<WriteLock> here = site.locks().covering(lock.root());
            missing(here, missing);
            List<WriteLock> deep = new ArrayList<>(here);
            deep.removeIf(each -> each.reach() == Reach.ZERO);
            missing(deep, missing);
        }
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

    /** The href of a lock's root, whether it is a collection or a member. */
    static String href(Site site, DavExchange exchange, CollectionPath root) {
        return site.resources()
                .at(root)
                .map((DavResource resource) -> resource.href(exchange.hrefs()))
                .orElseGet(() -> exchange.hrefs().collection(root));
    }
}
