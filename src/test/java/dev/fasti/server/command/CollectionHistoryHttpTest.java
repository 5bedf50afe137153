package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.Fasti;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti history of whole collections, beside a running server")
class CollectionHistoryHttpTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... words) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] args = Stream.of(Stream.of("history"), Stream.of(words), Stream.of("--data", data.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return Fasti.run(args, new ByteArrayInputStream(new byte[0]), stream, stream, Map.of());
    }

    private String done(String... words) {
        int code = run(words);
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void make(String path, String item) {
        server.alice().with("User-Agent", "Maker/1").send("MKCALENDAR", path).expect(201);
        server.alice().put(path + item + ".ics", Items.event(item)).expect(201);
    }

    private void move(String from, String to) {
        server.alice()
                .with("User-Agent", "Mover/2")
                .with("Destination", to)
                .send("MOVE", from)
                .expect(201);
    }

    private List<String> members(String collection) {
        return server.alice().propfind(collection, 1, "D:getetag").hrefs().stream()
                .filter(href -> !href.equals(collection))
                .map(href -> href.substring(collection.length()))
                .toList();
    }

    private void expectGone(String path) {
        server.alice().send("PROPFIND", path).expect(404);
    }

    private static Instant moment() {
        Instant start = Instant.now();
        while (Instant.now().toEpochMilli() <= start.toEpochMilli() + 1) {
            Thread.onSpinWait();
        }
        return start.plusMillis(1);
    }

    @Test
    @DisplayName("who made, moved, deleted and brought back a collection is listed, by any path that it had")
    void listed() {
        make("/alice/one/", "a");
        move("/alice/one/", "/alice/two/");
        server.alice()
                .with("User-Agent", "Wild/9")
                .send("DELETE", "/alice/two/")
                .expect(204);
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
        assertThat(members("/alice/one/")).containsExactly("b.ics");
        done("restore", "/alice", "--at", then.toString());
        assertThat(members("/alice/one/")).containsExactly("a.ics");
        assertThat(members("/alice/two/")).containsExactly("b.ics");
        assertThat(members("/alice/three/")).containsExactly("c.ics");
        expectGone("/alice/four/");
        expectGone("/alice/newest/");
        expectGone("/alice/tmp/");
        assertThat(done("list", "/alice/newest"))
                .contains("deleted collection  /alice/newest  by ? (fasti history restore)");
        assertThat(done("restore", "/alice", "--at", then.toString())).endsWith("0 changes made\n");
        done("restore", "/alice/newest");
        assertThat(members("/alice/newest/")).containsExactly("n.ics");
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
        assertThat(members("/alice/two/")).as("by where it is").containsExactly("a.ics");
        assertThat(run("restore", "/alice/one", "--at", then.toString(), "--keep-new"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("/alice/one: NOT POSSIBLE: it is /alice/two by now, and another collection is in its place");
        assertThat(members("/alice/one/")).containsExactly("newer.ics");
        done("restore", "/alice/one/newer.ics", "--at", moment().toString());
        assertThat(members("/alice/one/")).as("an item moves no collection").containsExactly("newer.ics");
        done("restore", "/alice/one", "--at", then.toString());
        assertThat(members("/alice/one/")).as("by where it was").containsExactly("a.ics");
        expectGone("/alice/two/");
        assertThat(done("list", "/alice/one")).contains("deleted collection  /alice/one  by ? (fasti history restore)");
    }
}
