package dev.fasti.config;

/** Whether each request is logged. */
public enum AccessRule {
    QUIET,
    LOGGED
}
