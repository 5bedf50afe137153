package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.http.tls.TlsSettings;
import dev.fasti.http.tls.TlsTestFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsHttpTest {
    @TempDir
    Path folder;

    private final Servers servers = new Servers();
    private Path certificate;
    private Path key;
    private SSLContext trusting;

    @BeforeEach
    void files() {
        certificate = TlsTestFiles.copy("rsa.pem", folder.resolve("server.pem"));
        key = TlsTestFiles.copy("rsa.key", folder.resolve("server.key"));
        trusting = TlsTestFiles.client(folder);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private HttpSettings settings(int redirectPort) {
        TlsSettings tls = TlsTestFiles.settings(certificate, key);
        return Servers.settings(
                "127.0.0.1", 0, "", Servers.NOBODY, Servers.LIMITS, tls, redirectPort, Duration.ofSeconds(20));
    }

    private HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().sslContext(trusting).version(version).build();
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName(
            "Over TLS the version is agreed (RFC 7301): 2 for who can, 1.1 for who cannot; both get HSTS (RFC 6797)")
    void versions() throws Exception {
        HttpServer server = servers.start(settings(0), Servers::describe);
        assertThat(server.uri().getScheme()).isEqualTo("https");
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = get(client(version), server.uri().resolve("/a%20b"));
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).startsWith("GET\na b\n127.0.0.1:" + server.port() + "\n127.0.0.1\n");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=15552000");
        }
    }

    @Test
    @DisplayName("TLS 1.1 and suites without forward secrecy or authenticated encryption are not spoken (RFC 9325 4.2)")
    void oldProtocols() throws Exception {
        HttpServer server = servers.start(settings(0), Servers::describe);
        for (String suite : List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256")) {
            assertThatThrownBy(() -> handshake(server, "TLSv1.2", suite)).isInstanceOf(SSLException.class);
        }
        assertThat(handshake(server, "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                .isEqualTo("TLSv1.2");
        assertThat(handshake(server, "TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLSv1.3");
    }

    private String handshake(HttpServer server, String protocol, String suite) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setSSLParameters(new SSLParameters(new String[] {suite}, new String[] {protocol}));
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    @DisplayName("A renewed certificate counts for the next handshake, while open connections and requests go on")
    void renewal() throws Exception {
        HttpServer server = servers.start(settings(0), Servers::describe);
        HttpClient before = client(HttpClient.Version.HTTP_2);
        get(before, server.uri());
        AtomicInteger failures = new AtomicInteger();
        List<CompletableFuture<Void>> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            load.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 100; n++) {
                    try {
                        // Every fifth by a connection of its own.
                        HttpClient client = n % 5 == 0 ? client(HttpClient.Version.HTTP_1_1) : before;
                        failures.addAndGet(get(client, server.uri()).statusCode() == 200 ? 0 : 1);
                    } catch (Exception e) {
                        failures.incrementAndGet();
                    }
                }
            }));
        }
        replace("ec.pem", certificate);
        replace("ec.key", key);
        awaitKey(server, "EC");
        CompletableFuture.allOf(load.toArray(CompletableFuture[]::new)).join();
        assertThat(failures).hasValue(0);
        assertThat(get(before, server.uri())
                        .sslSession()
                        .orElseThrow()
                        .getPeerCertificates()[0]
                        .getPublicKey()
                        .getAlgorithm())
                .isEqualTo("RSA");
    }

    @Test
    @DisplayName("New files that do not fit together change nothing, and right ones after them count")
    void badRenewal() throws Exception {
        HttpServer server = servers.start(settings(0), Servers::describe);
        replace("ec.pem", certificate);
        Files.writeString(key, "no key");
        assertThat(publicKey(server)).isEqualTo("RSA");
        replace("ec.key", key);
        awaitKey(server, "EC");
        Files.delete(certificate);
        assertThat(publicKey(server)).isEqualTo("EC");
    }

    /** As a client of ACME does it: under another name first. */
    private void replace(String name, Path file) throws IOException {
        Path fresh = TlsTestFiles.copy(name, folder.resolve("fresh"));
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitKey(HttpServer server, String algorithm) throws Exception {
        for (int i = 0; i < 500 && !publicKey(server).equals(algorithm); i++) {
            Thread.sleep(20);
        }
        assertThat(publicKey(server)).isEqualTo(algorithm);
    }

    private String publicKey(HttpServer server) throws Exception {
        HttpResponse<String> answer = get(client(HttpClient.Version.HTTP_1_1), server.uri());
        X509Certificate shown =
                (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        return shown.getPublicKey().getAlgorithm();
    }

    @Test
    @DisplayName("A start with files that do not fit together is refused")
    void badStart() {
        TlsTestFiles.copy("ec.key", key);
        assertThatThrownBy(
                        () -> new HttpServer(settings(0), Servers::describe, dev.fasti.http.admin.Operations.unseen()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the key of the first certificate");
    }

    @Test
    @DisplayName("The port without TLS sends on to the one with it, by 308, whatever the method (RFC 9110 15.4.9)")
    void redirect() throws Exception {
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpServer server = servers.start(settings(port), Servers::describe);
        HttpClient plain =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest propfind = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/a%20b?c"))
                .method("PROPFIND", HttpRequest.BodyPublishers.ofString("<x/>"))
                .build();
        HttpResponse<String> answer = plain.send(propfind, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://127.0.0.1:" + server.port() + "/a%20b?c");
        assertThat(answer.body()).isEmpty();
    }
}
