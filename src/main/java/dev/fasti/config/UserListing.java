package dev.fasti.config;

/** Whether users are told of each other. */
public enum UserListing {
    REFUSE,
    ALLOW
}
