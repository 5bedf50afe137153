package dev.fasti.acl;

import dev.fasti.store.Principal;
import java.util.Optional;

/** Who asks: somebody who has logged in, or anybody at all (RFC 3744 section 5.5.1). */
public sealed interface Viewer {
    /** Who has logged in; empty for somebody who has not. */
    Optional<Principal> principal();

    /** Whether the viewer has logged in as this principal. */
    default boolean is(Principal who) {
        return principal().filter(who::equals).isPresent();
    }

    /** Somebody who has logged in. */
    static Viewer of(Principal who) {
        return new User(who);
    }

    /** Somebody who has logged in. */
    record User(Principal self) implements Viewer {
        @Override
        public Optional<Principal> principal() {
            return Optional.of(self);
        }
    }

    /** Somebody of whom nothing is known ({@code DAV:unauthenticated}). */
    record Anonymous() implements Viewer {
        @Override
        public Optional<Principal> principal() {
            return Optional.empty();
        }
    }
}
