package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

@DisplayName("A login that is a mail address")
class MailAddressHttpTest {
    private static final String ANN = "/principals/ann%40example.org/";
    private static final String BEN = "/principals/ben/";

    @TempDir
    Path folder;

    private TestServer server;
    private TestServer.Call ann;
    private TestServer.Call ben;

    @BeforeEach
    void start() throws IOException {
        Path users = Files.write(folder.resolve("users"), List.of("ann@example.org:secret-n", "ben:secret-b"));
        server = TestServer.start(folder.resolve("data"), Map.of("FASTI_AUTH_HTPASSWD_FILE", users.toString()));
        ann = server.as("ann@example.org", "secret-n");
        ben = server.as("ben", "secret-b");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("is a calendar address, so that DAVx5 knows the organizer and iOS its owner's events (RFC 6638 2.4.1)")
    void address() {
        assertThat(ann.propfind(ANN, 0, "C:calendar-user-address-set").hrefs(ANN, "C:calendar-user-address-set"))
                .containsExactly("mailto:ann@example.org", ANN);
        assertThat(ben.propfind(BEN, 0, "C:calendar-user-address-set").hrefs(BEN, "C:calendar-user-address-set"))
                .containsExactly(BEN);
    }

    @Test
    @DisplayName("finds its owner, whom Evolution asks when they are busy (RFC 3744 9.4)")
    void found() {
        ann.put("/ann@example.org/calendar/a.ics", Items.event("a")).expect(201);
        for (String written :
                List.of("mailto:ann@example.org", "MAILTO:Ann@Example.org", "ann@example.org", "ann%40")) {
            assertThat(search(ben, written).hrefs()).as(written).containsExactly(ANN);
        }
        assertThat(search(ben, "mailto:ben").hrefs()).isEmpty();
    }

    @Test
    @DisplayName("is expanded as what names no resource here (RFC 3253 3.8)")
    void expanded() {
        Multistatus expanded = ann.send(
                        "REPORT",
                        ANN,
                        Xml.document(
                                "D:expand-property",
                                "<D:property name='calendar-user-address-set' namespace='urn:ietf:params:xml:ns:caldav'>"
                                        + "<D:property name='displayname'/></D:property>"))
                .multistatus();
        assertThat(Xml.find(expanded.document(), "//C:calendar-user-address-set/D:response/D:href"))
                .extracting(Element::getTextContent)
                .containsExactly("mailto:ann@example.org", ANN);
        assertThat(Xml.find(expanded.document(), "//C:calendar-user-address-set/D:response/D:status"))
                .extracting(Element::getTextContent)
                .containsExactly("HTTP/1.1 404 Not Found");
    }

    private static Multistatus search(TestServer.Call who, String written) {
        return who.send("REPORT", "/principals/", Xml.principalSearch("", "", "C:calendar-user-address-set=" + written))
                .multistatus();
    }
}
