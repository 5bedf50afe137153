package dev.fasti.auth.htpasswd;

/** A hash that is not accepted. The message says why and repeats nothing of it. */
final class HashRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HashRefused(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
