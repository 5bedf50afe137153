package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.ldap.DirectoryServer;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in a directory. */
class LdapHttpTest {
    @TempDir
    Path folder;

    private TestServer start(DirectoryServer directory) throws IOException {
        return start(directory, Map.of("FASTI_AUTH_TYPE", "ldap"));
    }

    private TestServer start(DirectoryServer directory, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(directory.settings(folder));
        settings.putAll(more);
        return TestServer.start(folder.resolve("data"), settings);
    }

    private static String principal(TestServer.Call call, String name) {
        return call.with("Depth", "0")
                .send("PROPFIND", "/principals/" + name + "/", Xml.propfind("D:displayname", "D:group-membership"))
                .expect(207)
                .body();
    }

    private static void rename(TestServer.Call call, String change) {
        call.send("PROPPATCH", "/principals/alice/", "<propertyupdate xmlns='DAV:'>" + change + "</propertyupdate>")
                .expect(207);
    }

    @Test
    @DisplayName(
            "Users are called what the directory says until they say otherwise, and are found by it (RFC 3744 9.4)")
    void displayName() throws IOException {
        try (DirectoryServer directory = new DirectoryServer();
                TestServer server = start(directory)) {
            TestServer.Call alice = server.alice();
            assertThat(principal(alice, "alice")).contains(">" + DirectoryServer.ALICE + "<", "Staff");
            rename(alice, "<set><prop><displayname>Ally</displayname></prop></set>");
            assertThat(principal(alice, "alice")).contains(">Ally<");
            rename(alice, "<remove><prop><displayname/></prop></remove>");
            assertThat(principal(alice, "alice")).contains(">" + DirectoryServer.ALICE + "<");
            String found = server.as("zoë", "päss")
                    .send("REPORT", "/principals/", """
                            <principal-property-search xmlns="DAV:"><property-search><prop><displayname/></prop>
                            <match>ngstr</match></property-search><prop><displayname/></prop>
                            </principal-property-search>""")
                    .expect(207)
                    .body();
            assertThat(found).contains("/principals/alice/");
        }
    }

    @Test
    @DisplayName(
            "Beside a proxy that says who it is the directory gives groups and names; without it newcomers get 503")
    void proxy() throws IOException {
        Map<String, String> proxy =
                Map.of("FASTI_AUTH_TYPE", "proxy", "FASTI_SERVER_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
        try (DirectoryServer directory = new DirectoryServer();
                TestServer server = start(directory, proxy)) {
            TestServer.Call alice = server.nobody().with("X-Remote-User", "alice");
            assertThat(principal(alice, "alice")).contains(">" + DirectoryServer.ALICE + "<", "Staff");
            TestServer.Call stranger = server.nobody().with("X-Remote-User", "stranger");
            assertThat(principal(stranger, "stranger")).contains(">stranger<").doesNotContain("Staff");
            directory.close();
            assertThat(principal(alice, "alice")).contains("Staff");
            server.nobody().with("X-Remote-User", "zoe").send("OPTIONS", "/").expect(503);
        }
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
