package dev.fasti.store;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All collections of all principals. Paths are the store's only names; a home is a plain collection too.
 *
 * <p>Every writing method is atomic and durable in the sense of {@link Collection}: a reader sees all of it or none.
 */
public interface CollectionStore extends LastSeen, Signed<CollectionStore>, AutoCloseable {
    /**
     * The collection at this path, which is looked at; opening it the first time may read its whole index. Empty if
     * there is none.
     */
    Optional<Collection> find(CollectionPath path);

    /** This implementation takes a look every time. */
    @Override
    default Optional<Snapshot> lastSeen(CollectionPath path) {
        try {
            return find(path).map(Collection::lastSeen);
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
    }

    /** The names of the collections directly inside, sorted; empty if there are none or no such parent. */
    List<String> children(CollectionPath parent);

    /**
     * Creates an empty collection with these properties, and a {@link PropertyName#RESOURCE_ID} that none has had, in
     * one step.
     *
     * @throws StoreException.NameTaken if a collection or a member has that path
     * @throws StoreException.ParentMissing if the parent does not exist; a home has no parent and needs none
     * @throws StoreException.ParentRefused if the parent is a calendar, an address book or a subscription (RFC 4791
     *     section 4.2)
     * @throws StoreException.NameRefused if the store cannot hold that name
     * @throws StoreException.QuotaExceeded if the home is full
     */
    Collection create(CollectionPath path, CollectionKind kind, Map<PropertyName, PropertyValue> properties);

    /**
     * Deletes a collection with all that it holds.
     *
     * @throws StoreException.NotFound if there is none
     */
    void delete(CollectionPath path);

    /**
     * Copies or moves a member, dead properties included, in one step. A collection at the destination is replaced as
     * a whole if nothing is required of the destination (RFC 4918 section 9.8.4).
     *
     * @param source what is required of the member that is copied or moved
     * @param facts what the octets say by the rules of the destination
     * @param destination what is required of the member that may be there already
     * @return whether the destination is new
     * @throws StoreException.NotFound if there is no source
     * @throws StoreException.ParentMissing if the destination's collection does not exist
     * @throws StoreException.NameTaken if a collection is at the destination
     * @throws StoreException.NameRefused if the store cannot hold the destination's name
     * @throws StoreException.ConditionFailed if either condition does not hold
     * @throws StoreException.QuotaExceeded if the destination's home would hold more than its quota
     * @throws StoreException.ParentRefused if the source lies in the collection that it would replace
     * @throws StoreException.UidConflict if another member of the destination's collection has the UID, the source of
     *     a move excepted; or if what is replaced has another UID
     */
    Collection.Outcome transfer(
            Transfer transfer,
            MemberPath from,
            WriteCondition source,
            MemberPath to,
            Facts facts,
            WriteCondition destination);

    /**
     * Copies or moves a collection with its properties (but for {@link PropertyName#ACL}, which no copy has, and
     * {@link PropertyName#RESOURCE_ID}, of which each has its own) and all that it holds, in one step; what is at the destination is replaced as a whole where {@code overwrite} allows (RFC
     * 4918 sections 9.8.4 and 9.9.3).
     *
     * @return whether the destination is new
     * @throws StoreException.NotFound if there is no source
     * @throws StoreException.ConditionFailed if something is at the destination and may not be replaced
     * @throws StoreException.QuotaExceeded if the destination's home would hold more than its quota
     * @throws StoreException.ParentMissing if the destination has no parent
     * @throws StoreException.ParentRefused if the destination's parent holds no collections, or is inside the source
     */
    Collection.Outcome transfer(Transfer transfer, CollectionPath from, CollectionPath to, Overwrite overwrite);

    /** Makes everything durable and lets go of the store's lock. Further calls throw. */
    @Override
    void close();

    /** How something goes from one place to another. */
    enum Transfer {
        MOVE,
        /** With everything inside. */
        COPY,
        /** A collection and its properties without what it holds (Depth 0, RFC 4918 section 9.8.3). */
        COPY_EMPTY
    }

    /** The Overwrite header (RFC 4918 section 10.6). */
    enum Overwrite {
        ALLOWED,
        FORBIDDEN
    }
}
