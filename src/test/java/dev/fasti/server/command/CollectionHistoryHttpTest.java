package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fasti history of whole collections, beside a running server")
class CollectionHistoryHttpTest extends HistoryScene {
    private void make(String path, String item) {
        client("Maker/1").send("MKCALENDAR", path).expect(201);
        server.alice().put(path + item + ".ics", Items.event(item)).expect(201);
    }

    private void move(String from, String to) {
        client("Mover/2").with("Destination", to).send("MOVE", from).expect(201);
    }

    private void expectGone(String path) {
        server.alice().send("PROPFIND", path).expect(404);
    }

    @Test
    @DisplayName("who made, moved, deleted and brought back a collection is listed, by any path that it had")
    void listed() {
        make("/alice/one/", "a");
        move("/alice/one/", "/alice/two/");
        client("Wild/9").send("DELETE", "/alice/two/").expect(204);
        done("restore", "/alice/two", "--as", "/alice/three");
        List<String> lines = done("list", "/alice/one").lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("made collection  /alice/one  by alice with \"Maker/1\" (MKCALENDAR)");
        assertThat(lines.get(1))
                .contains("moved collection  /alice/one to /alice/two  by alice with \"Mover/2\" (MOVE)");
        assertThat(done("list", "/alice/two"))
                .contains("moved collection  /alice/one to /alice/two")
                .contains("deleted collection  /alice/two  by alice with \"Wild/9\" (DELETE)");
        assertThat(done("list", "/alice/three"))
                .contains("brought back collection  /alice/three  by ? (fasti history restore)", "created  a.ics");
        assertThat(done("list", "--json"))
                .contains("\"type\":\"collection\"", "\"what\":\"moved\"", "\"origin\":\"/alice/one\"");
        assertThat(done("list").lines().map(line -> Instant.parse(line.substring(0, line.indexOf(' ')))))
                .hasSizeGreaterThanOrEqualTo(4)
                .isSorted();
    }

    @Test
    @DisplayName(
            "a home goes back to a time: moved collections to where they were, later ones to the trash, deleted ones home")
    void home() {
        make("/alice/one/", "a");
        make("/alice/two/", "b");
        make("/alice/three/", "c");
        final Instant then = moment();
        move("/alice/one/", "/alice/tmp/");
        move("/alice/two/", "/alice/one/");
        move("/alice/tmp/", "/alice/two/");
        move("/alice/three/", "/alice/four/");
        server.alice().put("/alice/four/late.ics", Items.event("late")).expect(201);
        server.alice().send("DELETE", "/alice/four/").expect(204);
        make("/alice/three/", "newer");
        make("/alice/newest/", "n");
        String rehearsal = done("restore", "/alice", "--at", then.toString(), "--dry-run");
        assertThat(rehearsal)
                .contains("/alice/one: move back from /alice/two\n", "/alice/newest: to the trash")
                .contains("/alice/three: bring back the collection deleted");
        assertThat(server.alice().members("/alice/one/")).containsExactly("/alice/one/b.ics");
        done("restore", "/alice", "--at", then.toString());
        assertThat(server.alice().members("/alice/one/")).containsExactly("/alice/one/a.ics");
        assertThat(server.alice().members("/alice/two/")).containsExactly("/alice/two/b.ics");
        assertThat(server.alice().members("/alice/three/")).containsExactly("/alice/three/c.ics");
        expectGone("/alice/four/");
        expectGone("/alice/newest/");
        expectGone("/alice/tmp/");
        assertThat(done("list", "/alice/newest"))
                .contains("deleted collection  /alice/newest  by ? (fasti history restore)");
        assertThat(done("restore", "/alice", "--at", then.toString())).endsWith("0 changes made\n");
        done("restore", "/alice/newest");
        assertThat(server.alice().members("/alice/newest/")).containsExactly("/alice/newest/n.ics");
    }

    @Test
    @DisplayName(
            "a collection is named by where it was then, or by where it is; what was made later stays with --keep-new")
    void one() {
        make("/alice/one/", "a");
        final Instant then = moment();
        server.alice().send("DELETE", "/alice/one/a.ics").expect(204);
        move("/alice/one/", "/alice/two/");
        make("/alice/one/", "newer");
        done("restore", "/alice/two", "--at", then.toString());
        assertThat(server.alice().members("/alice/two/")).as("by where it is").containsExactly("/alice/two/a.ics");
        assertThat(run("restore", "/alice/one", "--at", then.toString(), "--keep-new"))
                .isEqualTo(1);
        assertThat(fasti.err() + fasti.out())
                .contains("/alice/one: NOT POSSIBLE: it is /alice/two by now, and another collection is in its place");
        assertThat(server.alice().members("/alice/one/")).containsExactly("/alice/one/newer.ics");
        done("restore", "/alice/one/newer.ics", "--at", moment().toString());
        assertThat(server.alice().members("/alice/one/"))
                .as("an item moves no collection")
                .containsExactly("/alice/one/newer.ics");
        done("restore", "/alice/one", "--at", then.toString());
        assertThat(server.alice().members("/alice/one/")).as("by where it was").containsExactly("/alice/one/a.ics");
        expectGone("/alice/two/");
        assertThat(done("list", "/alice/one")).contains("deleted collection  /alice/one  by ? (fasti history restore)");
    }
}
