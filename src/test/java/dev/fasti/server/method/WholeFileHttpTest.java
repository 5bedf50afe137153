package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GET and HEAD of a calendar or an address book as a whole (RFC 4918 section 9.4)")
class WholeFileHttpTest extends OnServer {
    private static String zone(String offset) {
        return "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" + offset
                + "\r\nTZOFFSETTO:" + offset + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    }

    private static String zoned(String uid, String offset) {
        return Items.calendar(zone(offset) + "BEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Mine:20260102T100000\r\nEND:VEVENT\r\n");
    }

    private static void name(String path, String name) {
        alice.send(
                        "PROPPATCH",
                        path,
                        Xml.proppatch("<D:displayname>" + name
                                + "</D:displayname><I:calendar-color>#112233</I:calendar-color>"))
                .expect(207);
    }

    @Test
    @DisplayName(
            "a calendar is one iCalendar object with name, colour and each time zone once (RFC 5545 3.4, RFC 7986 5)")
    void calendar() {
        String path = calendar("whole");
        name(path, "Büro; Räume");
        put(path + "a.ics", zoned("a", "+0100"));
        put(path + "b.ics", zoned("b", "+0100"));
        put(path + "c.ics", Items.todo("c"));

        Answer answer = alice.send("GET", path).expect(200);

        assertThat(answer.header("Content-Type")).contains("text/calendar; charset=utf-8");
        assertThat(answer.header("Content-Disposition"))
                .contains("attachment; filename=\"B_ro; R_ume.ics\"; filename*=UTF-8''B%C3%BCro%3B%20R%C3%A4ume.ics");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(answer.body())
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
                .contains("NAME:Büro\\; Räume\r\n", "X-WR-CALNAME:Büro\\; Räume\r\n", "X-APPLE-CALENDAR-COLOR:#112233")
                .containsOnlyOnce("BEGIN:VCALENDAR\r\n")
                .containsOnlyOnce(zone("+0100"))
                .endsWith("END:VCALENDAR\r\n");
        assertThat(CalendarDocument.parse(answer.octets()).calendar().components())
                .hasSize(4);
    }

    @Test
    @DisplayName("two time zones of one name are two, and each event keeps its own (RFC 5545 3.6.5)")
    void zones() {
        String path = calendar("zones");
        put(path + "a.ics", zoned("a", "+0100"));
        put(path + "b.ics", zoned("b", "+0500"));
        put(path + "c.ics", zoned("c", "+0500"));
        put(path + "d.ics", zoned("d", "+0100"));

        assertThat(alice.send("GET", path).expect(200).body())
                .containsOnlyOnce(zone("+0100"))
                .containsOnlyOnce(zone("+0500").replace("TZID:Mine", "TZID:Mine-2"))
                .containsPattern("UID:a\r\n.*\r\nDTSTART;TZID=Mine:")
                .containsPattern("UID:b\r\n.*\r\nDTSTART;TZID=Mine-2:")
                .containsPattern("UID:c\r\n.*\r\nDTSTART;TZID=Mine-2:")
                .containsPattern("UID:d\r\n.*\r\nDTSTART;TZID=Mine:");
    }

