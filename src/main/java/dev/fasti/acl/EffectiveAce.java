package dev.fasti.acl;

import dev.fasti.store.path.CollectionPath;

/**
 * An entry that has a say at a collection, and where it comes from (RFC 3744 section 5.5).
 *
 * @param entry the grant
 * @param origin what it comes from
 */
public record EffectiveAce(Ace entry, Origin origin) {
    /** Where an entry comes from, and so who can change it where. */
    public sealed interface Origin {
        /** Configuration: no request changes it ({@code DAV:protected}, RFC 3744 section 5.5.3). */
        record Configured() implements Origin {}

        /**
         * The list of a collection: the one asked about, or one around it ({@code DAV:inherited}, RFC 3744 section
         * 5.5.4).
         */
        record Listed(CollectionPath collection) implements Origin {}
    }
}
