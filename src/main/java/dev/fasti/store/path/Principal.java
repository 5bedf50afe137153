package dev.fasti.store.path;

/**
 * Somebody who can log in and own collections (RFC 3744 section 2).
 *
 * @param name the login name and the first segment of the principal's home; one legal {@link MemberName}
 */
public record Principal(String name) {
    public Principal {
        MemberName.require(name);
    }

    /** The path of the collection that holds all of the principal's collections. */
    public CollectionPath home() {
        return CollectionPath.of(name);
    }
}
