package dev.fasti.store;

/** Finds the facts of octets that came to the store by another way than a checked write, such as a copied file. */
@FunctionalInterface
public interface FactsReader {
    /**
     * Reads what can be read; never fails.
     *
     * @param kind the kind of the collection that holds the octets
     * @param octets a member's content; not changed, not kept
     * @return the facts, with {@link Facts.Trait#UNREADABLE} where the octets are not what the kind asks for
     */
    Facts read(CollectionKind kind, byte[] octets);
}
