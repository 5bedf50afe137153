package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GET and HEAD (RFC 9110 sections 9.3.1, 9.3.2, 13 and 14)")
class GetHttpTest extends OnServer {
    private static final String PATH = "/alice/calendar/there.ics";
    private static final String BODY = Items.event("there");
    private static final int SIZE = BODY.length();

    private static String tag;
    private static String modified;

    @BeforeAll
    static void fill() {
        tag = put(PATH, BODY);
        put("/alice/contacts/there.vcf", Items.card("there", "There"));
        String plain = folder("plain");
        for (String name : List.of("a.txt", "a.html", "a.png", "a")) {
            alice.send("PUT", plain + name, "text").expect(201);
        }
        modified = alice.send("GET", PATH).header("Last-Modified").orElseThrow();
    }

    @Test
    @DisplayName("a member comes with its octets, tag, date, type and length (RFC 4791 5.3.4)")
    void gets() {
        Answer answer = alice.send("GET", PATH).expect(200);

        assertThat(answer.body()).isEqualTo(BODY);
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(SIZE));
        assertThat(answer.header("Accept-Ranges")).contains("bytes");
        assertThat(alice.propfind(PATH, 0, "D:getlastmodified").text(PATH, "D:getlastmodified"))
                .isEqualTo(answer.header("Last-Modified").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/alice/plain/a.html"})
    @DisplayName("what somebody else may have written does not act in a browser as a page of the server's own")
    void inert(String path) {
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = alice.send(method, path).expect(200);
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; sandbox");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    @DisplayName(
            "a folder that somebody made inside a calendar is nothing (RFC 4791 4.2), in a plain one it is a collection")
    void foldersOfOthers() throws IOException {
        folder("around");
        for (String path : List.of("/alice/calendar/", "/alice/around/")) {
            Files.createDirectory(data.resolve("collection-root" + path + "inner"));
        }
        alice.with("Depth", "0").send("PROPFIND", "/alice/calendar/inner/").expect(404);
        alice.with("Depth", "0").send("PROPFIND", "/alice/around/inner/").expect(207);
    }

    @Test
    @DisplayName("a file that somebody else left in a home can be read there, and nobody can write to it")
    void fileInHome() throws IOException {
        Files.writeString(data.resolve("collection-root/alice/stray.ics"), Items.event("stray"));
        alice.send("GET", "/alice/stray.ics").expect(200);
        alice.put("/alice/stray.ics", Items.event("stray", "Other")).expect(403);
        assertThat(data.resolve("collection-root/alice/stray.ics")).hasContent(Items.event("stray"));
    }

    @Test
    @DisplayName(
            "caches keep it for one user and ask each time, proxies leave it as it is (RFC 9111 5.2.2.4, 5.2.2.6, 5.2.2.7)")
    void caches() {
        assertThat(alice.send("GET", PATH).header("Cache-Control")).contains("private, no-cache, no-transform");
        Answer known = alice.with("If-None-Match", tag).send("GET", PATH).expect(304);
        assertThat(known.header("Cache-Control")).contains("private, no-cache, no-transform");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/alice/calendar/there.ics, text/calendar; charset=utf-8",
        "/alice/contacts/there.vcf, text/vcard; charset=utf-8",
        "/alice/plain/a.txt, text/plain",
        "/alice/plain/a.html, text/html",
        "/alice/plain/a.png, image/png",
        "/alice/plain/a, application/octet-stream"
    })
    @DisplayName("the content type is that of the collection, or else of the name (RFC 9110 8.3)")
    void types(String path, String type) {
        assertThat(alice.send("GET", path).header("Content-Type")).contains(type);
        assertThat(alice.propfind(path, 0, "D:getcontenttype").text(path, "D:getcontenttype"))
                .isEqualTo(type);
    }

    @Test
    @DisplayName("HEAD has the header of GET and no body (RFC 9110 9.3.2)")
    void head() {
        Answer get = alice.send("GET", PATH).expect(200);
        Answer head = alice.send("HEAD", PATH).expect(200);

        assertThat(head.octets()).isEmpty();
        for (String header : List.of("ETag", "Last-Modified", "Content-Type", "Content-Length", "Accept-Ranges")) {
            assertThat(head.header(header)).as(header).isPresent().isEqualTo(get.header(header));
        }
    }

