package dev.fasti.config.auth;

/** Whether users are told of each other. */
public enum UserListing {
    REFUSE,
    ALLOW
}
