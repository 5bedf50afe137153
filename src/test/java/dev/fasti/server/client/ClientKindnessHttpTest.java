package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What single clients get that the standards do not ask for. */
class ClientKindnessHttpTest {
    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("Thunderbird: its address books recover from a 400 only, with the same element")
    void thunderbirdAddressBook() {
        server.alice().put("/alice/contacts/a.vcf", Items.card("a", "A")).expect(201);
        String token = server.alice().sync("/alice/calendar/", "").multistatus().syncToken();
        TestServer.Call thunderbird = server.alice()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0");
        thunderbird.sync("/alice/contacts/", "junk").expectPrecondition(400, "D:valid-sync-token");
        thunderbird.sync("/alice/contacts/", token).expectPrecondition(400, "D:valid-sync-token");
        thunderbird.sync("/alice/calendar/", "junk").expectPrecondition(403, "D:valid-sync-token");
        assertThat(thunderbird.sync("/alice/contacts/", "").multistatus().hrefs())
                .contains("/alice/contacts/a.vcf");
    }

    @Test
    @DisplayName(
            "Radicale's handbook: its curl commands, whose body is a DAV:create said to be a form, make collections")
    void radicaleCurl() {
        TestServer.Call curl = server.alice().with("Content-Type", "application/x-www-form-urlencoded");
        String calendar = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                + "<D:displayname>Garden</D:displayname>";
        String book = "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>";
        curl.send("MKCOL", "/alice/garden", Xml.creation("D:create", calendar)).expect(201);
        curl.send("MKCOL", "/alice/guests", Xml.creation("D:create", book)).expect(201);
        curl.send("MKCALENDAR", "/alice/tasks", Xml.creation("C:mkcalendar", ""))
                .expect(201);
        assertThat(server.alice()
                        .propfind("/alice/garden/", 0, "D:displayname")
                        .text("/alice/garden/", "D:displayname"))
                .isEqualTo("Garden");
        server.alice().put("/alice/garden/a.ics", Items.event("a", "Weeds")).expect(201);
        server.alice().put("/alice/guests/a.vcf", Items.card("a", "A")).expect(201);
        server.alice().put("/alice/tasks/a.ics", Items.event("a", "Hoe")).expect(201);
        curl.send("MKCOL", "/alice/form/", "name=form").expect(400);
        curl.send("MKCOL", "/alice/form/", Xml.creation("D:other", book)).expect(415);
        server.alice().send("PROPFIND", "/alice/form/").expect(404);
    }

    @Test
    @DisplayName("Thunderbird: a path of another server is 404, there or not, so that it looks at the well-known name")
    void thunderbirdOldPath() {
        server.bob().send("OPTIONS", "/").expect(200);
        String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0";
        TestServer.Call thunderbird = server.alice().with("User-Agent", agent).with("Depth", "0");
        for (String path : new String[] {"/remote.php/dav/", "/caldav", "/bob/", "/bob/calendar/", "/bob/none/"}) {
            assertThat(thunderbird.send("PROPFIND", path).expect(404).body())
                    .as(path)
                    .isEqualTo("not found\n");
            server.alice().with("Depth", "0").send("PROPFIND", path).expectPrecondition(403, "D:need-privileges");
            server.nobody().with("User-Agent", agent).send("PROPFIND", path).expect(401);
        }
        thunderbird.send("PROPFIND", "/.well-known/caldav").expect(301);
        thunderbird.send("GET", "/bob/calendar/").expect(403);
    }

    @Test
    @DisplayName(
            "GNOME Online Accounts: a path of another server is 404, there or not, as it takes 403 for a wrong password")
    void gnomeOldPath() {
        server.bob().send("OPTIONS", "/").expect(200);
        String agent = "gnome-online-accounts/3.54.1 libsoup/3.6.0";
        TestServer.Call gnome = server.alice().with("User-Agent", agent);
        for (String path : new String[] {"/remote.php/dav", "/bob/", "/bob/calendar/", "/bob/none/"}) {
            gnome.send("OPTIONS", path).expect(404);
            server.alice().send("OPTIONS", path).expectPrecondition(403, "D:need-privileges");
            server.nobody().with("User-Agent", agent).send("OPTIONS", path).expect(401);
        }
        gnome.send("OPTIONS", "/.well-known/carddav").expect(301);
        assertThat(gnome.send("OPTIONS", "/").expect(200).header("DAV").orElseThrow())
                .contains("1, ", "calendar-access", "addressbook");
    }

