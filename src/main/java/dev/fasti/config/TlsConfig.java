package dev.fasti.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * TLS of the server's own. A path that is empty stands for none.
 *
 * @param certificate the file with the certificate and its chain; empty for plain HTTP
 * @param key the file with the private key
 * @param keyPasswordFile the file with the key's password
 * @param clientCertificates what is asked of clients
 * @param clientCa the file with the roots of clients' certificates
 * @param login what in such a certificate is the user's name
 * @param hsts how long browsers are told to come by TLS only; zero for not at all
 * @param redirectPort where plain HTTP is sent on to TLS; 0 for nowhere
 */
public record TlsConfig(
        Path certificate,
        Path key,
        Path keyPasswordFile,
        ClientCertificates clientCertificates,
        Path clientCa,
        CertificateLogin login,
        Duration hsts,
        int redirectPort) {
    public TlsConfig {
        if (isSet(certificate) != isSet(key)) {
            throw new IllegalArgumentException("a certificate and its key go together");
        }
        if (clientCertificates != ClientCertificates.NONE && !isSet(clientCa)) {
            throw new IllegalArgumentException("certificates of clients are asked for, but there are no roots");
        }
        if (hsts.isNegative() || redirectPort < 0 || redirectPort > 65535) {
            throw new IllegalArgumentException("not a time or a port: " + hsts + ", " + redirectPort);
        }
    }

    /** Whether TLS is spoken at all. */
    public boolean isOn() {
        return isSet(certificate);
    }

    public static boolean isSet(Path path) {
        return !path.toString().isEmpty();
    }
}
