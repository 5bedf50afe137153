package dev.fasti.config;

/** What is done or not. */
public enum Switch {
    OFF,
    ON
}