    @Test
    @DisplayName("macOS: a subscription that is made by MKCALENDAR is one, with all that macOS says of it")
    void macSubscription() {
        String path = "/alice/8E2D2C0B-SUBSCRIPTION/";
        String set = "<C:supported-calendar-component-set><C:comp name='VEVENT'/></C:supported-calendar-component-set>"
                + "<CS:subscribed-strip-alarms/><CS:subscribed-strip-attachments/><CS:subscribed-strip-todos/>"
                + "<D:resourcetype><CS:subscribed/><D:collection/></D:resourcetype>"
                + "<I:calendar-color symbolic-color='green'>#63DA38FF</I:calendar-color><I:refreshrate>P1D</I:refreshrate>"
                + "<CS:source><D:href>webcal://example.org/holidays.ics</D:href></CS:source>"
                + "<D:displayname>Holidays</D:displayname>";
        assertThat(server.alice().send("OPTIONS", "/alice/").header("DAV").orElseThrow())
                .contains("calendarserver-subscribed");
        server.alice()
                .send("MKCALENDAR", path, Xml.creation("C:mkcalendar", set))
                .expect(201);
        Multistatus made = server.alice()
                .propfind(
                        path,
                        0,
                        "D:resourcetype",
                        "CS:source",
                        "CS:subscribed-strip-alarms",
                        "I:calendar-color",
                        "I:refreshrate",
                        "D:displayname");
        assertThat(Xml.find(made.property(path, "D:resourcetype").orElseThrow(), "*"))
                .extracting(Element::getLocalName)
                .containsExactlyInAnyOrder("collection", "subscribed");
        assertThat(Xml.find(made.property(path, "CS:source").orElseThrow(), "D:href")
                        .get(0)
                        .getTextContent())
                .isEqualTo("webcal://example.org/holidays.ics");
        assertThat(made.text(path, "CS:subscribed-strip-alarms")).isEmpty();
        assertThat(made.text(path, "I:calendar-color")).isEqualTo("#63DA38FF");
        assertThat(made.text(path, "I:refreshrate")).isEqualTo("P1D");
        assertThat(made.text(path, "D:displayname")).isEqualTo("Holidays");
        server.alice().put(path + "a.ics", Items.event("a")).expect(403);
    }

