package dev.fasti.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaterialTest {
    @TempDir
    Path folder;

    private TlsFiles files(String certificate, String key) {
        return new TlsFiles(TlsTestFiles.copyInto(folder, certificate), TlsTestFiles.copyInto(folder, key), null, null);
    }

    private TlsFiles encrypted(String certificate, String key, String password) throws IOException {
        TlsFiles plain = files(certificate, key);
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return new TlsFiles(plain.certificate(), plain.key(), file, null);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa.key",
        "rsa.pem, rsa-pkcs1.key",
        "ec.pem, ec.key",
        "ec.pem, ec-pkcs8.key",
        "ec.pem, ec-with-parameters.key",
        "ed.pem, ed.key"
    })
    @DisplayName("A key is read as PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.2) and SEC1 (RFC 5915)")
    void keys(String certificate, String key) throws IOException {
        KeyMaterial material = KeyMaterial.read(files(certificate, key));
        assertThat(material.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
        assertThat(material.roots()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, rsa-encrypted.key",
        "ec.pem, ec-encrypted-128.key",
        "ec.pem, ec-encrypted-3des.key",
    })
    @DisplayName("An encrypted key opens with the first line of the password file, and only with that")
    void encrypted(String certificate, String key) throws IOException {
        KeyMaterial.read(encrypted(certificate, key, "opensesame"));
        assertThatThrownBy(() -> KeyMaterial.read(encrypted(certificate, key, "wrong-word")))
                .isInstanceOf(BadTlsFile.class)
                .hasMessageContaining("does not open with its password")
                .hasMessageNotContaining("wrong-word");
        assertThatThrownBy(() -> KeyMaterial.read(files(certificate, key)))
                .isInstanceOf(BadTlsFile.class)
                .hasMessageContaining("is encrypted");
    }

    @Test
    @DisplayName("A key in OpenSSL's old encryption is refused with the command that converts it")
    void old() {
        assertThatThrownBy(() -> KeyMaterial.read(encrypted("rsa.pem", "rsa-old-encrypted.key", "opensesame")))
                .isInstanceOf(BadTlsFile.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @ParameterizedTest
    @CsvSource({"rsa.pem, ec.key", "ec.pem, alice.key", "ec.pem, ed.key"})
    @DisplayName("A key that is not the certificate's is refused")
    void mismatch(String certificate, String key) {
        assertThatThrownBy(() -> KeyMaterial.read(files(certificate, key)))
                .isInstanceOf(BadTlsFile.class)
                .hasMessageContaining("is not the key of the first certificate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIT/////fw==\n-----END EC PRIVATE KEY-----",
                "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    @DisplayName("A file that is no key, or no certificate, is refused by name")
    void garbage(String text) throws IOException {
        TlsFiles good = files("ec.pem", "ec.key");
        Path bad = Files.writeString(folder.resolve("bad.pem"), text);
        assertThatThrownBy(() -> KeyMaterial.read(new TlsFiles(good.certificate(), bad, null, null)))
                .isInstanceOf(BadTlsFile.class);
        assertThatThrownBy(() -> KeyMaterial.read(new TlsFiles(bad, good.key(), null, null)))
                .isInstanceOf(BadTlsFile.class);
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> KeyMaterial.read(new TlsFiles(good.certificate(), none, null, null)))
                .isInstanceOf(BadTlsFile.class)
                .hasMessageContaining("none.pem cannot be read");
    }

    @Test
    @DisplayName("A client's certificate names by its common name or its mail address (RFC 5280 4.2.1.6)")
    void names() throws IOException {
        KeyMaterial alice = KeyMaterial.read(files("alice.pem", "alice.key"));
        assertThat(new CertificateName(TlsSettings.Identity.COMMON_NAME).of(alice.certificate()))
                .hasValue("alice");
        assertThat(new CertificateName(TlsSettings.Identity.EMAIL).of(alice.certificate()))
                .hasValue("bob");
        KeyMaterial server = KeyMaterial.read(files("ec.pem", "ec.key"));
        assertThat(new CertificateName(TlsSettings.Identity.EMAIL).of(server.certificate()))
                .isEmpty();
    }
}
