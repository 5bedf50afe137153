package dev.fasti.config.auth;

/** Whether an htpasswd file may hold passwords as they are. */
public enum PlainTextRule {
    REFUSE,
    ALLOW
}