    @Test
    @DisplayName(
            "Evolution: the principal that an attendee's address finds tells when its owner is busy (RFC 4791 7.10)")
    void evolutionFreeBusy() {
        String event = "BEGIN:VEVENT\r\nUID:busy\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260910T090000Z\r\n"
                + "DTEND:20260910T100000Z\r\nSUMMARY:Secret\r\nEND:VEVENT\r\n";
        server.alice().put("/alice/calendar/busy.ics", Items.calendar(event)).expect(201);

        Answer own = freeBusy(server.alice(), "/principals/alice/").expect(200);
        assertThat(own.header("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(own.body())
                .contains("FREEBUSY;FBTYPE=BUSY:20260910T090000Z/20260910T100000Z")
                .doesNotContain("Secret");
    }

    @Test
    @DisplayName(
            "Evolution: who may know nothing of somebody is not told that they are free, but 404; a granted calendar answers")
    void evolutionFreeBusyOfOthers() {
        server.alice().put("/alice/calendar/busy.ics", Items.event("busy")).expect(201);
        freeBusy(server.bob(), "/principals/alice/").expect(404);
        freeBusy(server.alice(), "/principals/nobody/").expect(404);
        freeBusy(server.alice(), "/principals/").expectPrecondition(403, "D:supported-report");

        String bob = "<D:href>/principals/bob/</D:href>";
        server.alice()
                .send("ACL", "/alice/calendar/", Aces.acl(Aces.grant(bob, "C:read-free-busy")))
                .expect(200);
        freeBusy(server.bob(), "/principals/alice/").expect(200);
    }

    private static Answer freeBusy(TestServer.Call who, String principal) {
        String range = "<C:time-range start=\"20260910T000000Z\" end=\"20260911T000000Z\"/>";
        return who.with("User-Agent", "Evolution/3.46.4")
                .with("Depth", "infinity")
                .send("REPORT", principal, Xml.document("C:free-busy-query", range));
    }

    @Test
    @DisplayName(
            "Outlook CalDav Synchronizer: a calendar that others may only read is not read-only to its owner (RFC 3744 5.5)")
    void outlookOwner() {
        server.bob().send("OPTIONS", "/").expect(200);
        server.alice()
                .send("ACL", "/alice/calendar/", Aces.acl(Aces.grant(Aces.href("bob"), "D:read")))
                .expect(200);
        TestServer.Call outlook = server.alice().with("User-Agent", "CalDavSynchronizer/4.5");
        Multistatus list = outlook.propfind("/alice/calendar/", 0, "D:acl");
        Element owner = Xml.find(list.property("/alice/calendar/", "D:acl").orElseThrow(), "D:ace")
                .get(0);
        assertThat(Xml.find(owner, "D:grant/D:privilege/*"))
                .extracting(Element::getLocalName)
                .contains("all", "read", "write")
                .doesNotContain("schedule-send");
        Multistatus others = server.alice().propfind("/alice/calendar/", 0, "D:acl");
        assertThat(Xml.find(others.document(), "//D:privilege/D:write")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "macOS/15.5 (24F74) AddressBookCore/2695.500.71",
                "Mac OS X/10.13.1 (17B48) AddressBook/1806",
                "iOS/17.5.1 (21F90) dataaccessd/1.0",
            })
    @DisplayName(
            "macOS, iOS: a card of 4.0, as DAVx5 writes it, comes as one of 3.0, the only one they read (RFC 6352 10.4)")
    void appleContacts(String agent) {
        String path = "/alice/contacts/four.vcf";
        String four = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:four\r\nFN:Four\r\nN:;Four;;;\r\nBDAY:--0820\r\nEND:VCARD\r\n";
        server.alice().put(path, four).expect(201);
        server.alice()
                .put("/alice/contacts/three.vcf", Items.card("three", "Three"))
                .expect(201);
        TestServer.Call apple = server.alice().with("User-Agent", agent);
        Multistatus cards = cards(apple, "<CR:address-data/>");
        assertThat(cards.text(path, "CR:address-data"))
                .contains("VERSION:3.0", "FN:Four", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-08-20");
        assertThat(cards.text("/alice/contacts/three.vcf", "CR:address-data")).isEqualTo(Items.card("three", "Three"));
        assertThat(cards(apple, "<CR:address-data version=\"4.0\"/>").text(path, "CR:address-data"))
                .contains("VERSION:4.0", "BDAY:--0820");
        assertThat(cards(server.alice(), "<CR:address-data/>").text(path, "CR:address-data"))
                .contains("VERSION:4.0", "BDAY:--0820");
        String tag = server.alice().send("GET", path).header("ETag").orElseThrow();
        Answer alone = apple.send("GET", path).expect(200);
        assertThat(alone.body()).isEqualTo(cards.text(path, "CR:address-data"));
        assertThat(alone.header("ETag")).contains(tag);
        assertThat(server.alice().send("GET", path).body()).isEqualTo(four);
    }

    private static Multistatus cards(TestServer.Call who, String data) {
        String hrefs = "<D:href>/alice/contacts/four.vcf</D:href><D:href>/alice/contacts/three.vcf</D:href>";
        return who.send(
                        "REPORT",
                        "/alice/contacts/",
                        Xml.document("CR:addressbook-multiget", "<D:prop>" + data + "</D:prop>" + hrefs))
                .multistatus();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gzip", "-br", "-zstd", "-deflate"})
    @DisplayName(
            "Behind Apache and Caddy: a tag at whose end a proxy put its coding is the tag still (RFC 9110 13.1.1)")
    void compressingProxy(String coding) {
        String path = "/alice/calendar/proxied.ics";
        String tag = server.alice()
                .put(path, Items.event("proxied"))
                .expect(201)
                .header("ETag")
                .orElseThrow();
        String proxied = tag.substring(0, tag.length() - 1) + coding + "\"";
        server.alice().with("If-None-Match", proxied).send("GET", path).expect(304);
        server.alice()
                .with("If-Match", proxied)
                .put(path, Items.event("proxied", "Changed"))
                .expect(204);
        server.alice()
                .with("If-Match", "\"x\", " + proxied)
                .put(path, Items.event("proxied", "Late"))
                .expect(412);
        server.alice()
                .with("If-Match", "\"" + coding + "\"")
                .send("DELETE", path)
                .expect(412);
        assertThat(server.alice().send("GET", path).body()).contains("Changed");
    }
}
