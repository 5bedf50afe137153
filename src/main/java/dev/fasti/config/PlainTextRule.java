package dev.fasti.config;

/** Whether an htpasswd file may hold passwords as they are. */
public enum PlainTextRule {
    REFUSE,
    ALLOW
}
