package dev.fasti.config;

/** What in a client's certificate is the user's name. */
public enum CertificateLogin {
    NONE,
    COMMON_NAME,
    EMAIL
}
