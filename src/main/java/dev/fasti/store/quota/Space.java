package dev.fasti.store.quota;

import dev.fasti.store.path.Principal;

/**
 * How much room homes take, and what is left for them (RFC 4331). Counted are the octets of members; properties, the
 * history and what has been deleted are not.
 *
 * <p>The first question about a home may open all its collections; later ones take no time.
 */
public interface Space {
    /** The octets of all members in a home. */
    long used(Principal owner);

    /** How many octets more the home may take: what the quota leaves, or the medium where that is less. */
    long available(Principal owner);
}
