package dev.fasti.acl;

import dev.fasti.store.path.CollectionPath;
import java.util.List;
import java.util.Set;

/** Says what a viewer may do with a collection and its members. The one place where that is decided. */
public interface AccessPolicy {
    /**
     * The privileges on a collection, whether it exists or not: a refusal must not tell which.
     *
     * @return aggregates are expanded; empty for somebody who may not even know of the collection
     */
    Set<Privilege> privileges(Viewer who, CollectionPath collection);

    /** The entries that together grant what {@link #privileges} says: those that this viewer may see, outer ones last. */
    List<EffectiveAce> entries(Viewer who, CollectionPath collection);

    /** Who can be granted something. */
    Directory directory();
}
