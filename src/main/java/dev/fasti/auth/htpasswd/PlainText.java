package dev.fasti.auth.htpasswd;

/** What to do with a password that is not hashed in a users file. */
public enum PlainText {
    /** The line is skipped and named in the log. */
    REFUSED,
    ALLOWED
}
