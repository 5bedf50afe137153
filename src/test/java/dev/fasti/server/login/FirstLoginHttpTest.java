package dev.fasti.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLoginHttpTest {
    @TempDir
    Path folder;

    private static List<String> home(TestServer server) {
        return server.alice().propfind("/alice/", 1, "D:resourcetype").hrefs();
    }

    @Test
    @DisplayName("The first login makes a calendar for events and tasks and an address book, a wrong one makes nothing")
    void made() {
        try (TestServer server = TestServer.start(folder)) {
            server.as("alice", "wrong").send("PROPFIND", "/").expect(401);
            assertThat(folder.resolve("collection-root/alice")).doesNotExist();
            assertThat(home(server)).containsExactly("/alice/", "/alice/calendar/", "/alice/contacts/");
            assertThat(folder.resolve("collection-root/bob")).doesNotExist();
            server.alice().put("/alice/calendar/e.ics", Items.event("e")).expect(201);
            server.alice().put("/alice/calendar/t.ics", Items.todo("t")).expect(201);
            server.alice().put("/alice/contacts/c.vcf", Items.card("c", "C")).expect(201);
        }
    }

    @Test
    @DisplayName("Many first requests at once make one calendar and one address book")
    void atOnce() {
        try (TestServer server = TestServer.start(folder)) {
            List<Integer> sizes = IntStream.range(0, 16)
                    .parallel()
                    .mapToObj(i -> home(server).size())
                    .toList();
            assertThat(sizes).containsOnly(3);
        }
    }

    @Test
    @DisplayName("What is deleted is not made again, neither at the next request nor after a restart")
    void deleted() {
        try (TestServer server = TestServer.start(folder)) {
            server.alice().send("DELETE", "/alice/calendar/").expect(204);
            server.alice().send("DELETE", "/alice/contacts/").expect(204);
            assertThat(home(server)).containsExactly("/alice/");
        }
        try (TestServer server = TestServer.start(folder)) {
            assertThat(home(server)).containsExactly("/alice/");
        }
    }

    @Test
    @DisplayName("A home that Radicale made stays as it is")
    void radicale() throws IOException {
        Path work = Files.createDirectories(folder.resolve("collection-root/alice/0f1e2d3c"));
        Files.writeString(work.resolve(".Radicale.props"), "{\"D:displayname\": \"Work\", \"tag\": \"VCALENDAR\"}");
        Files.writeString(work.resolve("a.ics"), Items.event("a"));
        try (TestServer server = TestServer.start(folder)) {
            assertThat(home(server)).containsExactly("/alice/", "/alice/0f1e2d3c/");
        }
    }

    @Test
    @DisplayName("A first login that a crash broke off is finished by the next one")
    void brokenOff() throws IOException {
        Path home = Files.createDirectories(folder.resolve("collection-root/alice"));
        Files.writeString(home.resolve(".Radicale.props"), "{\"{https://fasti.dev/ns/}unfinished-home\": \"\"}");
        try (TestServer server = TestServer.start(folder)) {
            assertThat(home(server)).containsExactly("/alice/", "/alice/calendar/", "/alice/contacts/");
            server.alice().send("DELETE", "/alice/contacts/").expect(204);
            assertThat(home(server)).containsExactly("/alice/", "/alice/calendar/");
            assertThat(home.resolve(".Radicale.props")).content().doesNotContain("unfinished");
        }
    }
}
