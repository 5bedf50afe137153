package dev.fasti.acl;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionPath;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What configuration grants, whatever lists are set. Safe for any number of threads. */
@FunctionalInterface
public interface Rights {
    /** All privileges. */
    Set<Privilege> EVERYTHING = Collections.unmodifiableSet(Privilege.ALL.expanded());

    /** To look at things, and at what one may do with them. */
    Set<Privilege> READING = expanded(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET);

    /** {@link #READING}, and to change them. */
    Set<Privilege> WRITING = expanded(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET, Privilege.WRITE);

    /**
     * What a viewer may do at a path.
     *
     * @param kind of the collection that is there; empty if there is none
     * @return aggregates are expanded; empty for nothing
     */
    Set<Privilege> granted(Viewer who, CollectionPath path, Optional<CollectionKind> kind);

    /** Whether owners are granted everything in their homes, always. */
    default boolean ownersHaveAll() {
        return true;
    }

    /** Everything to the owner of a home, nothing to anybody else. */
    static Rights ownerOnly() {
        return (who, path, kind) -> who.is(path.owner()) ? EVERYTHING : Set.of();
    }

    /** Everything to the owner of a home; whoever has logged in may read. */
    static Rights ownerWrite() {
        return (who, path, kind) -> others(who, path, READING);
    }

    /** Everything to the owner of a home; whoever has logged in may read and write. */
    static Rights authenticated() {
        return (who, path, kind) -> others(who, path, WRITING);
    }

    private static Set<Privilege> others(Viewer who, CollectionPath path, Set<Privilege> theirs) {
        if (who.is(path.owner())) {
            return EVERYTHING;
        }
        return who.principal().isPresent() ? theirs : Set.of();
    }

    private static Set<Privilege> expanded(Privilege... privileges) {
        Set<Privilege> all = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : privileges) {
            all.addAll(privilege.expanded());
        }
        return Collections.unmodifiableSet(all);
    }
}
