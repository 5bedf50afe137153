package dev.fasti.acl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One entry of an access control list: a grant (RFC 3744 section 5.5). There are no denials here ({@code
 * DAV:grant-only}, section 5.6.1), so that the order of entries says nothing.
 *
 * @param grantee who is granted something
 * @param privileges what, as it was asked for: aggregates are not expanded; at least one
 */
public record Ace(Grantee grantee, Set<Privilege> privileges) {
    public Ace {
        if (privileges.isEmpty()) {
            throw new IllegalArgumentException("an entry grants something");
        }
        privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
    }

    /** What the entry grants, with all that its aggregates contain. */
    public Set<Privilege> expanded() {
        Set<Privilege> all = EnumSet.noneOf(Privilege.class);
        privileges.forEach(privilege -> all.addAll(privilege.expanded()));
        return all;
    }
}
