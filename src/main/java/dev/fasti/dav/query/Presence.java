package dev.fasti.dav.query;

/** Whether what a filter names has to be there (RFC 4791 section 9.7.4, RFC 6352 section 10.5.3). */
public enum Presence {
    DEFINED,
    /** {@code is-not-defined}. */
    ABSENT
}
