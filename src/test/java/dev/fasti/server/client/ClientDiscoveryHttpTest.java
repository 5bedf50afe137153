package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What each client asks for to find and make calendars and address books. */
class ClientDiscoveryHttpTest extends OnServer {
    private static final String PRINCIPAL = "/principals/alice/";

    @Test
    @DisplayName("Thunderbird: the 200 propstat is the first, and its status line is HTTP/1.1 200 OK")
    void thunderbird() {
        Answer answer = server.alice()
                .with("Depth", "0")
                .send(
                        "PROPFIND",
                        "/",
                        Xml.propfind(
                                "X:unheard",
                                "D:resourcetype",
                                "D:owner",
                                "D:displayname",
                                "D:current-user-principal",
                                "D:current-user-privilege-set",
                                "I:calendar-color",
                                "C:calendar-home-set"));
        Multistatus found = answer.multistatus();
        assertThat(Xml.find(found.document(), "//D:status").get(0).getTextContent())
                .isEqualTo("HTTP/1.1 200 OK");
        assertThat(found.href("/", "D:current-user-principal")).isEqualTo(PRINCIPAL);
        assertThat(found.statusOf("/", "X:unheard")).isEqualTo(404);
        Multistatus principal = server.alice().propfind(PRINCIPAL, 0, "C:calendar-home-set", "CR:addressbook-home-set");
        assertThat(principal.href(PRINCIPAL, "C:calendar-home-set")).isEqualTo("/alice/");
        Multistatus home = server.alice()
                .propfind(
                        "/alice/",
                        1,
                        "D:resourcetype",
                        "D:displayname",
                        "D:current-user-privilege-set",
                        "I:calendar-color");
        assertThat(home.types("/alice/calendar/")).containsExactlyInAnyOrder("collection", "calendar");
        assertThat(home.types("/alice/contacts/")).containsExactlyInAnyOrder("collection", "addressbook");
        assertThat(home.statusOf("/alice/contacts/", "I:calendar-color")).isEqualTo(404);
    }

    @Test
    @DisplayName("DAVx5: principal by well-known, OPTIONS on it, home sets, then every property of the home")
    void davx5() {
        Answer options = server.alice().send("OPTIONS", PRINCIPAL).expect(200);
        assertThat(List.of(options.header("DAV").orElseThrow().split(", *")))
                .contains("1", "3", "calendar-access", "addressbook");
        Multistatus principal = server.alice()
                .propfind(
                        PRINCIPAL,
                        0,
                        "D:resourcetype",
                        "D:displayname",
                        "C:calendar-home-set",
                        "CR:addressbook-home-set",
                        "D:group-membership");
        assertThat(principal.types(PRINCIPAL)).contains("principal");
        assertThat(principal.href(PRINCIPAL, "C:calendar-home-set")).isEqualTo("/alice/");
        assertThat(principal.href(PRINCIPAL, "CR:addressbook-home-set")).isEqualTo("/alice/");
        assertThat(principal.text(PRINCIPAL, "D:displayname")).isEqualTo("alice");
        Multistatus home = server.alice()
                .propfind(
                        "/alice/",
                        1,
                        "D:resourcetype",
                        "D:displayname",
                        "D:owner",
                        "D:current-user-privilege-set",
                        "CR:supported-address-data",
                        "CR:max-resource-size",
                        "C:supported-calendar-component-set",
                        "C:max-resource-size",
                        "C:calendar-timezone-id",
                        "CS:source",
                        "D:supported-report-set",
                        "D:sync-token",
                        "X:transports");
        String calendar = "/alice/calendar/";
        assertThat(home.href(calendar, "D:owner")).isEqualTo(PRINCIPAL);
        assertThat(Xml.find(
                        home.property(calendar, "C:supported-calendar-component-set")
                                .orElseThrow(),
                        "C:comp"))
                .extracting(comp -> comp.getAttribute("name"))
                .containsExactlyInAnyOrder("VEVENT", "VTODO");
        assertThat(privileges(home, calendar))
                .contains("read", "write", "write-content", "write-properties", "bind", "unbind");
        assertThat(home.text(calendar, "C:max-resource-size")).isEqualTo("10000000");
        assertThat(Xml.find(
                        home.property("/alice/contacts/", "CR:supported-address-data")
                                .orElseThrow(),
                        "CR:address-data-type"))
                .isNotEmpty();
        assertThat(home.statusOf(calendar, "X:transports")).isEqualTo(404);
        server.alice()
                .with("Content-Type", "application/xml; charset=utf-8")
                .send(
                        "MKCALENDAR",
                        "/alice/0d3a7c2e-davx5/",
                        Xml.document(
                                "C:mkcalendar",
                                "<D:set><D:prop><D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                                        + "<D:displayname>Work</D:displayname><I:calendar-color>#FF0000FF"
                                        + "</I:calendar-color><C:supported-calendar-component-set>"
                                        + "<C:comp name='VEVENT'/><C:comp name='VJOURNAL'/>"
                                        + "</C:supported-calendar-component-set></D:prop></D:set>"))
                .expect(201);
    }

