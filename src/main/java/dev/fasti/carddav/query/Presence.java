package dev.fasti.carddav.query;

/** Whether what a filter names has to be there (RFC 6352 section 10.5.3). */
enum Presence {
    DEFINED,
    /** {@code is-not-defined}. */
    ABSENT
}
