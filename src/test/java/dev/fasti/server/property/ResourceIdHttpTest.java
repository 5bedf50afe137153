package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A collection's name for all time (RFC 5842 section 3.1)")
class ResourceIdHttpTest {
    private static final String WORK = "/alice/work/";
    private static final String OTHER = "/alice/other/";

    @TempDir
    Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        server.alice().send("MKCALENDAR", WORK).expect(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart() {
        server.close();
        server = TestServer.start(data);
    }

    private String idOf(String path) {
        Multistatus found = server.alice().propfind(path, 0, "D:resource-id");
        String id = Xml.find(found.property(path, "D:resource-id").orElseThrow(), "D:href")
                .get(0)
                .getTextContent();
        assertThat(id).matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return id;
    }

    @Test
    @DisplayName("survives a change of properties, a MOVE and a restart; who gets the old path has another one")
    void stable() {
        String id = idOf(WORK);
        server.alice()
                .send("PROPPATCH", WORK, Xml.proppatch("<D:displayname>Mine</D:displayname>"))
                .expect(207);
        server.alice().with("Destination", OTHER).send("MOVE", WORK).expect(201);
        restart();
        assertThat(idOf(OTHER)).isEqualTo(id);

        server.alice().send("MKCALENDAR", WORK).expect(201);
        assertThat(idOf(WORK)).isNotEqualTo(id);
    }

    @Test
    @DisplayName("is not inherited by a copy, nor by what replaces or follows a deleted one (RFC 5842 2.7)")
    void unique() {
        String id = idOf(WORK);
        server.alice().with("Destination", OTHER).send("COPY", WORK).expect(201);
        String copy = idOf(OTHER);
        assertThat(copy).isNotEqualTo(id);

        server.alice().with("Destination", OTHER).send("COPY", WORK).expect(204);
        assertThat(idOf(OTHER)).isNotIn(id, copy);
        assertThat(idOf(WORK)).isEqualTo(id);

        server.alice().send("DELETE", WORK).expect(204);
        server.alice().send("MKCALENDAR", WORK).expect(201);
        assertThat(idOf(WORK)).isNotEqualTo(id);
    }

    @Test
    @DisplayName("is protected, and told only to who asks for it (RFC 5842 3)")
    void isProtected() {
        String id = idOf(WORK);
        String other = "<D:resource-id><D:href>urn:x</D:href></D:resource-id>";
        Multistatus answer = server.alice()
                .send("PROPPATCH", WORK, Xml.proppatch(other))
                .expect(207)
                .multistatus();
        assertThat(answer.statusOf(WORK, "D:resource-id")).isEqualTo(403);
        assertThat(idOf(WORK)).isEqualTo(id);
        String all = server.alice()
                .with("Depth", "0")
                .send("PROPFIND", WORK, Xml.document("D:propfind", "<D:allprop/>"))
                .body();
        assertThat(all).doesNotContain("resource-id").doesNotContain("urn:uuid");
    }

    @Test
    @DisplayName("is given once to a collection that another server made, whose own properties stay")
    void adopted() throws IOException {
        Path folder = data.resolve("collection-root/alice/old");
        Files.createDirectories(folder);
        String props = "{\"tag\": \"VCALENDAR\", \"D:displayname\": \"Old\"}";
        Files.writeString(folder.resolve(".Radicale.props"), props);
        String id = idOf("/alice/old/");
        restart();
        assertThat(idOf("/alice/old/")).isEqualTo(id);
        assertThat(server.alice().propfind("/alice/old/", 0, "D:displayname").text("/alice/old/", "D:displayname"))
                .isEqualTo("Old");
        assertThat(folder.resolve(".Radicale.props"))
                .as("looking changes nothing")
                .hasContent(props);
    }

    @Test
    @DisplayName("is one, whether it is asked for at the owner's or in the home of whom it is shared with")
    void shared() {
        server.alice()
                .send("ACL", WORK, Aces.acl(Aces.grant("<D:href>/principals/bob/</D:href>", "D:read")))
                .expect(200);
        String mount = "/bob/shared~alice~work/";
        Multistatus found = server.bob().propfind(mount, 0, "D:resource-id");
        assertThat(found.text(mount, "D:resource-id")).isEqualTo(idOf(WORK));
    }
}
