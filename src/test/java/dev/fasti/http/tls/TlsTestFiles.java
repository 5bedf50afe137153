package dev.fasti.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The keys and certificates of the tests, as files, and clients that trust them. */
public final class TlsTestFiles {
    private TlsTestFiles() {}

    public static Path copy(String name, Path to) {
        try (InputStream in = TlsTestFiles.class.getResourceAsStream("/tls/" + name)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            return to;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path copyInto(Path folder, String name) {
        return copy(name, folder.resolve(name));
    }

    /** Settings for a server with this certificate and key, which asks nothing of clients. */
    public static TlsSettings settings(Path certificate, Path key) {
        return new TlsSettings(
                new TlsFiles(certificate, key, null, null),
                TlsSettings.Clients.ANY,
                TlsSettings.Identity.NOBODY,
                Duration.ofDays(180),
                Duration.ofMillis(20));
    }

    /** The TLS of a client that trusts the test's root alone. */
    public static SSLContext client(Path folder) {
        return client(folder, null);
    }

    /** @param name the client's own certificate; null for none */
    public static SSLContext client(Path folder, @Nullable String name) {
        Path certificate = copyInto(folder, (name == null ? "rsa" : name) + ".pem");
        Path key = copyInto(folder, (name == null ? "rsa" : name) + ".key");
        try {
            KeyMaterial material = KeyMaterial.read(new TlsFiles(certificate, key, null, copyInto(folder, "ca.pem")));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(material.roots());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore own = material.keys();
            keys.init(own, KeyMaterial.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(name == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