    @Test
    @DisplayName(
            "iOS: three properties at Depth 0, one home with a calendar for tasks, an encoded @ in the user's name")
    void ios() {
        Multistatus root =
                server.alice().propfind("/", 0, "D:current-user-principal", "D:principal-URL", "D:resourcetype");
        assertThat(root.href("/", "D:current-user-principal")).isEqualTo(PRINCIPAL);
        assertThat(root.statusOf("/", "D:principal-URL")).isEqualTo(404);
        Multistatus principal = server.alice()
                .propfind(
                        PRINCIPAL,
                        0,
                        "C:calendar-home-set",
                        "C:calendar-user-address-set",
                        "D:displayname",
                        "D:principal-URL",
                        "D:principal-collection-set",
                        "D:supported-report-set",
                        "C:schedule-inbox-URL",
                        "CS:email-address-set");
        assertThat(principal.href(PRINCIPAL, "D:principal-URL")).isEqualTo(PRINCIPAL);
        assertThat(principal.href(PRINCIPAL, "D:principal-collection-set")).isEqualTo("/principals/");
        assertThat(principal.href(PRINCIPAL, "C:calendar-home-set")).isEqualTo("/alice/");
        TestServer.Call zoe = server.as("zoë@example.org", "päß:wört");
        String encoded = "/zo%C3%AB%40example.org/";
        Multistatus home = zoe.propfind(encoded, 1, "D:resourcetype", "C:supported-calendar-component-set");
        assertThat(home.hrefs()).contains(encoded + "calendar/");
        assertThat(Xml.find(home.document(), "//C:comp[@name='VTODO']")).isNotEmpty();
        assertThat(zoe.propfind("/zo%C3%AB@example.org/", 1, "D:resourcetype").hrefs())
                .isEqualTo(home.hrefs());
        assertThat(zoe.propfind("/", 0, "D:current-user-principal").href("/", "D:current-user-principal"))
                .isEqualTo("/principals" + encoded);
    }

    @Test
    @DisplayName("Evolution: OPTIONS tells calendars and address books, each home is listed by Depth 1")
    void evolution() {
        for (String path : List.of("/", PRINCIPAL, "/alice/", "/alice/calendar/")) {
            Answer options = server.alice().send("OPTIONS", path).expect(200);
            assertThat(options.header("DAV").orElseThrow()).contains("calendar-access", "addressbook");
            assertThat(options.header("Allow").orElseThrow()).contains("PROPFIND", "REPORT");
        }
        assertThat(server.alice()
                        .send("OPTIONS", "/alice/calendar/")
                        .header("Allow")
                        .orElseThrow())
                .contains("PROPPATCH", "DELETE");
        Multistatus home = server.alice()
                .propfind(
                        "/alice/",
                        1,
                        "D:displayname",
                        "D:resourcetype",
                        "CR:addressbook-description",
                        "C:calendar-description",
                        "C:supported-calendar-component-set",
                        "I:calendar-color");
        assertThat(home.text("/alice/calendar/", "D:displayname")).isEqualTo("Calendar");
        assertThat(home.text("/alice/contacts/", "D:displayname")).isEqualTo("Contacts");
    }

