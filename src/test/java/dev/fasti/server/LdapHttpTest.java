package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.ldap.DirectoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in a directory. */
class LdapHttpTest {
    @TempDir
    Path folder;

    private TestServer start(DirectoryServer directory) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "service\n");
        return TestServer.start(
                folder.resolve("data"),
                Map.of(
                        "FASTI_AUTH_TYPE",
                        "ldap",
                        "FASTI_LDAP_URL",
                        directory.uri().toString(),
                        "FASTI_LDAP_BIND_DN",
                        DirectoryServer.SERVICE,
                        "FASTI_LDAP_BIND_PASSWORD_FILE",
                        secret.toString(),
                        "FASTI_LDAP_BASE",
                        DirectoryServer.PEOPLE,
                        "FASTI_LDAP_GROUPS_ATTRIBUTE",
                        "memberOf"));
    }

    @Test
    @DisplayName("Logins are those of the directory; while it is gone who was let in goes on, and others get 503")
    void directory() throws IOException {
        try (DirectoryServer directory = new DirectoryServer();
                TestServer server = start(directory)) {
            server.alice().send("OPTIONS", "/").expect(200);
            server.as("alice", "wrong").send("OPTIONS", "/").expect(401);
            server.bob().send("OPTIONS", "/").expect(401);
            server.as("alice", "").send("OPTIONS", "/").expect(401);
            String groups = server.alice()
                    .with("Depth", "0")
                    .send("PROPFIND", "/principals/alice/", Xml.propfind("D:group-membership"))
                    .expect(207)
                    .body();
            assertThat(groups).contains("Staff");
            directory.close();
            server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            Answer refused = server.as("zoë", "päss").send("OPTIONS", "/").expect(503);
            assertThat(refused.header("Retry-After")).contains("30");
            assertThat(refused.header("WWW-Authenticate")).isEmpty();
        }
    }
}
