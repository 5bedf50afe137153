package dev.fasti.store;

/** What a collection holds, and so which rules its members keep. */
public enum CollectionKind {
    /** Anything, and further collections (RFC 4918 section 5.2); homes are of this kind. */
    PLAIN,
    /** Calendar object resources (RFC 4791 section 4.2). */
    CALENDAR,
    /** Address object resources (RFC 6352 section 5.2). */
    ADDRESSBOOK,
    /** A calendar that is kept elsewhere and only named here by its source (Calendar Server's {@code subscribed}). */
    SUBSCRIBED
}
