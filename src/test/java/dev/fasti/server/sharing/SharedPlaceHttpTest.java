package dev.fasti.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.SharingScene;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The place of a calendar that is shared with another user")
class SharedPlaceHttpTest extends SharingScene {
    @Test
    @DisplayName("follows the groups of the groups file, and is in no home because everybody may read it")
    void groups() throws IOException {
        run(0, "group", "add", "family", "zoë@example.org");
        share("group:family", "--read");
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        server.close();
        run(0, "group", "add", "family", "bob");
        server = TestServer.start(data);
        bob = server.bob();
        assertThat(homeOfBob()).contains(MOUNT);
        assertThat(run(0, "share", "list")).isEqualTo("alice/work\tgroup:family\tread\n");
        assertThat(run(1, "share", "add", "alice/work", "group:none", "--read")).contains("there is no group:none");
        assertThat(run(1, "share", "add", "alice/work", "eve", "--read")).contains("there is no user eve");
        assertThat(run(1, "share", "add", "alice/none", "bob", "--read")).contains("no collection");
        server.close();
        Path props = data.resolve("collection-root/alice/work/.Radicale.props");
        String changed = Files.readString(props).replace("group family", "authenticated");
        assertThat(changed).contains("authenticated");
        Files.writeString(props, changed);
        server = TestServer.start(data);
        bob = server.bob();
        assertThat(homeOfBob()).doesNotContain(MOUNT);
        bob.send("GET", WORK + "a.ics").expect(200);
    }

    @Test
    @DisplayName("cannot be moved, nor does anything take its place (RFC 4918 9.8.5); a copy is the other's own")
    void movesAndCopies() {
        share("bob", "--write");
        bob.with("Destination", "/bob/mine/")
                .send("MOVE", MOUNT)
                .expectPrecondition(403, "C:calendar-collection-location-ok");
        bob.with("Destination", MOUNT)
                .send("MOVE", "/bob/calendar/")
                .expectPrecondition(403, "C:calendar-collection-location-ok");
        bob.send("MKCALENDAR", MOUNT).expectPrecondition(409, "D:resource-must-be-null");
        bob.send("MKCOL", MOUNT + "inside/").expect(403);
        bob.with("Destination", "/bob/mine/").send("COPY", MOUNT).expect(201);
        run(0, "share", "remove", "alice/work", "bob");
        bob.send("GET", "/bob/mine/a.ics").expect(200);
    }

    @Test
    @DisplayName("gives way to a real collection of its name, under another one, and follows the original's moves")
    void names() {
        bob.send("MKCALENDAR", MOUNT).expect(201);
        share("bob", "--read");
        String other = "/bob/shared~alice~work%3D2/";
        assertThat(homeOfBob()).contains(MOUNT, other);
        bob.send("GET", MOUNT + "a.ics").expect(404);
        bob.send("GET", other + "a.ics").expect(200);
        alice.with("Destination", "/alice/new~name=/").send("MOVE", WORK).expect(201);
        assertThat(homeOfBob())
                .contains(MOUNT, "/bob/shared~alice~new%3D7Ename%3D3D/")
                .doesNotContain(other);
        bob.send("GET", "/bob/shared~alice~new=7Ename=3D/a.ics").expect(200);
        alice.send("DELETE", "/alice/new~name=/").expect(204);
        assertThat(homeOfBob()).filteredOn(href -> href.contains("shared~")).containsExactly(MOUNT);
    }

    @Test
    @DisplayName("may be an address book; whole homes and folders stay where they are")
    void kinds() {
        alice.put("/alice/contacts/a.vcf", Items.card("a", "Ann")).expect(201);
        alice.send("MKCOL", "/alice/folder/").expect(201);
        Stream.of("alice/contacts", "alice/folder").forEach(path -> run(0, "share", "add", path, "bob", "--read"));
        assertThat(homeOfBob())
                .filteredOn(href -> href.contains("shared~"))
                .containsExactly("/bob/shared~alice~contacts/");
        bob.send("GET", "/bob/shared~alice~contacts/a.vcf").expect(200);
    }
}
