package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.http.tls.TlsTestFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by certificate: alice's names her as common name, and bob as mail address. */
class ClientCertificateHttpTest {
    @TempDir
    Path folder;

    private TestServer start(String asked, String login) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "FASTI_TLS_CERTIFICATE", TlsTestFiles.copyInto(folder, "ec.pem").toString());
        settings.put("FASTI_TLS_KEY", TlsTestFiles.copyInto(folder, "ec.key").toString());
        settings.put(
                "FASTI_TLS_CLIENT_CA", TlsTestFiles.copyInto(folder, "ca.pem").toString());
        settings.put("FASTI_TLS_CLIENT_CERTIFICATES", asked);
        settings.put("FASTI_TLS_CLIENT_LOGIN", login);
        return TestServer.start(folder.resolve("data"), settings);
    }

    private int get(TestServer server, @Nullable String certificate, String path, @Nullable String password)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsTestFiles.client(folder, certificate))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path))
                .method("PROPFIND", HttpRequest.BodyPublishers.noBody())
                .header("Depth", "0");
        if (password != null) {
            byte[] pair = password.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    @DisplayName("A certificate's common name is the user, who needs no password; a password says otherwise, or fails")
    void commonName() throws Exception {
        try (TestServer server = start("want", "common_name")) {
            assertThat(get(server, "alice", "/alice/", null)).isEqualTo(207);
            assertThat(get(server, "alice", "/bob/", null)).isEqualTo(403);
            assertThat(get(server, "alice", "/bob/", "bob:secret-b")).isEqualTo(207);
            assertThat(get(server, "alice", "/alice/", "alice:wrong")).isEqualTo(401);
            assertThat(get(server, null, "/alice/", null)).isEqualTo(401);
            assertThat(get(server, null, "/alice/", "alice:secret-a")).isEqualTo(207);
        }
    }

    @Test
    @DisplayName("With a mail address as login it is that of the alternative names")
    void email() throws Exception {
        try (TestServer server = start("want", "email")) {
            assertThat(get(server, "alice", "/bob/", null)).isEqualTo(207);
            assertThat(get(server, "alice", "/alice/", null)).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("Where a certificate is needed there is no request without, and it is no login unless said so")
    void need() throws Exception {
        try (TestServer server = start("need", "none")) {
            assertThatThrownBy(() -> get(server, null, "/alice/", "alice:secret-a"))
                    .isInstanceOf(IOException.class);
            assertThat(get(server, "alice", "/alice/", null)).isEqualTo(401);
            assertThat(get(server, "alice", "/alice/", "alice:secret-a")).isEqualTo(207);
        }
    }
}
