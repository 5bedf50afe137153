package dev.fasti.store.path;

/**
 * Where a member is.
 *
 * @param collection the collection that holds it
 * @param name its decoded name there, a legal {@link MemberName}
 */
public record MemberPath(CollectionPath collection, String name) {
    public MemberPath {
        MemberName.require(name);
    }
}
