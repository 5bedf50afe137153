package dev.fasti.acl;

import dev.fasti.store.CollectionPath;
import java.util.Set;

/** Says what a viewer may do with a collection and its members. */
@FunctionalInterface
public interface AccessPolicy {
    /**
     * The privileges on a collection, whether it exists or not: a refusal must not tell which.
     *
     * @return aggregates are expanded; empty for somebody who may not even know of the collection
     */
    Set<Privilege> privileges(Viewer who, CollectionPath collection);
}
