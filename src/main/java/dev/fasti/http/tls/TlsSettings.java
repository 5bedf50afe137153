package dev.fasti.http.tls;

import java.time.Duration;

/**
 * How TLS is spoken.
 *
 * @param files certificate and key
 * @param clients what is asked of clients
 * @param identity whom a client's certificate names
 * @param hsts for how long browsers are told to come by TLS only (RFC 6797); zero for not at all
 * @param checkEvery how often the files are looked at for a change
 */
public record TlsSettings(TlsFiles files, Clients clients, Identity identity, Duration hsts, Duration checkEvery) {
    public TlsSettings {
        if (clients != Clients.ANY && files.clientCa() == null) {
            throw new IllegalArgumentException("certificates of clients are asked for, but there is no file of roots");
        }
        if (hsts.isNegative() || checkEvery.toMillis() < 1) {
            throw new IllegalArgumentException("a time is too short");
        }
    }

    /** What is asked of clients. */
    public enum Clients {
        /** Nothing. */
        ANY,
        /** A certificate, if they have one; a wrong one ends the handshake. */
        WANT,
        /** A certificate, without which the handshake ends. */
        NEED
    }

    /** Whom a client's certificate names. */
    public enum Identity {
        NOBODY,
        /** The user called as the subject's common name. */
        COMMON_NAME,
        /** The user called as the first mail address among the subject's alternative names (RFC 5280 section 4.2.1.6). */
        EMAIL
    }
}
