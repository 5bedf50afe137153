package dev.fasti.config;

/** What configuration lets users do with the collections of others. */
public enum RightsType {
    /** Nothing. */
    OWNER_ONLY,
    /** Who has logged in reads. */
    OWNER_WRITE,
    /** Who has logged in reads and writes. */
    AUTHENTICATED,
    /** What a rights file says, of owners, too. */
    FILE
}
