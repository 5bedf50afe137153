package dev.fasti.auth.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.SettableClock;
import dev.fasti.http.tls.TlsTestFiles;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a directory, by {@code ldaps} and by StartTLS (RFC 4511 section 4.14, RFC 4513 section 3.1.3). */
class LdapTlsTest {
    @TempDir
    Path folder;

    private static Optional<Principal> login(
            DirectoryServer directory, String scheme, LdapSettings.Security security, @Nullable Path ca)
            throws IOException {
        URI uri = URI.create(scheme + "://127.0.0.1:" + directory.uri().getPort());
        LdapSettings settings = new LdapSettings(
                List.of(uri),
                security,
                ca,
                new LdapSettings.Service(DirectoryServer.SERVICE, "service"),
                new LdapSettings.Searched(DirectoryServer.PEOPLE, "(uid={login})", "uid"),
                List.of(),
                new LdapSettings.Groups("", "", ""),
                Duration.ofSeconds(20),
                2);
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
        try (LdapAuthenticator authenticator =
                new LdapAuthenticator(settings, Duration.ofMinutes(5), clock, profile -> {})) {
            return authenticator.authenticate("alice", "secret-a");
        }
    }

    private InMemoryListenerConfig startTls() throws LDAPException {
        SSLContext tls = TlsTestFiles.client(folder, "rsa");
        return InMemoryListenerConfig.createLDAPConfig(
                "test", InetAddress.getLoopbackAddress(), 0, tls.getSocketFactory());
    }

    private InMemoryListenerConfig ldaps() throws LDAPException {
        SSLContext tls = TlsTestFiles.client(folder, "rsa");
        return InMemoryListenerConfig.createLDAPSConfig(
                "test", InetAddress.getLoopbackAddress(), 0, tls.getServerSocketFactory(), tls.getSocketFactory());
    }

    @Test
    @DisplayName("A directory whose certificate leads to the roots that were set is believed, either way")
    void trusted() throws Exception {
        Path ca = TlsTestFiles.copyInto(folder, "ca.pem");
        try (DirectoryServer directory = new DirectoryServer(ldaps())) {
            assertThat(login(directory, "ldaps", LdapSettings.Security.AS_IT_IS, ca))
                    .isPresent();
        }
        try (DirectoryServer directory = new DirectoryServer(startTls())) {
            assertThat(login(directory, "ldap", LdapSettings.Security.START_TLS, ca))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("Another gets no password, either way, and is no wrong password; nor is one that cannot do StartTLS")
    void untrusted() throws Exception {
        try (DirectoryServer directory = new DirectoryServer(ldaps())) {
            assertUnreachable(directory, "ldaps", LdapSettings.Security.AS_IT_IS);
        }
        try (DirectoryServer directory = new DirectoryServer(startTls())) {
            assertUnreachable(directory, "ldap", LdapSettings.Security.START_TLS);
        }
        try (DirectoryServer directory = new DirectoryServer()) {
            assertUnreachable(directory, "ldap", LdapSettings.Security.START_TLS);
        }
    }

    private static void assertUnreachable(DirectoryServer directory, String scheme, LdapSettings.Security security) {
        LoginPostponed postponed =
                catchThrowableOfType(LoginPostponed.class, () -> login(directory, scheme, security, null));
        assertThat(postponed.reason()).isEqualTo(LoginPostponed.Reason.UNREACHABLE);
    }
}
