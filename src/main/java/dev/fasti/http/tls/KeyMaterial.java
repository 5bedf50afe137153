package dev.fasti.http.tls;

import dev.fasti.machine.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What TLS needs, read from the files and found to fit together.
 *
 * @param keys the private key with its chain; protected by nothing, it never leaves the memory
 * @param roots what clients' certificates have to lead to; null where none are asked for
 * @param chain the server's own certificate, and those that lead to a root
 */
record KeyMaterial(KeyStore keys, @Nullable KeyStore roots, List<X509Certificate> chain) {
    /** A key store in memory wants one; it guards nothing. */
    static final String PASSWORD = "in memory";

    KeyMaterial {
        chain = List.copyOf(chain);
    }

    /** The server's own. */
    X509Certificate certificate() {
        return chain.get(0);
    }

    /** @throws BadTlsFile if a file cannot be used, or the key is not the certificate's */
    static KeyMaterial read(TlsFiles files) throws BadTlsFile {
        List<X509Certificate> chain = certificates(PemFile.read(files.certificate()));
        PrivateKey key = PrivateKeys.read(PemFile.read(files.key()), password(files.keyPassword()));
        X509Certificate own = chain.get(0);
        try {
            requirePair(files, key, own);
            KeyStore keys = empty();
            keys.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return new KeyMaterial(keys, files.clientCa() == null ? null : roots(files.clientCa()), chain);
        } catch (GeneralSecurityException e) {
            throw new BadTlsFile(files.certificate() + " cannot be used: " + e.getMessage());
        }
    }

    private static List<X509Certificate> certificates(PemFile file) throws BadTlsFile {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemFile.Block block : file.blocks()) {
                if (block.label().endsWith("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (CertificateException e) {
            throw new BadTlsFile(file.path() + " holds a certificate that cannot be read");
        }
        if (chain.isEmpty()) {
            throw new BadTlsFile(file.path() + " holds no certificate");
        }
        return chain;
    }

    private static KeyStore roots(Path path) throws BadTlsFile, GeneralSecurityException {
        KeyStore roots = empty();
        int count = 0;
        for (X509Certificate root : certificates(PemFile.read(path))) {
            roots.setCertificateEntry("root-" + count++, root);
        }
        return roots;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    private static char[] password(@Nullable Path file) throws BadTlsFile {
        if (file == null) {
            return new char[0];
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new BadTlsFile(file + " cannot be read: " + Reason.of(e));
        }
    }

    /** A key that signs what the certificate does not verify would fail each handshake, and say nothing clear. */
    private static void requirePair(TlsFiles files, PrivateKey key, X509Certificate certificate)
            throws BadTlsFile, GeneralSecurityException {
        byte[] text = new byte[16];
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        boolean fits = key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm());
        if (fits) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            fits = signature.verify(signed);
        }
        if (!fits) {
            throw new BadTlsFile(files.key() + " is not the key of the first certificate in " + files.certificate());
        }
    }
}
