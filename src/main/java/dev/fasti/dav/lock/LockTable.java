package dev.fasti.dav.lock;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.lock.LockStore;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.path.CollectionPath;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All write locks of the server (RFC 4918 section 6).
 *
 * <p>Who reads looks at immutable maps and waits for nobody. Who writes to the store has a {@link Hold} meanwhile,
 * together with other writers; who grants or removes locks has one alone, so that no lock comes to be between a
 * writer's look at the locks and its write. Homes are spread over a fixed number of stripes: those of different
 * stripes do not meet.
 */
public final class LockTable {
    private static final Logger LOG = LoggerFactory.getLogger(LockTable.class);
    private static final int STRIPES = 64;

    private final Stripe[] stripes = Stream.generate(Stripe::new).limit(STRIPES).toArray(Stripe[]::new);
    private final LockStore store;
    private final Clock clock;

    /** Held while the store is written: it has the locks of all stripes. */
    private final ReentrantLock saving = new ReentrantLock();

    /**
     * Takes up the locks that outlived the server before.
     *
     * @param exists whether there still is something at a path: a lock ends with its root (RFC 4918 section 6.1)
     */
    public LockTable(LockStore store, Clock clock, Predicate<CollectionPath> exists) {
        this.store = store;
        this.clock = clock;
        Instant now = clock.instant();
        for (WriteLock lock : store.load()) {
            if (lock.isLive(now) && exists.test(lock.root())) {
                Stripe stripe = stripe(lock.root());
                stripe.locks = LockMap.with(stripe.locks, lock);
            }
        }
    }

    /** The locks that protect what is at a path, those of collections around it included. */
    public List<WriteLock> covering(CollectionPath path) {
        NavigableMap<CollectionPath, List<WriteLock>> locks = stripe(path).locks;
        return locks.isEmpty() ? List.of() : LockMap.covering(locks, path, clock.instant());
    }

    /** The locks whose roots are at a path or anywhere below it. */
    public List<WriteLock> within(CollectionPath path) {
        NavigableMap<CollectionPath, List<WriteLock>> locks = stripe(path).locks;
        return locks.isEmpty() ? List.of() : LockMap.within(locks, path, clock.instant());
    }

    /** Every lock. */
    public List<WriteLock> all() {
        Instant now = clock.instant();
        return Stream.of(stripes)
                .flatMap(stripe -> stripe.locks.values().stream())
                .flatMap(List::stream)
                .filter(lock -> lock.isLive(now))
                .toList();
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Waits until nobody has these paths alone or, for a hold that is to be so, at all.
     *
     * @param paths all that the holder will look at or change, known beforehand
     */
    Hold hold(Collection<CollectionPath> paths, Hold.Mode mode) {
        return new Hold(
                paths.stream()
                        .mapToInt(LockTable::index)
                        .sorted()
                        .distinct()
                        .mapToObj(index -> stripes[index].gate)
                        .toList(),
                mode);
    }

    /**
     * Adds a lock, or puts it in the place of the one of its token. The caller has its root alone.
     *
     * @param limits what must hold of all locks afterwards; throws to refuse
     * @throws StoreException if the lock cannot be made durable; then there is none
     */
    void put(WriteLock lock, java.util.function.Consumer<List<WriteLock>> limits) {
        Stripe stripe = stripe(lock.root());
        saving.lock();
        try {
            List<WriteLock> all = new ArrayList<>(all());
            all.removeIf(other -> other.token().equals(lock.token()));
            all.add(lock);
            limits.accept(all);
            store.save(all);
            stripe.locks = LockMap.with(LockMap.without(stripe.locks, lock.token(), clock.instant()), lock);
        } finally {
            saving.unlock();
        }
    }

    /**
     * Removes a lock. The caller has its root alone.
     *
     * @throws StoreException if that cannot be made durable; then the lock is still there
     */
    void remove(WriteLock lock) {
        Stripe stripe = stripe(lock.root());
        saving.lock();
        try {
            store.save(all().stream()
                    .filter(other -> !other.token().equals(lock.token()))
                    .toList());
            stripe.locks = LockMap.without(stripe.locks, lock.token(), clock.instant());
        } finally {
            saving.unlock();
        }
    }

    /**
     * Removes the locks of what is no more (RFC 4918 section 6.1). The caller has their roots alone. That they are
     * gone is not undone by a store that fails: at its next start the server looks which roots are there.
     */
    void drop(List<WriteLock> gone) {
        saving.lock();
        try {
            for (WriteLock lock : gone) {
                Stripe stripe = stripe(lock.root());
                stripe.locks = LockMap.without(stripe.locks, lock.token(), clock.instant());
            }
            store.save(all());
        } catch (StoreException e) {
            LOG.error("That locks are gone cannot be saved", e);
        } finally {
            saving.unlock();
        }
    }

    private Stripe stripe(CollectionPath path) {
        return stripes[index(path)];
    }

    private static int index(CollectionPath path) {
        int hash = path.segments().get(0).hashCode();
        return (hash ^ hash >>> 16) & (STRIPES - 1);
    }

    /** The locks of some homes. */
    private static final class Stripe {
        private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
        private volatile NavigableMap<CollectionPath, List<WriteLock>> locks = LockMap.EMPTY;
    }
}
