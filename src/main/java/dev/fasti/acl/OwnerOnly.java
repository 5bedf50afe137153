package dev.fasti.acl;

import dev.fasti.store.CollectionPath;
import java.util.Collections;
import java.util.Set;

/** Everything to the owner of a home, nothing to anybody else. */
public final class OwnerOnly implements AccessPolicy {
    private static final Set<Privilege> EVERYTHING = Collections.unmodifiableSet(Privilege.ALL.expanded());

    @Override
    public Set<Privilege> privileges(Viewer who, CollectionPath collection) {
        return who.is(collection.owner()) ? EVERYTHING : Set.of();
    }
}
