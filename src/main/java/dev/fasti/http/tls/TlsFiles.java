package dev.fasti.http.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where TLS comes from.
 *
 * @param certificate PEM: the server's own certificate first, then those that lead to a root
 * @param key PEM: the private key of the first certificate
 * @param keyPassword a file whose first line opens the key; null for a key that is not encrypted
 * @param clientCa PEM: the roots that clients' certificates have to lead to; null where none are asked for
 */
public record TlsFiles(
        Path certificate,
        Path key,
        @Nullable Path keyPassword,
        @Nullable Path clientCa) {
    /**
     * The certificate and what follows it in its file.
     *
     * @throws BadTlsFile if a server could not start with these files
     */
    public List<X509Certificate> chain() throws BadTlsFile {
        return KeyMaterial.read(this).chain();
    }

    List<Path> all() {
        return Stream.of(certificate, key, keyPassword, clientCa)
                .filter(Objects::nonNull)
                .toList();
    }
}
