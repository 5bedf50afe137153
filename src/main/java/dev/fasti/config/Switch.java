package dev.fasti.config;

/** What is done or not. */
enum Switch {
    OFF,
    ON
}
