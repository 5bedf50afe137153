package dev.fasti.store;

import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A collection as it was at one moment. It never changes; any number of threads read it without locks.
 *
 * <p>Iterating costs no more memory than the element at hand. Looking up costs the logarithm of the size at most.
 */
public interface Snapshot {
    CollectionKind kind();

    /** The stored properties of the collection itself. */
    Map<PropertyName, PropertyValue> properties();

    /** The point in the history that this snapshot is; changes with every change of a member. */
    SyncToken token();

    /** When the collection was created. */
    Instant created();

    /** When a member or a property last changed. */
    Instant modified();

    Members members();

    /**
     * What happened to each name since a point in the history, each name once, by rising revision.
     *
     * @param since a token of this collection; from revision 0 on, what came and went is listed too (RFC 6578 section
     *     3.5.2)
     * @return empty if the token is not of this collection's history
     */
    Optional<Iterable<Change>> changesSince(SyncToken since);

    /**
     * The token of an earlier point in this history, to go on from after a truncated answer (RFC 6578 section 3.6).
     *
     * @param revision of a change of this snapshot, or 0 for the beginning of everything
     * @throws IllegalArgumentException if no change of this snapshot has that revision
     */
    SyncToken tokenAt(long revision);
}
