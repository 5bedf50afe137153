package dev.fasti.auth;

import dev.fasti.store.Principal;
import java.util.Optional;

/** Tells who somebody is by a login and a password (RFC 7617). Safe for use by many threads at once. */
public interface Authenticator {
    /**
     * Checks one pair of credentials, which may take as long as a password hash is meant to take.
     *
     * @param login as the client sent it, decoded; any text
     * @param password as the client sent it, decoded; any text
     * @return who it is; empty for an unknown login, a wrong password, or a login that can never be a principal
     */
    Optional<Principal> authenticate(String login, String password);
}
