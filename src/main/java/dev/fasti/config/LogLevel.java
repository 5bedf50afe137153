package dev.fasti.config;

/** How much is logged, from nothing to everything; each level includes the ones before it. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
