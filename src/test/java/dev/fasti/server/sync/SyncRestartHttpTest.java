package dev.fasti.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a sync token holds. */
class SyncRestartHttpTest {
    private final String calendar = "/alice/calendar/";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void put(String name) {
        server.alice().put(calendar + name, Items.event(name)).expect(201);
    }

    private Multistatus sync(String token) {
        return server.alice().sync(calendar, token).multistatus();
    }

    @Test
    @DisplayName("The token outlives the server, and what happened meanwhile in the folder is told")
    void restart() throws IOException {
        put("a.ics");
        put("b.ics");
        String token = sync("").syncToken();
        server.close();
        Path files = folder.resolve("collection-root" + calendar);
        Files.writeString(files.resolve("b.ics"), Items.event("b.ics", "Edited by hand"));
        Files.writeString(files.resolve("c.ics"), Items.event("c.ics"));
        Files.delete(files.resolve("a.ics"));
        server = TestServer.start(folder);
        Multistatus changes = sync(token);
        assertThat(changes.hrefs())
                .containsExactlyInAnyOrder(calendar + "a.ics", calendar + "b.ics", calendar + "c.ics");
        assertThat(changes.status(calendar + "a.ics")).hasValue(404);
        assertThat(changes.property(calendar + "b.ics", "D:getetag")).isPresent();
    }

    @Test
    @DisplayName("A restart alone changes no token")
    void quietRestart() {
        put("a.ics");
        String token = sync("").syncToken();
        server.close();
        server = TestServer.start(folder);
        assertThat(sync(token).hrefs()).isEmpty();
        assertThat(sync(token).syncToken()).isEqualTo(token);
    }

    @Test
    @DisplayName("A collection moved elsewhere and one made anew in its place do not take each other's tokens")
    void replacedCollection() {
        put("a.ics");
        String token = sync("").syncToken();
        server.alice().send("DELETE", calendar).expect(204);
        server.alice().send("MKCALENDAR", calendar).expect(201);
        put("a.ics");
        server.alice().sync(calendar, token).expectPrecondition(403, "D:valid-sync-token");
    }
}
