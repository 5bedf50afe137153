package dev.fasti.server.method;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import dev.fasti.store.condition.ETag;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PUT: what calendars and address books take in (RFC 4791 section 5.3.2.1, RFC 6352 section 6.3.2.1)")
class PutDataHttpTest extends OnServer {
    private static final String PLACE = "/alice/calendar/";
    private static final String BOOK = "/alice/contacts/";
    private static final String TIMES = "DTSTAMP:20260101T000000Z\r\nDTSTART:20260102T100000Z\r\n";

    private static String event(String more) {
        return Items.calendar("BEGIN:VEVENT\r\n" + TIMES + more + "END:VEVENT\r\n");
    }

    private static String card(String more) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + more + "END:VCARD\r\n";
    }

    /** What sloppy and wilful clients send, all of it to be kept to the octet. */
    static Stream<Arguments> kept() {
        String bare = Items.event("bare").replace("\r\n", "\n");
        return Map.ofEntries(
                        Map.entry("bare line feeds", bare),
                        Map.entry("bare carriage returns", Items.event("cr").replace("\r\n", "\r")),
                        Map.entry("a BOM", "\uFEFF" + Items.event("bom")),
                        Map.entry("blank lines", Items.event("blank").replace("SUMMARY", "\r\n\r\nSUMMARY")),
                        Map.entry("no line end at the end", Items.event("end").strip()),
                        Map.entry("blank lines at the end", Items.event("tail") + "\r\n\r\n"),
                        Map.entry("control characters", Items.event("control", "a\u0008b\u000cc\u001bd")),
                        Map.entry("lines folded within a character", Items.event("fold", "x".repeat(80) + "ü")),
                        Map.entry("no UID", event("SUMMARY:Imported\r\n")),
                        Map.entry(
                                "a repeated PRODID",
                                Items.event("twice")
                                        .replace("VERSION:2.0", "VERSION:2.0\r\nPRODID:-//Other//EN\r\nVERSION:2.0")),
                        Map.entry(
                                "an override without its master",
                                event("UID:lone\r\nRECURRENCE-ID:20260102T100000Z\r\n")),
                        Map.entry(
                                "EXDATE of another type than DTSTART",
                                event("UID:exdate\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260103\r\n")),
                        Map.entry(
                                "Thunderbird's DTEND and DURATION",
                                event("UID:both\r\nDTEND:20260102T100000Z\r\nDURATION:PT0S\r\n")),
                        Map.entry(
                                "Evolution's floating UNTIL",
                                event("UID:until\r\nRRULE:FREQ=DAILY;UNTIL=20260105T100000\r\n")),
                        Map.entry("X-MOZ-LASTACK", event("UID:moz\r\nX-MOZ-LASTACK:20260102T100000Z\r\n")),
                        Map.entry(
                                "RELATED-TO and X-APPLE-SORT-ORDER",
                                Items.todo("todo")
                                        .replace("SUMMARY", "RELATED-TO:parent\r\nX-APPLE-SORT-ORDER:5\r\nSUMMARY")))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    static Stream<Arguments> keptCards() {
        return Map.ofEntries(
                        Map.entry("vCard 4.0", Items.card("four", "Four").replace("3.0", "4.0")),
                        Map.entry("no FN", card("UID:nofn\r\nN:Doe;Jane;;;\r\n")),
                        Map.entry(
                                "a repeated REV",
                                card("UID:rev\r\nFN:R\r\nN:R;;;;\r\n"
                                        + "REV:20260101T000000Z\r\nREV:20260102T000000Z\r\n")),
                        Map.entry(
                                "InfCloud's PHOTO",
                                card("UID:photo\r\nFN:P\r\nN:P;;;;\r\n"
                                        + "PHOTO;ENCODING=b;TYPE=JPEG:data:image/jpeg;base64,AAAA\r\n")),
                        Map.entry(
                                "quoted-printable",
                                card("UID:qp\r\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen\r\n"
                                        + "N;ENCODING=QUOTED-PRINTABLE:=C3=BC;J;;;\r\n")),
                        Map.entry(
                                "KIND:group",
                                card("UID:g1\r\nFN:G\r\nN:G;;;;\r\nKIND:group\r\n")
                                        .replace("3.0", "4.0")),
                        Map.entry(
                                "Apple's groups",
                                card(
                                        "UID:g2\r\nFN:G\r\nN:G;;;;\r\n"
                                                + "X-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a\r\n")),
                        Map.entry(
                                "a birthday in 1604",
                                card("UID:b\r\nFN:B\r\nN:B;;;;\r\n" + "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n")),
                        Map.entry("bare line feeds", Items.card("lf", "Lf").replace("\r\n", "\n")),
                        Map.entry("a BOM", "\uFEFF" + Items.card("bom", "Bom")))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static void assertKept(String path, String text) {
        byte[] octets = text.getBytes(UTF_8);
        String type = path.startsWith(BOOK) ? "text/vcard" : "text/calendar";

        Answer put = alice.with("Content-Type", type).send("PUT", path, octets).expect(201);
        Answer get = alice.send("GET", path).expect(200);

        assertThat(get.octets()).isEqualTo(octets);
        assertThat(tag(put)).isEqualTo(tag(get)).isEqualTo(ETag.of(octets).value());
        alice.send("DELETE", path).expect(204);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    @DisplayName("a calendar object is kept to the octet, under the digest of it (RFC 4791 5.3.4)")
    void keeps(String what, String text) {
        assertThat(what).isNotBlank();
        assertKept(PLACE + "kept.ics", text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keptCards")
    @DisplayName("a card is kept to the octet, under the digest of it (RFC 6352 6.3.2.3)")
    void keepsCards(String what, String text) {
        assertThat(what).isNotBlank();
        assertKept(BOOK + "kept.vcf", text);
    }

    @Test
    @DisplayName("a journal entry goes where VJOURNAL is allowed (RFC 4791 5.2.3)")
    void journal() {
        String path = calendar("journals") + "j.ics";

        alice.put(path, Items.calendar("BEGIN:VJOURNAL\r\nUID:j\r\nDTSTAMP:20260101T000000Z\r\nEND:VJOURNAL\r\n"))
                .expect(201);
        assertThat(alice.send("GET", path).body()).contains("VJOURNAL");
    }

    private static void assertRefused(String path, String body, String precondition) {
        unchanged(() -> alice.put(path, body), PLACE, BOOK).expectPrecondition(403, precondition);
        String there = path.replace("new.", "there.");
        alice.put(there, path.startsWith(BOOK) ? Items.card("there", "There") : Items.event("there"));
        unchanged(() -> alice.put(there, body), PLACE, BOOK).expectPrecondition(403, precondition);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "hello",
                "BEGIN:VCALENDAR",
                "BEGIN:VCARD\r\nEND:VCARD\r\n",
                "<html/>",
                "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"
            })
    @DisplayName("what is no iCalendar is valid-calendar-data (RFC 4791 5.3.2.1)")
    void notCalendar(String body) {
        assertRefused(PLACE + "new.ics", body, "C:valid-calendar-data");
    }

    @Test
    @DisplayName("nothing at all is valid-calendar-data, or valid-address-data (RFC 4791 5.3.2.1, RFC 6352 6.3.2.1)")
    void nothing() {
        assertRefused(PLACE + "new.ics", "", "C:valid-calendar-data");
        assertRefused(BOOK + "new.vcf", "", "CR:valid-address-data");
    }

    static Stream<Arguments> unfit() {
        String one = "BEGIN:VEVENT\r\nUID:one\r\n" + TIMES + "END:VEVENT\r\n";
        return Stream.of(
                Arguments.of("two UIDs", Items.calendar(one + one.replace("UID:one", "UID:two"))),
                Arguments.of(
                        "two types",
                        Items.calendar(one + "BEGIN:VTODO\r\nUID:one\r\nDTSTAMP:20260101T000000Z\r\nEND:VTODO\r\n")),
                Arguments.of("a METHOD", Items.event("one").replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:REQUEST")),
                Arguments.of("no component", Items.calendar("")),
                Arguments.of("two calendars", Items.event("one") + Items.event("one")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    @DisplayName("what breaks the rules of calendar objects is valid-calendar-object-resource (RFC 4791 4.1, 5.3.2.1)")
    void notObject(String what, String body) {
        assertThat(what).isNotBlank();
        assertRefused(PLACE + "new.ics", body, "C:valid-calendar-object-resource");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "X-THING"})
    @DisplayName("a component that the calendar does not take is supported-calendar-component (RFC 4791 5.3.2.1)")
    void component(String component) {
        String body = Items.calendar(
                "BEGIN:" + component + "\r\nUID:c\r\nDTSTAMP:20260101T000000Z\r\nEND:" + component + "\r\n");
        assertRefused(PLACE + "new.ics", body, "C:supported-calendar-component");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/json", "text/plain", "text/vcard", "application/calendar+xml", "image/png"})
    @DisplayName("another media type is supported-calendar-data (RFC 4791 5.3.2.1)")
    void calendarType(String type) {
        unchanged(() -> alice.with("Content-Type", type).send("PUT", PLACE + "typed.ics", Items.event("typed")), PLACE)
                .expectPrecondition(403, "C:supported-calendar-data");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {"text/calendar", "TEXT/Calendar; charset=\"utf-8\"; component=vevent", "application/octet-stream"
            })
    @DisplayName(
            "text/calendar in any spelling is taken, and what the client does not know is looked at (RFC 9110 8.3)")
    void takenTypes(String type) {
        alice.with("Content-Type", type)
                .send("PUT", PLACE + "taken.ics", Items.event("taken"))
                .expect(201);
        alice.send("DELETE", PLACE + "taken.ics").expect(204);
        alice.send("PUT", PLACE + "taken.ics", Items.event("taken")).expect(201);
        alice.send("DELETE", PLACE + "taken.ics").expect(204);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"hello", "BEGIN:VCARD", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"})
    @DisplayName("what is no vCard is valid-address-data (RFC 6352 6.3.2.1)")
    void notCard(String body) {
        assertRefused(BOOK + "new.vcf", body, "CR:valid-address-data");
    }

    @Test
    @DisplayName("two cards are not one resource: valid-address-data (RFC 6352 5.1)")
    void twoCards() {
        assertRefused(BOOK + "new.vcf", Items.card("a", "A") + Items.card("b", "B"), "CR:valid-address-data");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"application/json", "text/calendar", "application/vcard+json"})
    @DisplayName("another media type is supported-address-data (RFC 6352 6.3.2.1)")
    void addressType(String type) {
        unchanged(() -> alice.with("Content-Type", type).send("PUT", BOOK + "typed.vcf", Items.card("t", "T")), BOOK)
                .expectPrecondition(403, "CR:supported-address-data");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/alice/calendar/, ics, C", "/alice/contacts/, vcf, CR"})
    @DisplayName(
            "a second member with a UID, and another UID for a member, are no-uid-conflict with the href (RFC 4791 5.3.2.1)")
    void uidConflict(String place, String ending, String prefix) {
        String holder = place + "h%20%40." + ending;
        String other = place + "other-holder." + ending;
        boolean isCard = ending.equals("vcf");
        put(holder, isCard ? Items.card("held", "One") : Items.event("held"));
        put(other, isCard ? Items.card("other", "One") : Items.event("other"));
        String body = isCard ? Items.card("held", "Two") : Items.event("held", "Two");

        for (String path : new String[] {place + "second." + ending, other}) {
            Answer answer = unchanged(() -> alice.put(path, body), place);
            answer.expectPrecondition(403, prefix + ":no-uid-conflict");
            assertThat(Xml.find(answer.xml(), "/D:error/" + prefix + ":no-uid-conflict/D:href")
                            .get(0)
                            .getTextContent())
                    .isEqualTo(holder);
        }
        alice.put(holder, body).expect(204);
        alice.send("DELETE", holder).expect(204);
        unchanged(() -> alice.put(other, body), place).expectPrecondition(403, prefix + ":no-uid-conflict");
        alice.put(place + "second." + ending, body).expect(201);
    }

    @Test
    @DisplayName("one UID may be in two calendars, for it is unique in a collection only (RFC 4791 4.1)")
    void uidElsewhere() {
        put(PLACE + "twin.ics", Items.event("twin"));
        put(calendar("twins") + "twin.ics", Items.event("twin"));
    }
}
