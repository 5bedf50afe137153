package dev.fasti.dav;

import dev.fasti.acl.Viewer;
import dev.fasti.store.path.Principal;
import java.util.Optional;

/** Tells who a name and a password belong to. */
@FunctionalInterface
public interface Login {
    /**
     * Checks what a client sent.
     *
     * @param exchange tells where it came from
     * @return empty if there is no such user or the password is wrong
     * @throws DavException with 429 or 503 if that is not looked at now
     */
    Optional<Viewer> verify(String name, String password, DavExchange exchange);

    /**
     * Lets in whom the connection itself proves.
     *
     * @param name one that an account may have
     * @throws DavException with 503 if what goes with the account cannot be looked up now
     */
    default Viewer admit(String name) {
        return Viewer.of(new Principal(name));
    }
}
