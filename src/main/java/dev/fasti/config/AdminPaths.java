package dev.fasti.config;

/** Which of the operators' paths are answered: none, those below {@code /health}, or {@code /metrics}, too. */
public enum AdminPaths {
    NONE,
    HEALTH,
    ALL
}
