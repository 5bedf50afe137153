package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PUT: places and conditions (RFC 9110 sections 9.3.4 and 13, RFC 4918 section 9.7)")
class PutHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";

    @Test
    @DisplayName("a new member is 201, a replaced one 204, each with its tag (RFC 9110 9.3.4)")
    void createsAndReplaces() {
        Answer created = alice.put(PLACE + "new.ics", Items.event("new")).expect(201);
        Answer replaced =
                alice.put(PLACE + "new.ics", Items.event("new", "Moved")).expect(204);

        assertThat(created.octets()).isEmpty();
        assertThat(replaced.octets()).isEmpty();
        assertThat(tag(replaced)).isNotEqualTo(tag(created)).isEqualTo(tagOf(PLACE + "new.ics"));
        assertThat(alice.send("GET", PLACE + "new.ics").body()).isEqualTo(Items.event("new", "Moved"));
    }

    @Test
    @DisplayName("the same octets again are 204 under the same tag (RFC 9110 8.8.3)")
    void same() {
        String tag = put(PLACE + "same.ics", Items.event("same"));

        assertThat(tag(alice.put(PLACE + "same.ics", Items.event("same")).expect(204)))
                .isEqualTo(tag);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | TAG | 204",
                "If-Match | \"x\", TAG | 204",
                "If-Match | * | 204",
                "If-Match | \"x\" | 412",
                "If-Match | W/TAG | 412",
                "If-Match | TAG\" | 400",
                "If-Match | plain | 400",
                "If-Match | , | 400",
                "If-None-Match | * | 412",
                "If-None-Match | TAG | 412",
                "If-None-Match | W/TAG | 412",
                "If-None-Match | \"x\" | 204",
                "If-None-Match | plain | 400",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 412",
                "If-Unmodified-Since | Fri, 01 Jan 2100 00:00:00 GMT | 204",
                "If-Unmodified-Since | never | 204",
                "If | ([TAG]) | 204",
                "If | (Not [TAG]) | 412"
            })
    @DisplayName("a condition on what is there holds, or the member stays as it is (RFC 9110 13.1, RFC 4918 10.4)")
    void conditions(String header, String value, int status) {
        String path = PLACE + "cond.ics";
        alice.put(path, Items.event("cond"));
        String tag = tagOf(path);
        TestServer.Call call = alice.with(header, value.replace("TAG", tag));

        Answer answer = status == 204
                ? call.put(path, Items.event("cond", "Second"))
                : unchanged(() -> call.put(path, Items.event("cond", "Second")), PLACE);

        answer.expect(status);
        assertThat(tagOf(path).equals(tag)).isEqualTo(status != 204);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match | * | 412",
                "If-Match | \"x\" | 412",
                "If-None-Match | * | 201",
                "If-None-Match | \"x\" | 201",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 201",
                "If | (<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2>) | 412"
            })
    @DisplayName("a condition on what is not there (RFC 9110 13.1)")
    void conditionsOnNothing(String header, String value, int status) {
        String path = PLACE + "cond-new.ics";
        TestServer.Call call = alice.with(header, value);

        Answer answer = status == 201
                ? call.put(path, Items.event("cond-new"))
                : unchanged(() -> call.put(path, Items.event("cond-new")), PLACE);

        answer.expect(status);
        if (status == 201) {
            alice.send("DELETE", path).expect(204);
        }
    }

    @Test
    @DisplayName("two writers with one tag: the second is refused and nothing of the first is lost (RFC 9110 13.1.1)")
    void lostUpdate() {
        String tag = put(PLACE + "lost.ics", Items.event("lost"));
        alice.with("If-Match", tag)
                .put(PLACE + "lost.ics", Items.event("lost", "First"))
                .expect(204);

        unchanged(() -> alice.with("If-Match", tag).put(PLACE + "lost.ics", Items.event("lost", "Second")), PLACE)
                .expect(412);

        assertThat(alice.send("GET", PLACE + "lost.ics").body()).contains("First");
    }

    @Test
    @DisplayName("of many writers at once with one tag, or with none, exactly one wins (RFC 9110 13.1.1, 13.1.2)")
    void race() {
        String path = PLACE + "race.ics";
        assertThat(together(alice.with("If-None-Match", "*"), path))
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
        String tag = tagOf(path);

        assertThat(together(alice.with("If-Match", tag), path))
                .containsOnlyOnce(204)
                .containsOnly(204, 412);
        assertThat(tagOf(path)).isNotEqualTo(tag);
    }

    private static List<Integer> together(TestServer.Call call, String path) {
        return IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> call.put(path, Items.event("race", call.hashCode() + "-" + i))
                        .status())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/principals/",
                "/principals/alice/",
                "/alice/",
                "/alice",
                "/alice/calendar/",
                "/alice/calendar",
                "/alice/contacts/"
            })
    @DisplayName("Thunderbird's ICS calendars: PUT never replaces a collection: 405 with Allow (RFC 4918 9.7.2)")
    void onCollections(String path) {
        put("/alice/calendar/kept" + path.hashCode() + ".ics", Items.event("kept" + path.hashCode()));

        Answer answer = unchanged(
                () -> alice.put(path, Items.event("all")).expect(405),
                "/alice/",
                "/alice/calendar/",
                "/alice/contacts/");

        assertThat(allowed(answer)).isNotEmpty().doesNotContain("PUT");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/alice/missing/a.ics, 409",
        "/alice/missing/deeper/a.ics, 409",
        "/alice/calendar/missing/a.ics, 409",
        "/alice/a.ics, 403",
        "/a.ics, 403",
        "/carol/calendar/a.ics, 403",
        "/bob/calendar/a.ics, 403",
        "/principals/a.ics, 403",
        "/principals/alice/a.ics, 403"
    })
    @DisplayName("without its collection a member is 409, where none can be 403 (RFC 4918 9.7.1, RFC 3744 7.1.1)")
    void places(String path, int status) {
        unchanged(() -> alice.put(path, Items.event("lost-" + status)), "/alice/", "/bob/", "/bob/calendar/")
                .expect(status);
    }

    @Test
    @DisplayName("a member below a member is 409: that is no collection (RFC 4918 9.7.1)")
    void belowMember() {
        put(PLACE + "leaf.ics", Items.event("leaf"));

        unchanged(() -> alice.put(PLACE + "leaf.ics/a.ics", Items.event("below")), PLACE)
                .expect(409);
    }

    @Test
    @DisplayName("Content-Range is 400: a part never becomes the whole (RFC 9110 14.5)")
    void contentRange() {
        put(PLACE + "whole.ics", Items.event("whole"));

        unchanged(
                        () -> alice.with("Content-Range", "bytes 0-9/100")
                                .put(PLACE + "whole.ics", Items.event("whole", "Part")),
                        PLACE)
                .expect(400);
    }

    @Test
    @DisplayName("a subscribed calendar takes no members, for they are kept elsewhere")
    void subscribed() {
        alice.send(
                        "MKCOL",
                        "/alice/subscribed/",
                        Xml.creation(
                                "D:mkcol",
                                "<D:resourcetype><D:collection/><CS:subscribed/></D:resourcetype>"
                                        + "<CS:source><D:href>https://example.com/a.ics</D:href></CS:source>"))
                .expect(201);

        unchanged(() -> alice.put("/alice/subscribed/a.ics", Items.event("a")), "/alice/subscribed/")
                .expect(403);
    }

    @Test
    @DisplayName("a plain collection takes octets of any kind, none included (RFC 4918 9.7.1)")
    void plain() {
        folder("anything");
        byte[] octets = {0, 1, 2, (byte) 0xff, (byte) 0xfe, '\r', '\n', 0};
        alice.with("Content-Type", "application/x-anything")
                .send("PUT", "/alice/anything/a.bin", octets)
                .expect(201);
        alice.send("PUT", "/alice/anything/none").expect(201);

        assertThat(alice.send("GET", "/alice/anything/a.bin").octets()).isEqualTo(octets);
        assertThat(alice.send("GET", "/alice/anything/none").octets()).isEmpty();
    }

    @Test
    @DisplayName("a new member and a replaced one are one change each, with the new tag (RFC 6578 3.5.1)")
    void synchronises() {
        String calendar = calendar("put-sync");
        String before = tokenOf(calendar);
        put(calendar + "a.ics", Items.event("a"));
        String tag =
                tag(alice.put(calendar + "a.ics", Items.event("a", "Again")).expect(204));

        Multistatus changes = alice.sync(calendar, before).multistatus();

        assertThat(changes.hrefs()).isEqualTo(List.of(calendar + "a.ics"));
        assertThat(changes.text(calendar + "a.ics", "D:getetag")).isEqualTo(tag);
        assertThat(changes.syncToken()).isEqualTo(tokenOf(calendar)).isNotEqualTo(before);
    }
}
