package dev.fasti.acl;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.Optional;
import java.util.Set;

/** Who asks: somebody who has logged in, or anybody at all (RFC 3744 section 5.5.1). */
public sealed interface Viewer {
    /** Who has logged in; empty for somebody who has not. */
    Optional<Principal> principal();

    /** What the login leaves of the privileges that its user has on a path. */
    Set<Privilege> limit(CollectionPath path, Set<Privilege> granted);

    /** What the login leaves of the privileges that its user has on what is no collection. */
    Set<Privilege> limit(Set<Privilege> granted);

    /** Whether the viewer has logged in as this principal. */
    default boolean is(Principal who) {
        return principal().filter(who::equals).isPresent();
    }

    /** Somebody who has logged in. */
    static Viewer of(Principal who) {
        return new User(who, Scope.WHOLE);
    }

    /** Somebody who has logged in by something that may not be good for everything. */
    static Viewer of(Principal who, Scope scope) {
        return new User(who, scope);
    }

    /** Somebody who has logged in. */
    record User(Principal self, Scope scope) implements Viewer {
        @Override
        public Optional<Principal> principal() {
            return Optional.of(self);
        }

        @Override
        public Set<Privilege> limit(CollectionPath path, Set<Privilege> granted) {
            return scope.isWhole() ? granted : scope.within(self.home(), path, granted);
        }

        @Override
        public Set<Privilege> limit(Set<Privilege> granted) {
            return scope.outside(granted);
        }
    }

    /** Somebody of whom nothing is known ({@code DAV:unauthenticated}). */
    record Anonymous() implements Viewer {
        @Override
        public Optional<Principal> principal() {
            return Optional.empty();
        }

        @Override
        public Set<Privilege> limit(CollectionPath path, Set<Privilege> granted) {
            return granted;
        }

        @Override
        public Set<Privilege> limit(Set<Privilege> granted) {
            return granted;
        }
    }
}
