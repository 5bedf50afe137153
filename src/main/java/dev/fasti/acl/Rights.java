package dev.fasti.acl;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What configuration grants, whatever lists are set. Safe for any number of threads. */
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

    /**
     * The entries that say what {@link #granted} says, as far as this viewer may know.
     *
     * @param path of a collection, which is of this kind
     */
    default List<Ace> entries(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
        List<Ace> entries = new ArrayList<>();
        Viewer owner = Viewer.of(path.owner());
        entry(new Grantee.User(path.owner()), granted(owner, path, kind)).ifPresent(entries::add);
        if (!who.is(path.owner())) {
            Grantee grantee = who.principal().isPresent() ? new Grantee.Authenticated() : new Grantee.Unauthenticated();
            entry(grantee, granted(who, path, kind)).ifPresent(entries::add);
        }
        return entries;
    }

    /** Everything to the owner of a home, nothing to anybody else. */
    static Rights ownerOnly() {
        return new ByLogin(Set.of());
    }

    /** Everything to the owner of a home; whoever has logged in may read. */
    static Rights ownerWrite() {
        return new ByLogin(READING);
    }

    /** Everything to the owner of a home; whoever has logged in may read and write. */
    static Rights authenticated() {
        return new ByLogin(WRITING);
    }

    /**
     * Everything to the owner, the same to all others who have logged in.
     *
     * @param others what these may do; aggregates are expanded
     */
    record ByLogin(Set<Privilege> others) implements Rights {
        @Override
        public Set<Privilege> granted(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
            if (who.is(path.owner())) {
                return EVERYTHING;
            }
            return who.principal().isPresent() ? others : Set.of();
        }

        /** All of them, whoever asks. */
        @Override
        public List<Ace> entries(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
            List<Ace> entries = new ArrayList<>();
            entries.add(new Ace(new Grantee.User(path.owner()), Set.of(Privilege.ALL)));
            entry(new Grantee.Authenticated(), others).ifPresent(entries::add);
            return entries;
        }
    }

    /** An entry that grants these, without naming what an aggregate contains; empty if there are none. */
    static Optional<Ace> entry(Grantee grantee, Set<Privilege> granted) {
        Set<Privilege> named = EnumSet.noneOf(Privilege.class);
        named.addAll(granted);
        granted.forEach(privilege -> privilege.contained().forEach(named::remove));
        return named.isEmpty() ? Optional.empty() : Optional.of(new Ace(grantee, named));
    }

    private static Set<Privilege> expanded(Privilege... privileges) {
        Set<Privilege> all = EnumSet.noneOf(Privilege.class);
        for (Privilege privilege : privileges) {
            all.addAll(privilege.expanded());
        }
        return Collections.unmodifiableSet(all);
    }
}
