package dev.fasti.server.method;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PUT: members that are too large (RFC 4791 section 5.3.2.1, RFC 6352 section 6.3.2.1)")
class PutSizeHttpTest {
    private static final int LIMIT = 2000;

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, Map.of("FASTI_LIMITS_MAX_RESOURCE_SIZE", Integer.toString(LIMIT)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] sized(String place, int size) {
        String frame = place.endsWith("contacts/") ? Items.card("big", "") : Items.event("big", "");
        String fill = "x".repeat(size - frame.length() - 9);
        return frame.replace("UID:", "X-FILL:" + fill + "\r\nUID:").getBytes(UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/alice/calendar/, a.ics, text/calendar, C", "/alice/contacts/, a.vcf, text/vcard, CR"})
    @DisplayName("a member of the announced size is taken, one octet more is max-resource-size, length told or not")
    void limit(String place, String name, String type, String prefix) {
        TestServer.Call call = server.alice().with("Content-Type", type);
        String property = prefix + ":max-resource-size";
        assertThat(call.propfind(place, 0, property).text(place, property)).isEqualTo(Integer.toString(LIMIT));
        byte[] largest = sized(place, LIMIT);
        byte[] larger = sized(place, LIMIT + 1);
        assertThat(largest).hasSize(LIMIT);

        call.send("PUT", place + name, largest).expect(201);
        call.sendChunked("PUT", place + name, largest).expect(204);
        String tag = call.send("HEAD", place + name).header("ETag").orElseThrow();

        Supplier<Answer> announced = () -> call.send("PUT", place + name, larger);
        Supplier<Answer> chunked = () -> call.sendChunked("PUT", place + name, larger);
        Supplier<Answer> elsewhere = () -> call.send("PUT", place + "b" + name, larger);
        announced.get().expectPrecondition(403, property);
        chunked.get().expectPrecondition(403, property);
        elsewhere.get().expectPrecondition(403, property);

        assertThat(call.send("GET", place + name).octets()).isEqualTo(largest);
        assertThat(call.send("HEAD", place + name).header("ETag")).contains(tag);
        call.send("GET", place + "b" + name).expect(404);
    }

    @Test
    @DisplayName("in a plain collection, which announces nothing, it is 413 (RFC 9110 15.5.14)")
    void plain() {
        server.alice().send("MKCOL", "/alice/plain/").expect(201);

        server.alice().send("PUT", "/alice/plain/a", new byte[LIMIT]).expect(201);
        server.alice().send("PUT", "/alice/plain/a", new byte[LIMIT + 1]).expect(413);
        server.alice().sendChunked("PUT", "/alice/plain/a", new byte[LIMIT + 1]).expect(413);

        assertThat(server.alice().send("GET", "/alice/plain/a").octets()).hasSize(LIMIT);
    }
}