    @Test
    @DisplayName("HEAD takes conditions as GET does, and no ranges (RFC 9110 13.2.1, 14.2)")
    void headConditions() {
        alice.with("If-None-Match", tag).send("HEAD", PATH).expect(304);
        alice.with("If-Match", "\"x\"").send("HEAD", PATH).expect(412);
        Answer whole = alice.with("Range", "bytes=0-1").send("HEAD", PATH).expect(200);
        assertThat(whole.header("Content-Range")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TAG", "W/TAG", "\"x\", TAG", "\"x\",W/TAG , \"y\"", "*"})
    @DisplayName("If-None-Match with the tag, weak or among others, is 304 with the tag and no body (RFC 9110 13.1.2)")
    void notModified(String header) {
        Answer answer = alice.with("If-None-Match", header.replace("TAG", tag))
                .send("GET", PATH)
                .expect(304);

        assertThat(answer.octets()).isEmpty();
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Content-Length")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\"x\"", "W/\"x\", \"y\""})
    @DisplayName("If-None-Match with other tags is 200, and outranks a date (RFC 9110 13.2.2)")
    void modifiedByTag(String header) {
        alice.with("If-None-Match", header)
                .with("If-Modified-Since", modified)
                .send("GET", PATH)
                .expect(200);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TAG | 200",
                "\"x\", TAG | 200",
                "* | 200",
                "\"x\" | 412",
                "W/TAG | 412",
                "unquoted | 400",
                "\"open | 400"
            })
    @DisplayName("If-Match compares strongly; what fails is 412, what is no tag 400 (RFC 9110 13.1.1)")
    void match(String header, int status) {
        Answer answer = alice.with("If-Match", header.replace("TAG", tag)).send("GET", PATH);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().equals(BODY)).isEqualTo(status == 200);
    }

    @Test
    @DisplayName(
            "If-Modified-Since is 304 at the date and after, 200 before, and ignored if it is none (RFC 9110 13.1.3)")
    void modifiedSince() {
        alice.with("If-Modified-Since", modified).send("GET", PATH).expect(304);
        alice.with("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .send("GET", PATH)
                .expect(304);
        alice.with("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                .send("GET", PATH)
                .expect(200);
        alice.with("If-Modified-Since", "lately").send("GET", PATH).expect(200);
    }

    @Test
    @DisplayName("If-Unmodified-Since is 412 before the date, and gives way to If-Match (RFC 9110 13.1.4)")
    void unmodifiedSince() {
        TestServer.Call old = alice.with("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT");

        alice.with("If-Unmodified-Since", modified).send("GET", PATH).expect(200);
        old.send("GET", PATH).expect(412);
        old.with("If-Match", tag).send("GET", PATH).expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=15-20, 15, 20",
        "bytes=100-, 100, END",
        "bytes=-7, LAST7, END",
        "bytes=0-99999, 0, END",
        "bytes=-99999, 0, END"
    })
    @DisplayName("a first, a middle and a last range are 206 with their octets (RFC 9110 14.2)")
    void ranges(String range, String from, String to) {
        int first = from.equals("LAST7") ? SIZE - 7 : Integer.parseInt(from);
        int last = to.equals("END") ? SIZE - 1 : Integer.parseInt(to);

        Answer answer = alice.with("Range", range).send("GET", PATH).expect(206);

        assertThat(answer.header("Content-Range")).contains("bytes " + first + "-" + last + "/" + SIZE);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(last - first + 1));
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.octets()).isEqualTo(Arrays.copyOfRange(BODY.getBytes(), first, last + 1));
    }

    @Test
    @DisplayName("a range past the end is 416 with the length, never a 206 (RFC 9110 15.5.17)")
    void pastTheEnd() {
        for (String range : List.of("bytes=" + SIZE + "-", "bytes=99999-100000", "bytes=-0")) {
            Answer answer = alice.with("Range", range).send("GET", PATH).expect(416);

            assertThat(answer.header("Content-Range")).as(range).contains("bytes */" + SIZE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=5-1", "lines=1-2", "bytes=x"})
    @DisplayName("several ranges, malformed ones and other units are answered with the whole (RFC 9110 14.2)")
    void wholeInstead(String range) {
        Answer answer = alice.with("Range", range).send("GET", PATH).expect(200);

        assertThat(answer.body()).isEqualTo(BODY);
        assertThat(answer.header("Content-Range")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TAG | 206",
                "DATE | 200",
                "\"x\" | 200",
                "W/TAG | 200",
                "Thu, 01 Jan 1970 00:00:00 GMT | 200",
                "rubbish | 200"
            })
    @DisplayName("If-Range gives the range of that very version, else the whole (RFC 9110 13.1.5)")
    void ifRange(String validator, int status) {
        Answer answer = alice.with("Range", "bytes=0-4")
                .with("If-Range", validator.replace("TAG", tag).replace("DATE", modified))
                .send("GET", PATH);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 206 ? BODY.substring(0, 5) : BODY);
    }

    @Test
    @DisplayName("a stale If-Range outranks a range past the end: 200, not 416 (RFC 9110 13.1.5)")
    void staleIfRange() {
        alice.with("Range", "bytes=99999-")
                .with("If-Range", "\"x\"")
                .send("GET", PATH)
                .expect(200);
    }

    @Test
    @DisplayName("304 outranks a range (RFC 9110 13.2.2)")
    void notModifiedOverRange() {
        alice.with("Range", "bytes=0-4")
                .with("If-None-Match", tag)
                .send("GET", PATH)
                .expect(304);
    }

    @Test
    @DisplayName("an empty member has no range, and is 200 without one (RFC 9110 14.1.2)")
    void empty() {
        alice.send("PUT", "/alice/plain/empty", "").expect(201);

        assertThat(alice.send("GET", "/alice/plain/empty").expect(200).octets()).isEmpty();
        alice.with("Range", "bytes=0-").send("GET", "/alice/plain/empty").expect(416);
    }
}
