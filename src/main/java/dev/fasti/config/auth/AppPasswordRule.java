package dev.fasti.config.auth;

/** Whether the account's own password is good beside those for single devices. */
public enum AppPasswordRule {
    ALLOWED,
    REQUIRED
}
