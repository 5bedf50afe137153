package dev.fasti.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.CommandLineTool;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti import --url, run again")
class RepeatedImportTest {
    private static final byte[] PASSWORD = "secret-a\n".getBytes(StandardCharsets.UTF_8);
    private static final int ITEMS = 230; // three batches

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();
    private TestServer remote;
    private CountingProxy proxy;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        remote = TestServer.start(temporary.resolve("remote"));
        proxy = new CountingProxy(remote.uri());
        server = TestServer.start(temporary.resolve("data"));
        for (int i = 0; i < ITEMS; i++) {
            there(i, "first");
        }
    }

    @AfterEach
    void stop() {
        server.close();
        proxy.close();
        remote.close();
    }

    private void there(int i, String summary) {
        remote.alice().put(path(i), Items.event("e" + i, summary));
    }

    private static String path(int i) {
        return "/alice/calendar/e%20" + i + ".ics";
    }

    private int run(String... more) {
        Stream<String> args = Stream.of(
                "import",
                "--data",
                server.data().toString(),
                "--url",
                proxy.url(),
                "--user",
                "alice",
                "--to",
                "/alice");
        proxy.seen();
        return fasti.run(PASSWORD, Stream.concat(args, Stream.of(more)).toArray(String[]::new));
    }

    private void done(String totals, String... more) {
        assertThat(run(more)).as(fasti.out() + fasti.err()).isZero();
        assertThat(fasti.out()).contains(totals);
    }

    private long fetched() {
        return proxy.seen().stream().mapToLong(CountingProxy.Seen::items).sum();
    }

    private String here(int i) {
        return server.alice().send("GET", path(i)).expect(200).body();
    }

    @Test
    @DisplayName("Where nothing has changed nothing is fetched, and no collection is listed")
    void unchanged() {
        done(ITEMS + " created");
        assertThat(fetched()).isEqualTo(ITEMS);
        done("0 created, 0 replaced, " + ITEMS + " same");
        List<CountingProxy.Seen> requests = proxy.seen();
        assertThat(requests).noneMatch(request -> request.path().endsWith("/calendar/"));
        assertThat(requests).allMatch(request -> request.method().equals("PROPFIND"));
        done("0 created, 0 replaced, " + ITEMS + " same", "--fetch-all");
        assertThat(fetched()).isEqualTo(ITEMS);
        done("0 created, 0 replaced, " + ITEMS + " same");
        assertThat(fetched()).isZero();
    }

    @Test
    @DisplayName("What is new or has changed there is fetched, and takes the place of what has not changed here")
    void changed() {
        done(ITEMS + " created");
        there(7, "second");
        there(ITEMS, "new");
        done("1 created, 1 replaced, " + (ITEMS - 1) + " same", "--dry-run");
        assertThat(here(7)).contains("first");
        done("1 created, 1 replaced, " + (ITEMS - 1) + " same");
        assertThat(fetched()).isEqualTo(2);
        assertThat(here(7)).contains("second");
        assertThat(here(ITEMS)).contains("new");
        done("0 created, 0 replaced, " + (ITEMS + 1) + " same");
        assertThat(fetched()).isZero();
    }

    @Test
    @DisplayName("A run that was broken off goes on where it was, and keeps what was changed in between")
    void brokenOff() {
        proxy.refuse(request -> request.body().contains("/e%2042.ics"));
        assertThat(run()).isEqualTo(1);
        assertThat(fasti.err()).contains("503").contains("run it again for the rest");
        long before = proxy.seen().stream()
                .filter(request -> !request.body().contains("/e%2042.ics"))
                .mapToLong(CountingProxy.Seen::items)
                .sum();
        assertThat(before).isPositive();
        proxy.refuse(request -> false);
        done((ITEMS - before) + " created, 0 replaced, " + before + " same");
        assertThat(fetched()).isEqualTo(ITEMS - before);
    }

    @Test
    @DisplayName("What was changed here and there is named and stays, every time until somebody decides")
    void conflict() {
        done(ITEMS + " created");
        server.alice().put(path(3), Items.event("e3", "mine")).expect(204);
        server.alice().put(path(4), Items.event("e4", "mine")).expect(204);
        done("2 kept");
        there(4, "theirs");
        for (int time = 0; time < 2; time++) {
            assertThat(run()).isEqualTo(1);
            assertThat(fasti.out())
                    .contains("/alice/calendar/e 4.ics: was changed here, and has changed there since")
                    .contains("1 conflict")
                    .contains("1 kept")
                    .doesNotContain("e 3.ics");
            assertThat(fetched()).isEqualTo(1);
        }
        assertThat(here(3)).contains("mine");
        assertThat(here(4)).contains("mine");
        done("1 replaced", "--on-conflict", "replace");
        assertThat(here(4)).contains("theirs");
        done("1 kept");
        assertThat(fetched()).isZero();
    }

    @Test
    @DisplayName("What was deleted here stays so and is named, until everything is fetched again")
    void deletedHere() {
        done(ITEMS + " created");
        server.alice().send("DELETE", path(5)).expect(204);
        server.alice().send("DELETE", path(6)).expect(204);
        done("2 kept");
        assertThat(fasti.out()).contains("/alice/calendar/e 5.ics: was deleted here");
        there(6, "second");
        assertThat(run()).isEqualTo(1);
        assertThat(fasti.out()).contains("/alice/calendar/e 6.ics: was deleted here, and has changed there");
        server.alice().send("GET", path(6)).expect(404);
        done("2 created", "--fetch-all");
        assertThat(here(5)).contains("first");
        assertThat(here(6)).contains("second");
    }

    @Test
    @DisplayName("What has gone there is named and stays; --remove-gone removes it if it is as it was brought")
    void gone() {
        done(ITEMS + " created");
        remote.alice().send("DELETE", path(8)).expect(204);
        remote.alice().send("DELETE", path(9)).expect(204);
        server.alice().put(path(9), Items.event("e9", "mine")).expect(204);
        for (int time = 0; time < 2; time++) {
            done("2 gone");
            assertThat(fasti.out()).contains("/alice/calendar/e 8.ics: is no longer there");
        }
        done("1 kept, 1 removed", "--remove-gone", "--dry-run");
        assertThat(here(8)).contains("first");
        done("1 kept, 1 removed", "--remove-gone");
        assertThat(fasti.out()).contains("/alice/calendar/e 9.ics: is no longer there, but was changed here");
        server.alice().send("GET", path(8)).expect(404);
        assertThat(here(9)).contains("mine");
    }

    @Test
    @DisplayName("What is remembered may be lost or damaged: then it is fetched and compared")
    void forgotten() throws IOException {
        done(ITEMS + " created");
        Path cache = server.data().resolve("collection-root/alice/calendar/.fasti/cache");
        Path file;
        try (Stream<Path> files = Files.list(cache)) {
            file = files.filter(each -> each.getFileName().toString().startsWith("brought-"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> lines = Files.readAllLines(file);
        lines.set(5, lines.get(5).replace("e", "f"));
        lines.set(lines.size() - 1, "=\thalf a li");
        Files.write(file, lines);
        done("0 created, 0 replaced, " + ITEMS + " same");
        assertThat(fetched()).isEqualTo(1);
        Files.write(file, List.of("nothing of the kind"));
        done("0 created, 0 replaced, " + ITEMS + " same");
        assertThat(fetched()).isEqualTo(ITEMS);
        Files.delete(file);
        done("0 created, 0 replaced, " + ITEMS + " same");
        assertThat(fetched()).isEqualTo(ITEMS);
        done("0 created, 0 replaced, " + ITEMS + " same");
        assertThat(fetched()).isZero();
    }

    @Test
    @DisplayName(
            "It is the same without a running server, and a collection that was deleted here comes back as a whole")
    void withoutServer() {
        done(ITEMS + " created");
        server.alice().send("DELETE", "/alice/calendar/").expect(204);
        server.close();
        done(ITEMS + " created");
        there(1, "second");
        done("0 created, 1 replaced, " + (ITEMS - 1) + " same");
        assertThat(fetched()).isEqualTo(1);
    }
}
