package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.Fasti;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Alice, whose calendar is shared, and Bob, whom it is shared with. */
abstract class SharingScene {
    static final String WORK = "/alice/work/";
    static final String MOUNT = "/bob/shared~alice~work/";

    @TempDir
    Path data;

    TestServer server;
    TestServer.Call alice;
    TestServer.Call bob;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        alice = server.alice();
        bob = server.bob();
        alice.send(
                        "MKCALENDAR",
                        WORK,
                        Xml.creation(
                                "C:mkcalendar",
                                "<D:displayname>Work</D:displayname><I:calendar-color>#FF0000FF</I:calendar-color>"))
                .expect(201);
        alice.put(WORK + "a.ics", Items.event("a", "One")).expect(201);
        bob.send("OPTIONS", "/").expect(200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    String run(int code, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        int result = Fasti.run(
                all.toArray(String[]::new),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        assertThat(result).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(code);
        return code == 0 ? out.toString(StandardCharsets.UTF_8) : err.toString(StandardCharsets.UTF_8);
    }

    void share(String whom, String level) {
        run(0, "share", "add", "alice/work", whom, level);
    }

    List<String> homeOfBob() {
        return bob.propfind("/bob/", 1, "D:resourcetype").hrefs();
    }
}
