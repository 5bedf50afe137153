package dev.fasti.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.config.ConfigException;
import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Locks;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights by configuration, beside lists. */
class ConfiguredRightsHttpTest {
    private static final String EVENT = "/alice/calendar/a.ics";

    @TempDir
    Path folder;

    private TestServer server(String type) {
        return filled(TestServer.start(folder.resolve("data"), Map.of("FASTI_RIGHTS_TYPE", type)));
    }

    private TestServer server(String type, String file) throws IOException {
        Path rights = Files.writeString(folder.resolve("rights"), file);
        return filled(TestServer.start(
                folder.resolve("data"), Map.of("FASTI_RIGHTS_TYPE", type, "FASTI_RIGHTS_FILE", rights.toString())));
    }

    private static TestServer filled(TestServer server) {
        server.alice().send("OPTIONS", "/");
        server.bob().send("OPTIONS", "/");
        return server;
    }

    @Test
    @DisplayName("owner-write: others read, and only they who have logged in")
    void ownerWrite() {
        try (TestServer server = server("owner-write")) {
            server.alice().put(EVENT, Items.event("a")).expect(201);
            server.bob().send("GET", EVENT).expect(200);
            server.bob().put(EVENT, Items.event("a")).expect(403);
            server.bob().send("DELETE", "/alice/calendar/").expect(403);
            server.bob().send("ACL", "/alice/calendar/", Aces.acl()).expect(403);
            server.nobody().send("GET", EVENT).expect(401);
            assertThat(server.alice().propfind("/alice/", 0, "D:acl").text("/alice/", "D:acl"))
                    .isNotNull();
            assertThat(Xml.find(
                            server.alice()
                                    .propfind("/alice/", 0, "D:acl")
                                    .property("/alice/", "D:acl")
                                    .orElseThrow(),
                            "D:ace[D:principal/D:authenticated][D:protected]/D:grant/D:privilege/D:read"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("authenticated: others read and write, and set no list")
    void authenticated() {
        try (TestServer server = server("authenticated")) {
            server.bob().put(EVENT, Items.event("a")).expect(201);
            server.bob().send("GET", EVENT).expect(200);
            server.bob().send("ACL", "/alice/calendar/", Aces.acl()).expect(403);
            server.nobody().send("GET", EVENT).expect(401);
        }
    }

    @Test
    @DisplayName("file: what the file says, of owners and of who has not logged in; lists add to it")
    void file() throws IOException {
        String rights = """
                [home]
                user: .+
                collection: {user}
                permissions: RW
                [calendars]
                user: .+
                collection: {user}/calendar
                permissions: rwd
                [readonly]
                user: .+
                collection: {user}/contacts
                permissions: r
                [folder]
                user: .+
                collection: {user}/folder
                permissions: RW
                [public]
                user: .*
                collection: [^/]+/calendar
                permissions: i
                """;
        try (TestServer server = server("file", rights)) {
            server.alice().put(EVENT, Items.event("a")).expect(201);
            server.alice().send("DELETE", "/alice/calendar/").expect(403);
            server.alice()
                    .put("/alice/contacts/a.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:A\r\nN:A\r\nEND:VCARD\r\n")
                    .expect(403);
            server.nobody().send("GET", EVENT).expect(200);
            assertThat(server.nobody()
                            .send("GET", "/alice/calendar/")
                            .expect(200)
                            .body())
                    .contains("UID:a\r\n");
            server.nobody().send("GET", "/alice/contacts/").expect(401);
            server.nobody()
                    .with("Depth", "1")
                    .send("PROPFIND", "/alice/calendar/")
                    .expect(401);
            server.bob().send("GET", EVENT).expect(200);
            server.bob().with("Depth", "1").send("PROPFIND", "/alice/calendar/").expect(403);
            server.alice()
                    .send("ACL", "/alice/calendar/", Aces.acl(Aces.grant(Aces.href("bob"), "D:read")))
                    .expect(200);
            server.bob().with("Depth", "1").send("PROPFIND", "/alice/calendar/").expect(207);
            assertThat(server.alice().propfind("/alice/", 1, "D:displayname").hrefs())
                    .containsExactlyInAnyOrder("/alice/", "/alice/calendar/", "/alice/contacts/");
            server.alice().send("MKCALENDAR", "/alice/new/").expect(403);
            server.alice().send("MKCOL", "/alice/folder/").expect(201);
            server.alice().put("/alice/folder/note.txt", "a note").expect(201);
            server.alice().send("GET", "/alice/folder/note.txt").expect(200);
            server.alice()
                    .with("Destination", "/alice/folder/copy.txt")
                    .send("COPY", "/alice/folder/note.txt")
                    .expect(201);
            server.bob().send("GET", "/alice/folder/note.txt").expect(403);
            server.bob().send("GET", "/alice/folder/none.txt").expect(403);
        }
    }

    @Test
    @DisplayName("A deep lock over what the user may not write is none: 207, 403 for that, 424 for the target"
            + " (RFC 4918 9.10.3, 9.10.9)")
    void deepLock() throws IOException {
        String rights = """
                [home]
                user: .+
                collection: {user}
                permissions: RW
                [folder]
                user: .+
                collection: {user}/folder(/open)?
                permissions: RWrw
                [closed]
                user: .+
                collection: {user}/folder/open/closed
                permissions: r
                """;
        Path closed = Files.createDirectories(folder.resolve("data/collection-root/alice/folder/open/closed"));
        Files.writeString(closed.resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        try (TestServer server = server("file", rights)) {
            TestServer.Call alice = server.alice();
            alice.put("/alice/folder/note.txt", "a note").expect(201);
            Multistatus refused =
                    Locks.lock(alice, "/alice/folder/", "exclusive", "infinity").multistatus();
            assertThat(refused.hrefs()).containsExactlyInAnyOrder("/alice/folder/open/closed/", "/alice/folder/");
            assertThat(refused.status("/alice/folder/open/closed/")).hasValue(403);
            assertThat(refused.status("/alice/folder/")).hasValue(424);
            assertThat(Locks.discover(alice, "/alice/folder/")).isEmpty();
            assertThat(Locks.discover(alice, "/alice/folder/note.txt")).isEmpty();
            alice.put("/alice/folder/note.txt", "another").expect(204);

            Locks.exclusive(alice, "/alice/folder/", "0");
            Locks.lock(alice, "/alice/folder/open/closed/", "exclusive", "0").expect(403);
        }
    }

    @Test
    @DisplayName("A rights file that is wrong is refused at the start, with its line")
    void refused() {
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> server("file", "[a]\nuser: .+\ncollection: (\n"));
        assertThat(wrong.problems()).hasSize(1);
        assertThat(wrong.problems().get(0)).startsWith(folder.resolve("rights") + ":3: ");
    }

    @Test
    @DisplayName("file: a deep lock is refused for what is within; what may not be read is not named (RFC 4918 9.10.3)")
    void deepLockOfWhatIsHidden() throws IOException {
        String rights = """
                [own]
                user: .+
                collection: {user}(/.*)?
                permissions: RWrw
                [outer]
                user: bob
                collection: alice/outer
                permissions: RW
                [open]
                user: bob
                collection: alice/outer/open
                permissions: R
                """;
        try (TestServer server = server("file", rights)) {
            server.alice().send("MKCOL", "/alice/outer/").expect(201);
            Locks.unlock(server.bob(), "/alice/outer/", Locks.exclusive(server.bob(), "/alice/outer/", "infinity"))
                    .expect(204);
            server.alice().send("MKCOL", "/alice/outer/hidden/").expect(201);
            Answer refused = Locks.lock(server.bob(), "/alice/outer/", "exclusive", "infinity")
                    .expect(403);
            assertThat(refused.body()).contains("not all that is within").doesNotContain("hidden");
            server.alice().send("MKCOL", "/alice/outer/open/").expect(201);
            Multistatus named = Locks.lock(server.bob(), "/alice/outer/", "exclusive", "infinity")
                    .multistatus();
            assertThat(named.status("/alice/outer/open/")).hasValue(403);
            assertThat(named.status("/alice/outer/")).hasValue(424);
            assertThat(named.hrefs()).hasSize(2);
            assertThat(Locks.discover(server.alice(), "/alice/outer/")).isEmpty();
        }
    }
}
