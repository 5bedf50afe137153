package dev.fasti.config;

/** What is asked of clients in a TLS handshake: nothing, a certificate if they have one, or one in any case. */
public enum ClientCertificates {
    NONE,
    WANT,
    NEED
}
