package dev.fasti.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.http.tls.TlsFiles;
import dev.fasti.http.tls.TlsTestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti doctor, on certificates:")
class CertificateChainTest {
    private static final Set<X500Principal> KNOWN = Set.of(new X500Principal("CN=Test root"));

    @TempDir
    Path folder;

    private TlsFiles files(String certificate, String key) throws IOException {
        Path own = TlsTestFiles.copyInto(folder, key);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        return new TlsFiles(TlsTestFiles.copyInto(folder, certificate), own, null, null);
    }

    private static String text(List<Finding> found) {
        return String.join(
                "\n",
                found.stream()
                        .map(each -> each.level() + " " + each.text() + " | " + each.fix())
                        .toList());
    }

    private String judged(TlsFiles files, String host, Instant now) throws IOException {
        return text(new TlsFilesCheck(files, host, KNOWN, now).findings());
    }

    @Test
    @DisplayName("its days, its names and who has signed it are judged as clients judge them (RFC 5280, RFC 6125)")
    void judged() throws IOException {
        TlsFiles files = files("rsa.pem", "rsa.key");
        X509Certificate own = files.chain().get(0);
        Instant end = own.getNotAfter().toInstant();
        Instant good = end.minus(Duration.ofDays(500));
        assertThat(judged(files, "localhost", good))
                .startsWith("WARN the certificate lasts")
                .doesNotContain("FAIL");
        assertThat(judged(files, "127.0.0.1", good)).doesNotContain("FAIL");
        assertThat(judged(files, "cal.example.org", good))
                .contains("FAIL the certificate is for localhost, 127.0.0.1, not for cal.example.org");
        assertThat(judged(files, "localhost", end.minus(Duration.ofDays(9))))
                .contains("WARN the certificate ends in 9 days");
        assertThat(judged(files, "localhost", end)).contains("FAIL the certificate ended at", "certbot renew");
        assertThat(judged(files, "localhost", own.getNotBefore().toInstant().minusSeconds(9)))
                .contains("FAIL the certificate begins only");
        assertThat(text(new TlsFilesCheck(files, "localhost", Set.of(), good).findings()))
                .contains("WARN it leads to \"CN=Test root\", which no device knows");
    }

    @Test
    @DisplayName("a chain without its intermediate fails, with it is good, in whatever order")
    void intermediate() throws Exception {
        Path root = make("root", "-ext", "bc:c", "-dname", "CN=Known root");
        Path middle = make("middle", "-ext", "bc:c", "-dname", "CN=Middle", "-signer", "root");
        Path own = make(
                "own",
                "-dname",
                "CN=own",
                "-signer",
                "middle",
                "-ext",
                "san=dns:*.example.org",
                "-ext",
                "aia=caIssuers:uri:http://ca.example/middle.crt",
                "-validity",
                "90");
        Instant now = Instant.now();
        Set<X500Principal> known = Set.of(new X500Principal("CN=Known root"));
        X509Certificate first = read(own);
        X509Certificate second = read(middle);
        assertThat(text(new CertificateChain(List.of(first), known).findings("cal.example.org", now)))
                .startsWith("FAIL the intermediate certificate \"CN=Middle\" is missing")
                .contains("fullchain.pem");
        assertThat(text(new CertificateChain(List.of(first, second), known).findings("cal.example.org", now)))
                .startsWith("OK ");
        assertThat(text(new CertificateChain(List.of(first, read(root), second), known).findings("a.example.org", now)))
                .startsWith("OK ");
        assertThat(text(new CertificateChain(List.of(first, second), known).findings("a.b.example.org", now)))
                .contains("not for a.b.example.org");
    }

    @Test
    @DisplayName("a key that is another's, or that everybody may read, fails")
    void key() throws IOException {
        Instant now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(judged(files("rsa.pem", "ec.key"), "localhost", now))
                .startsWith("FAIL ")
                .contains("is not the key of");
        TlsFiles open = files("ec.pem", "ec.key");
        Files.setPosixFilePermissions(open.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(judged(open, "localhost", now))
                .contains("FAIL everybody on this machine may read the key", "chmod o-rwx");
    }

    private X509Certificate read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** By the JDK's own tool. */
    private Path make(String alias, String... options) throws IOException, InterruptedException {
        Path out = folder.resolve(alias + ".crt");
        List<String> store = List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", "changeit");
        List<String> generate = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        generate.addAll(List.of(options));
        keytool(generate, store);
        keytool(List.of("-exportcert", "-alias", alias, "-file", out.toString()), store);
        return out;
    }

    private static void keytool(List<String> command, List<String> store) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(command);
        words.addAll(store);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
