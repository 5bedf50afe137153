package dev.fasti.config;

/** Where accounts come from. */
public enum AuthType {
    /** A file of {@code login:hash} lines, as Apache's htpasswd writes it. */
    HTPASSWD,
    /** Nowhere: any login is let in with any password. Only for tests, only on a loopback address. */
    NONE
}
