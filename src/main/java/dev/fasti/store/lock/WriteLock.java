package dev.fasti.store.lock;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyValue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write lock on a resource, or on a collection with all that it holds (RFC 4918 section 6.1).
 *
 * @param token the URI that names it, unique for all time
 * @param root the path of the resource that it was asked for, a collection's or a member's
 * @param scope whether others may have locks beside it
 * @param reach how far below the root it protects
 * @param creator the only one who may use it
 * @param owner what the client says of the owner: a whole {@code DAV:owner} element as {@link PropertyValue.Xml} has
 *     it; null if nothing
 * @param timeout how long it holds after it was granted or refreshed
 * @param expires when it ends
 */
public record WriteLock(
        String token,
        CollectionPath root,
        Scope scope,
        Reach reach,
        Principal creator,
        @Nullable String owner,
        Duration timeout,
        Instant expires) {
    public WriteLock {
        if (token.isEmpty() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a lock has a token and a time to live");
        }
    }

    /** Whether what is at a path is locked by this, directly or indirectly. */
    public boolean covers(CollectionPath path) {
        return reach == Reach.INFINITY ? path.isWithin(root) : path.equals(root);
    }

    public boolean isLive(Instant now) {
        return now.isBefore(expires);
    }

    /** The lock with its time started anew (RFC 4918 section 9.10.2). */
    public WriteLock refreshed(Duration time, Instant now) {
        return new WriteLock(token, root, scope, reach, creator, owner, time, now.plus(time));
    }

    /** RFC 4918 section 6.2. */
    public enum Scope {
        EXCLUSIVE,
        SHARED;

        /** Whether two locks may not be on one resource (RFC 4918 section 9.10.5). */
        public boolean conflictsWith(Scope other) {
            return this == EXCLUSIVE || other == EXCLUSIVE;
        }
    }

    /** RFC 4918 section 9.10.3. */
    public enum Reach {
        /** The resource itself; of a collection also which members it has. */
        ZERO,
        /** All that is below as well. */
        INFINITY
    }
}
