package dev.fasti.config;

/** How an event is written: as a line to read, or as a JSON object on a line. */
public enum LogFormat {
    TEXT,
    JSON
}
