package dev.fasti.store;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyPatch;
import java.util.Optional;

/**
 * A collection that can be read and written.
 *
 * <p>Every writing method is atomic: its conditions are checked, and its effect published to {@link #snapshot}, in
 * one step that no other write to the collection comes between. When it returns, the effect is durable. When it
 * throws anything but {@link StoreException.Unavailable}, nothing has changed.
 *
 * <p>Every method throws {@link StoreException.NotFound} once the collection is deleted or moved, and {@link
 * StoreException.Unavailable} or {@link StoreException.Full} when the store's medium fails.
 */
public interface Collection extends Signed<Collection> {
    CollectionPath path();

    /** The collection as it is now; what this caller has written is in it. */
    Snapshot snapshot();

    /**
     * The collection as it was when it was last looked at, such as by {@link CollectionStore#find}; this implementation
     * takes a look. What was written through the store is in it.
     */
    default Snapshot lastSeen() {
        return snapshot();
    }

    /** The member of this name with its octets, which belong together; empty if there is none. */
    Optional<Content> read(String name);

    /**
     * Creates or replaces a member.
     *
     * @param facts what the octets say; a UID in them is unique in the collection, but a member that shares its UID
     *     already (a copy made by hand) may keep it
     * @return the member as it was written
     * @throws StoreException.ConditionFailed if the member of that name does not satisfy {@code condition}
     * @throws StoreException.UidConflict if a member of another name has the UID, or the member of this name another
     *     one (RFC 4791 section 5.3.2.1)
     * @throws StoreException.QuotaExceeded if the owner's home would hold more than its quota
     * @throws StoreException.NameTaken if a collection has that name
     * @throws StoreException.NameRefused if the store cannot hold that name
     */
    Written put(String name, byte[] octets, Facts facts, WriteCondition condition);

    /**
     * Deletes a member.
     *
     * @throws StoreException.NotFound if there is none of that name
     * @throws StoreException.ConditionFailed if it does not satisfy {@code condition}
     */
    void delete(String name, WriteCondition condition);

    /** Changes the collection's stored properties. No revision: sync-collection does not report them. */
    void patch(PropertyPatch patch);

    /**
     * Changes a member's dead properties. Its tag and its revision stay as they are.
     *
     * @throws StoreException.NotFound if there is no such member
     * @throws StoreException.ConditionFailed if it does not satisfy {@code condition}
     */
    void patchMember(String name, PropertyPatch patch, WriteCondition condition);

    /**
     * The outcome of a put.
     *
     * @param member the member as written
     * @param outcome whether it is new
     */
    record Written(Member member, Outcome outcome) {}

    /** Whether a write made something new. */
    enum Outcome {
        CREATED,
        REPLACED
    }
}
