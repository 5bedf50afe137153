package dev.fasti.http.tls;

import java.io.IOException;

/** A certificate, key or password file that TLS cannot be made of; the message says which and why, and no secret. */
public final class BadTlsFile extends IOException {
    private static final long serialVersionUID = 1;

    BadTlsFile(String message) {
        super(message);
    }
}
