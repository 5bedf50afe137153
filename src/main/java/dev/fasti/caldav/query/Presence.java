package dev.fasti.caldav.query;

/** Whether what a filter names has to be there (RFC 4791 section 9.7.4). */
enum Presence {
    DEFINED,
    /** {@code is-not-defined}. */
    ABSENT
}
