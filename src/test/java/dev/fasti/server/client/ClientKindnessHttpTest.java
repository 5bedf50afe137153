package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single clients get that the standards do not ask for. */
class ClientKindnessHttpTest {
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

    @Test
    @DisplayName("Thunderbird: its address books recover from a 400 only, with the same element")
    void thunderbirdAddressBook() {
        server.alice().put("/alice/contacts/a.vcf", Items.card("a", "A")).expect(201);
        String token = server.alice().sync("/alice/calendar/", "").multistatus().syncToken();
        TestServer.Call thunderbird = server.alice()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0");
        thunderbird.sync("/alice/contacts/", "junk").expectPrecondition(400, "D:valid-sync-token");
        thunderbird.sync("/alice/contacts/", token).expectPrecondition(400, "D:valid-sync-token");
        thunderbird.sync("/alice/calendar/", "junk").expectPrecondition(403, "D:valid-sync-token");
        assertThat(thunderbird.sync("/alice/contacts/", "").multistatus().hrefs())
                .contains("/alice/contacts/a.vcf");
    }
}
