package dev.fasti.store.lock;

import dev.fasti.store.condition.StoreException;
import java.util.List;

/** Where the server's write locks outlive it. Used by one thread at a time. */
public interface LockStore {
    /**
     * The locks that were saved last, expired ones among them. Empty if none were, or if they cannot be read: that is
     * logged, and what cannot be read is put aside, for a server without its locks is better than none, and clients
     * know that a lock may go at any time (RFC 4918 section 6.6).
     */
    List<WriteLock> load();

    /**
     * Saves these locks in the place of those before, all or nothing. They are durable when this returns.
     *
     * @throws StoreException.Unavailable or {@link StoreException.Full} if the medium fails; those before remain
     */
    void save(List<WriteLock> locks);
}
