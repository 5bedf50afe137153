package dev.fasti.config.auth;

/** What is done to a login before it is looked up, in this order. */
public enum LoginRule {
    URLDECODE,
    LOWERCASE,
    STRIP_DOMAIN
}
