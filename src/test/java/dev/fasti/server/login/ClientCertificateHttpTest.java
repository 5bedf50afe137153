package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.auth.ldap.DirectoryServer;
import dev.fasti.http.tls.TlsTestFiles;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
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

    private TestServer start(String asked, String login, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "FASTI_TLS_CERTIFICATE", TlsTestFiles.copyInto(folder, "ec.pem").toString());
        settings.put("FASTI_TLS_KEY", TlsTestFiles.copyInto(folder, "ec.key").toString());
        settings.put(
                "FASTI_TLS_CLIENT_CA", TlsTestFiles.copyInto(folder, "ca.pem").toString());
        settings.put("FASTI_TLS_CLIENT_CERTIFICATES", asked);
        settings.put("FASTI_TLS_CLIENT_LOGIN", login);
        settings.putAll(more);
        return TestServer.start(folder.resolve("data"), settings);
    }

    private TestServer start(String asked, String login) {
        return start(asked, login, Map.of());
    }

    private int get(TestServer server, @Nullable String certificate, String path, @Nullable String password)
            throws IOException, InterruptedException {
        return ask(server, certificate, path, password, "").statusCode();
    }

    private HttpResponse<String> ask(
            TestServer server, @Nullable String certificate, String path, @Nullable String password, String body)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsTestFiles.client(folder, certificate))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path))
                .method("PROPFIND", HttpRequest.BodyPublishers.ofString(body))
                .header("Depth", "0");
        if (password != null) {
            byte[] pair = password.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
    @DisplayName("With accounts in a directory a certificate's user comes with its groups and name")
    void directory() throws Exception {
        try (DirectoryServer directory = new DirectoryServer()) {
            Map<String, String> ldap = new HashMap<>(directory.settings(folder));
            ldap.put("FASTI_AUTH_TYPE", "ldap");
            try (TestServer server = start("want", "common_name", ldap)) {
                HttpResponse<String> answer = ask(
                        server,
                        "alice",
                        "/principals/alice/",
                        null,
                        Xml.propfind("D:displayname", "D:group-membership"));
                assertThat(answer.body()).contains(DirectoryServer.ALICE, "Staff");
            }
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
