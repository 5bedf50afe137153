package dev.fasti.config.auth;

/** What becomes of a plain connection to a directory. */
public enum LdapSecurity {
    AS_IT_IS,
    START_TLS
}
