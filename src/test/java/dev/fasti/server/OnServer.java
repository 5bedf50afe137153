package dev.fasti.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One server for all tests of a class, and what they need to say that nothing has changed. */
abstract class OnServer {
    @TempDir
    static Path data;

    static TestServer server;

    /** Requests as alice. */
    static TestServer.Call alice;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        alice = server.alice();
        alice.send("OPTIONS", "/").expect(200);
        server.bob().send("OPTIONS", "/").expect(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A new calendar of alice's. */
    static String calendar(String name) {
        String path = "/alice/" + name + "/";
        alice.send("MKCALENDAR", path).expect(201);
        return path;
    }

    /** A new address book of alice's. */
    static String addressBook(String name) {
        String path = "/alice/" + name + "/";
        String types = "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>";
        alice.send("MKCOL", path, Xml.creation("D:mkcol", types)).expect(201);
        return path;
    }

    /** A new plain collection of alice's. */
    static String folder(String name) {
        String path = "/alice/" + name + "/";
        alice.send("MKCOL", path).expect(201);
        return path;
    }

    /** Puts a new member and gives its tag. */
    static String put(String path, String body) {
        return tag(alice.put(path, body).expect(201));
    }

    static String tag(Answer answer) {
        return answer.header("ETag").orElseThrow();
    }

    /** The current tag of a member. */
    static String tagOf(String path) {
        return tag(alice.send("HEAD", path).expect(200));
    }

    static String tokenOf(String collection) {
        return alice.propfind(collection, 0, "D:sync-token").text(collection, "D:sync-token");
    }

    static void assertAbsent(String path) {
        alice.with("Depth", "0").send("PROPFIND", path).expect(404);
    }

    /** Sends a request after which all that a client sees at these paths, and directly below, is as it was. */
    static Answer unchanged(Supplier<Answer> request, String... paths) {
        List<List<String>> before = Stream.of(paths).map(OnServer::seen).toList();
        Answer answer = request.get();
        assertThat(Stream.of(paths).map(OnServer::seen).toList()).isEqualTo(before);
        return answer;
    }

    /** Everything that there is to see: tags, tokens, dates and properties, or that there is nothing. */
    private static List<String> seen(String path) {
        String everything = Xml.document(
                "D:propfind",
                "<D:allprop/><D:include><D:sync-token/><CS:getctag/><C:calendar-timezone/><C:calendar-description/>"
                        + "<I:calendar-color/><I:calendar-order/><C:schedule-calendar-transp/>"
                        + "<C:supported-calendar-component-set/></D:include>");
        TestServer.Call owner = path.startsWith("/bob/") ? server.bob() : alice;
        Answer answer = owner.with("Depth", "1").send("PROPFIND", path, everything);
        assertThat(answer.status()).isIn(207, 404);
        return Stream.of(answer.body().split("(?=<D:response>|<response>)"))
                .sorted()
                .toList();
    }

    /** The methods that an answer's Allow lists. */
    static List<String> allowed(Answer answer) {
        return Stream.of(answer.header("Allow").orElseThrow().split(","))
                .map(String::strip)
                .toList();
    }

    /** A name as it stands in an href. */
    static String encoded(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '.';
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return out.toString();
    }
}
