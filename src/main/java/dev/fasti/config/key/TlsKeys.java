package dev.fasti.config.key;

import dev.fasti.config.CertificateLogin;
import dev.fasti.config.ClientCertificates;
import dev.fasti.config.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys of the table {@code tls}. */
public final class TlsKeys {
    static final Key<Path> CERTIFICATE = file(
            "certificate",
            "The certificate in PEM, with the chain that leads to its root. With it the server speaks HTTPS on its port;"
                    + " empty: plain HTTP. A renewed file counts within seconds, without a restart.");
    static final Key<Path> KEY =
            file("key", "The private key of the certificate in PEM: RSA or elliptic, as PKCS#8, PKCS#1 or SEC1.");
    static final Key<Path> KEY_PASSWORD_FILE =
            file("key_password_file", "A file whose first line is the password of the key, if the key has one.");
    static final Key<ClientCertificates> CLIENT_CERTIFICATES = new Key<>(
            "tls",
            "client_certificates",
            ValueType.choice(ClientCertificates.class),
            ClientCertificates.NONE,
            "Whether clients are asked for a certificate: \"want\" takes one from those who have it, \"need\" lets nobody"
                    + " in without.");
    static final Key<Path> CLIENT_CA =
            file("client_ca", "The roots, in PEM, that clients' certificates have to lead to.");
    static final Key<CertificateLogin> LOGIN = new Key<>(
            "tls",
            "client_login",
            ValueType.choice(CertificateLogin.class),
            CertificateLogin.NONE,
            "What in a client's certificate is the user's name: its \"common_name\", or the first \"email\" of its"
                    + " alternative names. Such a user needs no password; one who sends a password is whom it says.");
    static final Key<Duration> HSTS = new Key<>(
            "tls",
            "hsts",
            ValueType.duration(Duration.ZERO, Duration.ofDays(3650)),
            Duration.ZERO,
            "How long browsers are told to come by HTTPS only (Strict-Transport-Security), such as \"180d\". 0: they are"
                    + " not told.");
    static final Key<Integer> REDIRECT_PORT = new Key<>(
            "tls",
            "redirect_port",
            ValueType.integer(0, 65535),
            0,
            "A second port, of plain HTTP, that sends everything on to HTTPS. 0: none.");

    static final List<Key<?>> ALL =
            List.of(CERTIFICATE, KEY, KEY_PASSWORD_FILE, CLIENT_CERTIFICATES, CLIENT_CA, LOGIN, HSTS, REDIRECT_PORT);

    private TlsKeys() {}

    private static Key<Path> file(String name, String meaning) {
        return new Key<>("tls", name, ValueType.path("the path of a file, or empty", 0), Path.of(""), meaning);
    }

    /** What is wrong with what is set together. */
    public static List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        boolean isOn = TlsConfig.isSet(settings.get(CERTIFICATE));
        if (isOn != TlsConfig.isSet(settings.get(KEY))) {
            Key<Path> set = isOn ? CERTIFICATE : KEY;
            problems.add(settings.origin(set) + ": tls.certificate and tls.key must be set together; only " + set.path()
                    + " is");
        }
        if (settings.get(CLIENT_CERTIFICATES) != ClientCertificates.NONE && !TlsConfig.isSet(settings.get(CLIENT_CA))) {
            problems.add(settings.origin(CLIENT_CERTIFICATES)
                    + ": tls.client_certificates needs tls.client_ca, by which they are checked");
        }
        if (settings.get(LOGIN) != CertificateLogin.NONE
                && settings.get(CLIENT_CERTIFICATES) == ClientCertificates.NONE) {
            problems.add(
                    settings.origin(LOGIN) + ": tls.client_login needs tls.client_certificates \"want\" or \"need\"");
        }
        List.of(CLIENT_CERTIFICATES, HSTS, REDIRECT_PORT).forEach(key -> {
            if (!isOn && !settings.get(key).equals(key.fallback())) {
                problems.add(settings.origin(key) + ": " + key.path() + " is of no use without tls.certificate");
            }
        });
        return problems;
    }

    public static TlsConfig read(Settings settings) {
        return new TlsConfig(
                settings.get(CERTIFICATE),
                settings.get(KEY),
                settings.get(KEY_PASSWORD_FILE),
                settings.get(CLIENT_CERTIFICATES),
                settings.get(CLIENT_CA),
                settings.get(LOGIN),
                settings.get(HSTS),
                settings.get(REDIRECT_PORT));
    }
}
