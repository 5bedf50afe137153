package dev.fasti.dav;

import dev.fasti.store.Principal;
import java.util.Optional;

/** Tells who a name and a password belong to. */
@FunctionalInterface
public interface Login {
    /** Empty if there is no such user or the password is wrong. */
    Optional<Principal> verify(String name, String password);
}
