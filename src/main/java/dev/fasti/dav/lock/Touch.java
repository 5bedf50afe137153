package dev.fasti.dav.lock;

import dev.fasti.store.path.CollectionPath;

/**
 * What a request is about to change.
 *
 * @param path of a resource, a collection's or a member's
 * @param extent how much of it
 */
public record Touch(CollectionPath path, Extent extent) {
    /** The content or the properties of what is there. */
    public static Touch content(CollectionPath path) {
        return new Touch(path, Extent.CONTENT);
    }

    /** What the path names: something comes to be there, or goes away with all that is below. */
    public static Touch mapping(CollectionPath path) {
        return new Touch(path, Extent.MAPPING);
    }

    /** Its locks, and nothing that they protect. */
    static Touch locks(CollectionPath path) {
        return new Touch(path, Extent.LOCKS);
    }

    /** RFC 4918 section 7. */
    public enum Extent {
        /** Nothing that needs a token. */
        LOCKS,
        /** The resource alone. */
        CONTENT,
        /** The resource, everything below it, and the membership of the collection around it (section 7.4). */
        MAPPING
    }
}
