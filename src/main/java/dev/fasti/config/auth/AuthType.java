package dev.fasti.config.auth;

/** Where accounts come from. */
public enum AuthType {
    /** A file of {@code login:hash} lines, as Apache's htpasswd writes it. */
    HTPASSWD,
    /** An LDAP directory. */
    LDAP,
    /** A reverse proxy that says in a header field who it is. */
    PROXY,
    /** Nowhere: any login is let in with any password. Only for tests, only on a loopback address. */
    NONE
}
