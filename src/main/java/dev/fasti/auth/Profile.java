package dev.fasti.auth;

import dev.fasti.store.path.Principal;
import java.util.Set;

/**
 * What a source of accounts knows of somebody beside the login.
 *
 * @param groups the names of all groups that it has somebody in
 * @param displayName what it calls somebody; empty if it does not say
 */
public record Profile(Principal who, Set<String> groups, String displayName) {
    public Profile {
        groups = Set.copyOf(groups);
    }
}