    @Test
    @DisplayName("vdirsyncer: PROPFIND Depth 1 on the root, and MKCOL without a slash")
    void vdirsyncer() {
        Multistatus root = server.alice().propfind("/", 1, "D:current-user-principal", "D:resourcetype");
        assertThat(root.hrefs()).containsExactly("/", "/principals/", "/alice/");
        server.alice()
                .with("Content-Type", "application/xml; charset=UTF-8")
                .send(
                        "MKCOL",
                        "/alice/vdirsyncer",
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"
                                        + "</D:prop></D:set>"))
                .expect(201);
        Multistatus made = server.alice().propfind("/alice/vdirsyncer/", 0, "D:resourcetype");
        assertThat(made.types("/alice/vdirsyncer/")).containsExactlyInAnyOrder("collection", "addressbook");
    }

    @Test
    @DisplayName("tsdav: principal, homes and ctags in the form that its XML reader takes; MKCALENDAR is 201")
    void tsdav() {
        Multistatus home = server.alice()
                .propfind(
                        "/alice/",
                        1,
                        "C:calendar-description",
                        "C:calendar-timezone",
                        "D:displayname",
                        "I:calendar-color",
                        "CS:getctag",
                        "D:resourcetype",
                        "C:supported-calendar-component-set",
                        "D:sync-token");
        assertThat(home.text("/alice/calendar/", "CS:getctag")).isNotEmpty();
        assertThat(home.text("/alice/calendar/", "D:sync-token"))
                .isEqualTo(server.alice()
                        .sync("/alice/calendar/", "")
                        .multistatus()
                        .syncToken());
        assertThat(home.statusOf("/alice/", "D:sync-token")).isEqualTo(404);
        server.alice()
                .send(
                        "MKCALENDAR",
                        "/alice/tsdav/",
                        Xml.document(
                                "C:mkcalendar", "<D:set><D:prop><D:displayname>T</D:displayname></D:prop></D:set>"))
                .expect(201);
    }

    @Test
    @DisplayName("KDE: everything of the home in one PROPFIND, the colour with it")
    void kde() {
        server.alice()
                .send("PROPPATCH", "/alice/calendar/", Xml.proppatch("<I:calendar-color>#AABBCCFF</I:calendar-color>"))
                .expect(207);
        Multistatus home = server.alice()
                .propfind(
                        "/alice/",
                        1,
                        "D:displayname",
                        "D:resourcetype",
                        "I:calendar-color",
                        "C:supported-calendar-component-set",
                        "CS:getctag",
                        "D:current-user-privilege-set");
        assertThat(home.text("/alice/calendar/", "I:calendar-color")).isEqualTo("#AABBCCFF");
        assertThat(privileges(home, "/alice/calendar/")).contains("write");
    }

    @Test
    @DisplayName("Outlook CalDav Synchronizer: extended MKCOL, then a name by PROPPATCH; privileges spelled out")
    void outlook() {
        server.alice()
                .send(
                        "MKCOL",
                        "/alice/outlook/",
                        Xml.document(
                                "D:mkcol",
                                "<D:set><D:prop><D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
                                        + "</D:prop></D:set>"))
                .expect(201);
        server.alice()
                .send("PROPPATCH", "/alice/outlook/", Xml.proppatch("<D:displayname>Büro</D:displayname>"))
                .expect(207);
        Multistatus found =
                server.alice().propfind("/alice/outlook/", 0, "D:displayname", "D:current-user-privilege-set");
        assertThat(found.text("/alice/outlook/", "D:displayname")).isEqualTo("Büro");
        assertThat(privileges(found, "/alice/outlook/")).contains("write-content", "bind", "unbind");
    }

    private static List<String> privileges(Multistatus answer, String of) {
        return Xml.find(answer.property(of, "D:current-user-privilege-set").orElseThrow(), "D:privilege/*").stream()
                .map(Element::getLocalName)
                .toList();
    }
}
