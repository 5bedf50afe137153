package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.Bodies;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.Depth;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.dav.method.DavMethod;
import dev.fasti.dav.method.Destinations;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * LOCK: grants a write lock, or refreshes one where there is no body (RFC 4918 section 9.10).
 *
 * <p>Where nothing is, an empty member comes to be, and is locked (section 7.3). A calendar or an address book refuses
 * that as it refuses any other member that is no calendar object or contact (RFC 4791 section 4.1, RFC 6352 section
 * 5.1).
 */
public final class LockMethod implements DavMethod {
    private final Site site;
    private final Bodies bodies;
    private final LockLimits limits;
    private final WriteGuard guard;
    private final Destinations destinations;
    private final Conflicts conflicts;

    public LockMethod(Site site, Bodies bodies) {
        this.site = site;
        this.bodies = bodies;
        this.limits = site.limits().locks();
        this.guard = new WriteGuard(site);
        this.destinations = new Destinations(site);
        this.conflicts = new Conflicts(site);
    }

    @Override
    public List<String> names() {
        return List.of("LOCK");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return LockProperties.path(resource).isPresent();
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        Optional<CollectionResource> parent = target.isPresent()
                ? Optional.empty()
                : Optional.of(destinations.parentOfNew(exchange, exchange.target()));
        target.ifPresent(resource -> site.require(exchange, resource, Privilege.WRITE_CONTENT));
        CollectionPath path = destinations.place(exchange, exchange.target()).real();
        Optional<XmlElement> body = bodies.read(exchange);
        if (body.isEmpty()) {
            refresh(exchange, path);
            answer(exchange, path, 200);
            return;
        }
        WriteLock lock = lock(exchange, path, LockInfo.of(body.get()));
        if (parent.isPresent()) {
            create(exchange, parent.get(), lock);
        } else {
            conflicts.requireRights(exchange, target.orElseThrow(), lock);
            guard.alone(exchange, List.of(Touch.locks(path)), condition -> grant(exchange, lock));
        }
        exchange.setHeader("Lock-Token", "<" + lock.token() + ">");
        answer(exchange, path, parent.isPresent() ? 201 : 200);
    }

    private WriteLock lock(DavExchange exchange, CollectionPath path, LockInfo info) {
        Depth depth = Depth.of(exchange, Depth.INFINITY);
        if (depth == Depth.ONE) {
            throw DavException.badRequest("Depth is 0 or infinity (RFC 4918 section 9.10.3)");
        }
        Duration time = limits.timeout(exchange.header("Timeout"));
        Principal creator = exchange.viewer().principal().orElseThrow(DavException.Unauthorized::new);
        return new WriteLock(
                LockToken.next(),
                path,
                info.scope(),
                depth == Depth.ZERO ? Reach.ZERO : Reach.INFINITY,
                creator,
                info.owner(),
                time,
                site.locks().now().plus(time));
    }

    /** An empty member and its lock come to be together. */
    private void create(DavExchange exchange, CollectionResource parent, WriteLock lock) {
        Facts facts = site.type(parent.kind()).admit(parent, new byte[0], Optional.empty());
        guard.alone(exchange, List.of(Touch.mapping(lock.root())), condition -> {
            conflicts.require(exchange, lock);
            WriteCondition nothing = new WriteCondition.Both(condition, new WriteCondition.Absent());
            site.locks().put(lock, all -> requireRoom(all, lock.creator()));
            boolean made = false;
            try {
                parent.collection().by(exchange.author()).put(lock.root().name(), new byte[0], facts, nothing);
                made = true;
            } finally {
                if (!made) {
                    site.locks().drop(List.of(lock));
                }
            }
            return lock;
        });
    }

    private WriteLock grant(DavExchange exchange, WriteLock lock) {
        if (site.resources().at(lock.root()).isEmpty()) {
            throw DavException.notFound();
        }
        conflicts.require(exchange, lock);
        site.locks().put(lock, all -> requireRoom(all, lock.creator()));
        return lock;
    }

    private void requireRoom(List<WriteLock> all, Principal creator) {
        long own = all.stream().filter(lock -> lock.creator().equals(creator)).count();
        if (own > limits.maxPerUser() || all.size() > limits.maxTotal()) {
            throw new DavException.Plain(507, "there are too many locks already");
        }
    }

    private void refresh(DavExchange exchange, CollectionPath path) {
        Set<String> tokens = exchange
                .header("If")
                .map(IfHeader::parse)
                .orElseThrow(() -> DavException.badRequest("a LOCK without a body refreshes the lock that If names"))
                .submitted()
                .stream()
                .filter(token -> !token.equals(IfHeader.NO_LOCK))
                .collect(Collectors.toSet());
        if (tokens.size() != 1) {
            throw DavException.badRequest("one lock is refreshed at a time (RFC 4918 section 9.10.2)");
        }
        String token = tokens.iterator().next();
        find(path, token);
        guard.alone(exchange, List.of(Touch.content(path)), condition -> {
            WriteLock lock = find(path, token)
                    .refreshed(
                            limits.timeout(exchange.header("Timeout")),
                            site.locks().now());
            site.locks().put(lock, all -> {});
            return lock;
        });
    }

    private WriteLock find(CollectionPath path, String token) {
        return site.locks().covering(path).stream()
                .filter(lock -> lock.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new DavException.Refused(
                        Precondition.LOCK_TOKEN_MATCHES_REQUEST_URI, 412, "no lock here has this token"));
    }

    private void answer(DavExchange exchange, CollectionPath path, int status) {
        exchange.setHeader("Cache-Control", "no-cache");
        XmlWriter out = Bodies.xml(exchange, status);
        out.start(Names.dav("prop")).start(LockProperties.LOCKDISCOVERY);
        LockProperties.write(
                site.locks().covering(path),
                root -> Submitted.href(site, exchange, root),
                site.locks().now(),
                out);
        out.end().end();
        out.finish();
    }
}
