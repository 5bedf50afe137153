package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.acl.Scope;
import dev.fasti.auth.app.AppPasswordEditor;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** App passwords at work: what they are good for, and when they end. */
class AppPasswordHttpTest {
    @TempDir
    Path folder;

    private TestServer.Call device(TestServer server, Scope scope) {
        return server.as("alice", secret(server, scope));
    }

    private static String secret(TestServer server, Scope scope) {
        try {
            return new AppPasswordEditor(server.data().resolve("fasti/app-passwords"), Clock.systemUTC())
                    .add("alice", "device", scope, null);
        } catch (IOException | dev.fasti.auth.UserException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("One that is for reading reads, changes nothing, and says so (RFC 3744 section 5.5)")
    void readOnly() {
        try (TestServer server = TestServer.start(folder)) {
            server.alice().put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            TestServer.Call device = device(server, new Scope(Scope.Use.READING, null));
            device.send("GET", "/alice/calendar/a.ics").expect(200);
            device.sync("/alice/calendar/", "").expect(207);
            device.put("/alice/calendar/b.ics", Items.event("b")).expect(403);
            device.put("/alice/calendar/a.ics", Items.event("a")).expect(403);
            device.send("DELETE", "/alice/calendar/a.ics").expect(403);
            device.send("DELETE", "/alice/calendar/").expect(403);
            device.send("MKCALENDAR", "/alice/more/").expect(403);
            device.with("Destination", "/alice/calendar/c.ics")
                    .send("COPY", "/alice/calendar/a.ics")
                    .expect(403);
            device.with("Destination", "/alice/contacts/a.ics")
                    .send("MOVE", "/alice/calendar/a.ics")
                    .expect(403);
            String name = Xml.document(
                    "D:propertyupdate", "<D:set><D:prop><D:displayname>x</D:displayname></D:prop></D:set>");
            for (String path : new String[] {"/alice/calendar/", "/principals/alice/"}) {
                Answer answer = device.send("PROPPATCH", path, name);
                assertThat(answer.status() == 403 || answer.body().contains("403"))
                        .as(path)
                        .isTrue();
            }
            String privileges = device.with("Depth", "0")
                    .send("PROPFIND", "/alice/calendar/", Xml.propfind("D:current-user-privilege-set"))
                    .body();
            assertThat(privileges).contains("read-current-user-privilege-set").doesNotContain("write", "bind");
            server.alice().send("GET", "/alice/calendar/b.ics").expect(404);
            server.alice().send("DELETE", "/alice/calendar/a.ics").expect(204);
        }
    }

    @Test
    @DisplayName("One that is for one collection finds it as clients do, and sees and changes nothing else")
    void oneCollection() {
        try (TestServer server = TestServer.start(folder)) {
            server.alice().put("/alice/contacts/c.vcf", Items.card("c", "C")).expect(201);
            TestServer.Call device =
                    device(server, new Scope(Scope.Use.EVERYTHING, CollectionPath.of("alice", "calendar")));
            assertThat(device.propfind("/", 0, "D:current-user-principal").hrefs())
                    .containsExactly("/");
            device.propfind("/principals/alice/", 0, "C:calendar-home-set");
            assertThat(device.propfind("/alice/", 1, "D:resourcetype").hrefs())
                    .containsExactly("/alice/", "/alice/calendar/");
            device.put("/alice/calendar/a.ics", Items.event("a")).expect(201);
            device.send("GET", "/alice/calendar/a.ics").expect(200);
            device.send("GET", "/alice/contacts/c.vcf").expect(403);
            device.with("Depth", "0").send("PROPFIND", "/alice/contacts/").expect(403);
            device.put("/alice/contacts/d.vcf", Items.card("d", "D")).expect(403);
            device.send("MKCALENDAR", "/alice/more/").expect(403);
            device.with("Destination", "/alice/contacts/a.ics")
                    .send("MOVE", "/alice/calendar/a.ics")
                    .expect(403);
            server.alice().send("GET", "/alice/contacts/c.vcf").expect(200);
        }
    }

    @Test
    @DisplayName("It is looked at before wrong passwords are counted, and its last use is kept")
    void besideTheAccount() throws IOException {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_AUTH_FAILED_LOGINS", "1"))) {
            String secret = secret(server, Scope.WHOLE);
            server.as("alice", secret).send("OPTIONS", "/").expect(200);
            server.as("alice", "wrong").send("OPTIONS", "/").expect(401);
            server.as("alice", secret).send("OPTIONS", "/").expect(200);
            Path file = folder.resolve("fasti/app-passwords");
            assertThat(Files.readString(file)).contains("alice\t").doesNotContain(secret);
        }
        assertThat(Files.readString(folder.resolve("fasti/app-password-uses"))).contains("\t127.0.0.1\t");
    }

    @Test
    @DisplayName("Without an account of its user it is good for nothing")
    void withoutAccount() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String secret = new AppPasswordEditor(folder.resolve("fasti/app-passwords"), Clock.systemUTC())
                    .add("dave", "device", Scope.WHOLE, null);
            server.as("dave", secret).send("OPTIONS", "/").expect(401);
        }
    }

    @Test
    @DisplayName("Where app passwords are required, the account's own password logs nobody in")
    void required() {
        try (TestServer server = TestServer.start(folder, Map.of("FASTI_AUTH_APP_PASSWORDS", "required"))) {
            server.alice().send("OPTIONS", "/").expect(401);
            device(server, Scope.WHOLE).send("OPTIONS", "/").expect(200);
        }
    }
}
