package dev.fasti.dav.lock;

import dev.fasti.acl.Privilege;
import dev.fasti.dav.DavException;
import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.Site;
import dev.fasti.dav.method.DavMethod;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UNLOCK: ends a lock (RFC 4918 section 9.11). Who created it may, and who has {@code DAV:unlock} (RFC 3744 section
 * 3.5).
 */
public final class UnlockMethod implements DavMethod {
    private static final Pattern CODED_URL = Pattern.compile("\\s*<([^<>\\s]+)>\\s*");

    private final Site site;
    private final WriteGuard guard;

    public UnlockMethod(Site site) {
        this.site = site;
        this.guard = new WriteGuard(site);
    }

    @Override
    public List<String> names() {
        return List.of("UNLOCK");
    }

    @Override
    public boolean isAllowedOn(DavResource resource) {
        return LockProperties.path(resource).isPresent();
    }

    @Override
    public void answer(DavExchange exchange, Optional<DavResource> target) {
        DavResource resource = DavMethod.existing(target);
        CollectionPath path = LockProperties.path(resource).orElseThrow();
        String token = token(exchange);
        boolean isOwn = exchange.viewer().is(find(path, token).creator());
        Set<Privilege> unlock = Set.of(Privilege.UNLOCK);
        if (!isOwn || exchange.viewer().limit(path, unlock).isEmpty()) {
            site.require(exchange, resource, Privilege.UNLOCK);
        }
        guard.alone(exchange, List.of(Touch.locks(path)), condition -> {
            WriteLock lock = find(path, token);
            site.locks().remove(lock);
            return lock;
        });
        exchange.setHeader("Cache-Control", "no-cache");
        exchange.answerEmpty(204);
    }

    private WriteLock find(CollectionPath path, String token) {
        return site.locks().covering(path).stream()
                .filter(lock -> lock.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new DavException.Refused(
                        Precondition.LOCK_TOKEN_MATCHES_REQUEST_URI, "no lock here has this token"));
    }

    private static String token(DavExchange exchange) {
        Matcher matcher = CODED_URL.matcher(exchange.header("Lock-Token").orElse(""));
        if (!matcher.matches()) {
            throw DavException.badRequest("a Lock-Token header with one token is needed");
        }
        return matcher.group(1);
    }
}