    @Test
    @DisplayName(
            "an address book is its cards one after the other, without byte order marks, whatever their line ends were (RFC 6350 3.3)")
    void addressBook() {
        String path = addressBook("people");
        put(path + "a.vcf", Items.card("a", "Zoë"));
        put(path + "b.vcf", "\ufeff" + Items.card("b", "Yann").replace("\r\n", "\n"));

        Answer answer = alice.send("GET", path).expect(200);

        assertThat(answer.header("Content-Type")).contains("text/vcard; charset=utf-8");
        assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"people.vcf\"");
        assertThat(answer.body()).isEqualTo(Items.card("a", "Zoë") + Items.card("b", "Yann"));
    }

    @Test
    @DisplayName("an empty calendar is an object without components, an empty address book nothing at all")
    void empty() {
        assertThat(alice.send("GET", calendar("void")).expect(200).body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n");
        assertThat(alice.send("GET", addressBook("nobody")).expect(200).body()).isEmpty();
    }

    @Test
    @DisplayName("who has it already gets 304; items and what it is called make it another (RFC 9110 13.1.2)")
    void conditions() {
        String path = calendar("polled");
        String empty = tag(alice.send("GET", path).expect(200));
        assertThat(empty).startsWith("W/\"");
        Answer known = alice.with("If-None-Match", empty).send("GET", path).expect(304);
        assertThat(known.header("ETag")).contains(empty);
        alice.with("If-None-Match", empty).send("HEAD", path).expect(304);

        put(path + "a.ics", Items.event("a"));
        String filled = tag(alice.with("If-None-Match", empty).send("GET", path).expect(200));
        name(path, "Other");
        String named = tag(alice.with("If-None-Match", filled).send("GET", path).expect(200));
        alice.send("DELETE", path + "a.ics").expect(204);
        Answer last = alice.with("If-None-Match", named).send("GET", path).expect(200);

        String date = last.header("Last-Modified").orElseThrow();
        alice.with("If-Modified-Since", date).send("GET", path).expect(304);
        alice.with("If-Unmodified-Since", "Mon, 01 Jan 2001 00:00:00 GMT")
                .send("GET", path)
                .expect(412);
        alice.with("If-Match", tag(last)).send("GET", path).expect(412);
        alice.with("If-Match", "*").send("GET", path).expect(200);
        alice.with("If-None-Match", "junk").send("GET", path).expect(400);
    }

    @Test
    @DisplayName(
            "HEAD says what GET says, and no length that is not known (RFC 9110 9.3.2); a range is not heard (14.2)")
    void head() {
        String path = calendar("headed");
        put(path + "a.ics", Items.event("a"));
        Answer got = alice.send("GET", path).expect(200);
        Answer head = alice.send("HEAD", path).expect(200);
        for (String header : new String[] {"ETag", "Last-Modified", "Content-Type", "Content-Disposition"}) {
            assertThat(head.header(header)).as(header).isPresent().isEqualTo(got.header(header));
        }
        assertThat(head.header("Content-Length")).isEmpty();
        assertThat(head.body()).isEmpty();
        assertThat(alice.with("Range", "bytes=0-3")
                        .send("GET", path)
                        .expect(200)
                        .body())
                .isEqualTo(got.body());
    }

    @Test
    @DisplayName("it is compressed for who takes that, for its tag is weak (RFC 9110 8.8.1)")
    void compressed() throws IOException {
        String path = calendar("packed");
        for (int i = 0; i < 20; i++) {
            put(path + i + ".ics", Items.event("uid" + i));
        }
        Answer answer = alice.with("Accept-Encoding", "gzip").send("GET", path).expect(200);
        assertThat(answer.header("Content-Encoding")).contains("gzip");
        assertThat(answer.header("Vary").orElseThrow()).contains("Accept-Encoding");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.octets()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(alice.send("GET", path).body());
        }
        alice.with("If-None-Match", tag(answer)).send("GET", path).expect(304);
    }

    @Test
    @DisplayName("a broken item, and a copy of one, are left out, and break nothing else")
    void broken() throws IOException {
        String path = calendar("torn");
        put(path + "b.ics", Items.event("b"));
        Files.writeString(data.resolve("collection-root" + path + "a.ics"), "no calendar");
        Files.writeString(data.resolve("collection-root" + path + "c.ics"), Items.event("b", "Copy"));
        Files.write(data.resolve("collection-root" + path + "d.ics"), new byte[0]);
        String book = addressBook("worn");
        put(book + "b.vcf", Items.card("b", "Yann"));
        Files.writeString(data.resolve("collection-root" + book + "a.vcf"), "no card");
        alice.propfind(path, 1, "D:getetag");
        alice.propfind(book, 1, "D:getetag");

        assertThat(alice.send("GET", path).expect(200).body())
                .containsOnlyOnce("BEGIN:VEVENT")
                .contains("UID:b\r\n")
                .doesNotContain("Copy", "no calendar");
        assertThat(alice.send("GET", book).expect(200).body()).isEqualTo(Items.card("b", "Yann"));
    }

    @Test
    @DisplayName("it takes read; folders, homes and what leads there have no GET (RFC 3744 appendix B)")
    void access() {
        String path = calendar("lent");
        put(path + "a.ics", Items.event("a"));
        server.bob().send("GET", path).expectPrecondition(403, "D:need-privileges");
        alice.send("ACL", path, Aces.acl(Aces.grant(Aces.href("bob"), "C:read-free-busy")))
                .expect(200);
        server.bob().send("GET", path).expectPrecondition(403, "D:need-privileges");
        alice.send("ACL", path, Aces.acl(Aces.grant(Aces.href("bob"), "D:read")))
                .expect(200);
        server.bob().send("GET", path).expect(200);
        assertThat(server.bob()
                        .send("GET", "/bob/shared~alice~lent/")
                        .expect(200)
                        .body())
                .contains("UID:a\r\n");
        assertThat(allowed(alice.send("OPTIONS", path).expect(200))).contains("GET", "HEAD");
        alice.send("GET", folder("plainly")).expect(405);
        alice.send("GET", "/alice/").expect(405);
        server.nobody().send("GET", path).expect(401);
    }
}
