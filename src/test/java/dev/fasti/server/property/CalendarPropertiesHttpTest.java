package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

@DisplayName(
        "PROPPATCH of what clients set on calendars and address books (RFC 4791 section 5.2, RFC 6352 section 6.2)")
class CalendarPropertiesHttpTest extends OnServer {
    private static final String TIMEZONE = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//Tests//EN\r\n"
            + "BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\n"
            + "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";

    private static int count;

    private String place;

    @BeforeEach
    void prepare() {
        place = calendar("cal" + ++count);
    }

    private int set(String path, String name, String content) {
        return alice.send("PROPPATCH", path, Xml.proppatch("<" + name + ">" + content + "</" + name + ">"))
                .multistatus()
                .statusOf(path, name);
    }

    private int remove(String path, String name) {
        String body = Xml.document("D:propertyupdate", "<D:remove><D:prop><" + name + "/></D:prop></D:remove>");
        return alice.send("PROPPATCH", path, body).multistatus().statusOf(path, name);
    }

    private static Element property(String path, String name) {
        return alice.propfind(path, 0, name).property(path, name).orElseThrow();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "D:displayname | Über &amp; unter | Über & unter",
                "D:displayname | '' | ''",
                "C:calendar-description | Two  words | Two  words",
                "I:calendar-color | #AABBCCDD | #AABBCCDD",
                "I:calendar-color | #aabbcc | #aabbccFF",
                "I:calendar-color | tomato | tomato",
                "I:calendar-order | 7 | 7"
            })
    @DisplayName("Apple's colour and order, name and description are kept; #RRGGBB is answered as #RRGGBBAA")
    void texts(String name, String sent, String answered) {
        assertThat(set(place, name, sent)).isEqualTo(200);

        assertThat(property(place, name).getTextContent()).isEqualTo(answered);
    }

    @Test
    @DisplayName("a removed name is that of the path again, a removed description is gone (RFC 4918 9.2)")
    void removed() {
        set(place, "D:displayname", "Name");
        set(place, "C:calendar-description", "Description");

        assertThat(remove(place, "D:displayname")).isEqualTo(200);
        assertThat(remove(place, "C:calendar-description")).isEqualTo(200);

        assertThat(property(place, "D:displayname").getTextContent()).isEqualTo("cal" + count);
        assertThat(alice.propfind(place, 0, "C:calendar-description").statusOf(place, "C:calendar-description"))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a description keeps the language it is in (RFC 4791 5.2.1)")
    void language() {
        alice.send(
                        "PROPPATCH",
                        place,
                        Xml.proppatch("<C:calendar-description xml:lang=\"fr-CA\">Calendrier</C:calendar-description>"))
                .expect(207);

        assertThat(property(place, "C:calendar-description").getAttribute("xml:lang"))
                .isEqualTo("fr-CA");
    }

    @Test
    @DisplayName(
            "a time zone is kept to the character, rubbish is valid-calendar-data and changes nothing (RFC 4791 5.2.2)")
    void timezone() {
        assertThat(set(place, "C:calendar-timezone", TIMEZONE.replace("\r", "&#13;")))
                .isEqualTo(200);
        assertThat(property(place, "C:calendar-timezone").getTextContent()).isEqualTo(TIMEZONE);

        for (String wrong : new String[] {
            "rubbish", Items.event("a"), TIMEZONE.replaceAll("(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", "")
        }) {
            Multistatus refused = unchanged(
                            () -> alice.send(
                                    "PROPPATCH",
                                    place,
                                    Xml.proppatch("<C:calendar-timezone>" + wrong + "</C:calendar-timezone>")),
                            place)
                    .multistatus();
            assertThat(refused.statusOf(place, "C:calendar-timezone")).isEqualTo(403);
            assertThat(Xml.find(refused.propstats(place, 403).get(0), "D:error/C:valid-calendar-data"))
                    .hasSize(1);
        }
        assertThat(remove(place, "C:calendar-timezone")).isEqualTo(200);
    }

    @Test
    @DisplayName("a calendar is opaque until it is made transparent, and nothing third (RFC 6638 9.1)")
    void transparency() {
        String name = "C:schedule-calendar-transp";
        assertThat(Xml.find(property(place, name), "C:opaque")).hasSize(1);

        assertThat(set(place, name, "<C:transparent/>")).isEqualTo(200);
        assertThat(Xml.find(property(place, name), "C:transparent")).hasSize(1);
        assertThat(set(place, name, "<C:translucent/>")).isEqualTo(409);
        assertThat(Xml.find(property(place, name), "C:transparent")).hasSize(1);
        assertThat(remove(place, name)).isEqualTo(200);
        assertThat(Xml.find(property(place, name), "C:opaque")).hasSize(1);
    }

    @Test
    @DisplayName("the component set is protected once the calendar is made, and what it takes stays (RFC 4791 5.2.3)")
    void components() {
        String name = "C:supported-calendar-component-set";

        assertThat(set("/alice/calendar/", name, "<C:comp name=\"VJOURNAL\"/>")).isEqualTo(403);
        assertThat(remove("/alice/calendar/", name)).isEqualTo(403);

        assertThat(Xml.find(property("/alice/calendar/", name), "C:comp").stream()
                        .map(comp -> comp.getAttribute("name")))
                .containsExactlyInAnyOrder("VEVENT", "VTODO");
    }

    @Test
    @DisplayName("an address book's description is kept (RFC 6352 6.2.1)")
    void addressBook() {
        String book = addressBook("book" + count);

        assertThat(set(book, "CR:addressbook-description", "Friends")).isEqualTo(200);

        assertThat(property(book, "CR:addressbook-description").getTextContent())
                .isEqualTo("Friends");
    }
}
