package dev.fasti.auth;

import dev.fasti.store.path.Principal;
import java.util.Optional;

/** Tells who somebody is by a login and a password (RFC 7617). Safe for use by many threads at once. */
public interface Authenticator {
    /**
     * Checks one pair of credentials, which may take as long as a password hash is meant to take.
     *
     * @param login as the client sent it, decoded; any text
     * @param password as the client sent it, decoded; any text
     * @return who it is; empty for an unknown login, a wrong password, or a login that can never be a principal
     * @throws LoginPostponed if that cannot be told now
     */
    Optional<Principal> authenticate(String login, String password);

    /**
     * Whose credentials these are, if they were found right lately and still are: without a hash and without waiting.
     *
     * @return empty for those that have to be checked
     */
    Optional<Principal> remembered(String login, String password);

    /**
     * Whether there still is an account that somebody else's proof of identity, such as an app password, may stand in
     * for. A source that cannot tell says yes.
     *
     * @throws LoginPostponed if that cannot be told now
     */
    boolean hasAccount(Principal who);
}
