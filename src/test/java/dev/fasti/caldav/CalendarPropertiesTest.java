package dev.fasti.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyValue;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarPropertiesTest {
    private static final QName XML_LANG = new QName("http://www.w3.org/XML/1998/namespace", "lang");
    private static final QName COLOUR = new QName(Names.ICAL, "calendar-color");
    private static final QName TRANSPARENCY = Names.caldav("schedule-calendar-transp");
    private static final String ZONE = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\nBEGIN:VTIMEZONE\n"
            + "TZID:US-Eastern\nBEGIN:STANDARD\nDTSTART:19671029T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
            + "TZNAME:Eastern &amp; more\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR\n";

    private final ProtocolBench bench = new ProtocolBench(CalDav.extension(CalDavTestSettings.with(10_000_000, 100)));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");
    private final MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");
    private final MapCollection subscription = new MapCollection(CollectionKind.SUBSCRIBED, "jane", "holidays");
    private final DavResource principal = new PrincipalResource(new Principal("jane"));

    @Test
    @DisplayName("none of them is answered to allprop (RFC 4791 5.2)")
    void namedOnly() {
        assertThat(CalDav.extension(CalDavTestSettings.with(1, 1)).properties())
                .allSatisfy(property -> assertThat(property.visibility()).isEqualTo(LiveProperty.Visibility.NAMED));
    }

    @Test
    @DisplayName("a description comes back with its language (RFC 4791 5.2.1)")
    void description() {
        bench.set(calendar, "<C:calendar-description xml:lang=\"fr-CA\">Caf&#233; &amp; co</C:calendar-description>");

        XmlElement description =
                bench.ask(calendar.resource(), "<C:calendar-description/>").orElseThrow();

        assertThat(description.text()).isEqualTo("Café & co");
        assertThat(description.attributes()).containsEntry(XML_LANG, "fr-CA");
    }

    @Test
    @DisplayName("a time zone is kept as it was sent (RFC 4791 5.2.2)")
    void timezone() {
        bench.set(calendar, "<C:calendar-timezone>" + ZONE + "</C:calendar-timezone>");

        assertThat(bench.ask(calendar.resource(), "<C:calendar-timezone/>").map(XmlElement::text))
                .contains(ZONE.replace("&amp;", "&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Berlin", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR"})
    @DisplayName("what is not one VTIMEZONE is refused with valid-calendar-data (RFC 4791 5.2.10)")
    void refusesTimezones(String value) {
        String element = "<C:calendar-timezone>" + value + "</C:calendar-timezone>";

        assertThatThrownBy(() -> bench.set(calendar, element)).satisfies(e -> assertRefused(e, "valid-calendar-data"));
        assertThatThrownBy(() -> bench.initialise(calendar, element))
                .satisfies(e -> assertRefused(e, "valid-calendar-data"));
        assertThat(calendar.snapshot().properties()).isEmpty();
    }

    @Test
    @DisplayName(
            "the component set is chosen when the calendar is made, and kept as Radicale keeps it (RFC 4791 5.2.3)")
    void componentSetAtCreation() {
        bench.initialise(
                calendar,
                "<C:supported-calendar-component-set><C:comp name=\"vtodo\"/><C:comp name=\"VEVENT\"/>"
                        + "<C:comp name=\"VTODO\"/></C:supported-calendar-component-set>");

        assertThat(calendar.snapshot().properties())
                .containsEntry(DeadProperties.name(ComponentSet.PROPERTY), new PropertyValue.Text("VTODO,VEVENT"));
        assertThat(components(calendar)).containsExactly("VTODO", "VEVENT");
    }

    @Test
    @DisplayName("the component set is protected afterwards (RFC 4791 5.2.3)")
    void componentSetAfterwards() {
        assertThatThrownBy(() -> bench.set(
                        calendar,
                        "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                                + "</C:supported-calendar-component-set>"))
                .satisfies(e -> assertRefused(e, "cannot-modify-protected-property"));
        assertThatThrownBy(() -> bench.remove(calendar, ComponentSet.PROPERTY))
                .satisfies(e -> assertRefused(e, "cannot-modify-protected-property"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<C:comp/>", "<C:comp name=\"\"/>", "<C:comp name=\"VEVENT,VTODO\"/>"})
    @DisplayName("an empty set, or one with something else in it, is 409")
    void refusesComponentSets(String content) {
        assertThatThrownBy(() -> bench.initialise(
                        calendar,
                        "<C:supported-calendar-component-set>" + content + "</C:supported-calendar-component-set>"))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409));
    }

    @Test
    @DisplayName("an address book has no component set, and is not made with one")
    void addressBooksHaveNoComponents() {
        assertThat(bench.ask(book.resource(), "<C:supported-calendar-component-set/>"))
                .isEmpty();
        assertThatThrownBy(() -> bench.initialise(
                        book,
                        "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/>"
                                + "</C:supported-calendar-component-set>"))
                .satisfies(e -> assertRefused(e, "cannot-modify-protected-property"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "<x>"})
    @DisplayName("Radicale: a calendar that does not say, or says nonsense, has its three components")
    void radicaleComponents(String kept) {
        assertThat(components(calendar)).containsExactly("VTODO", "VEVENT", "VJOURNAL");
        calendar.with(DeadProperties.name(ComponentSet.PROPERTY), new PropertyValue.Text(kept));
        assertThat(components(calendar)).containsExactly("VTODO", "VEVENT", "VJOURNAL");
    }

    @Test
    @DisplayName("Radicale: spaces in the kept list do no harm")
    void radicaleSpaces() {
        calendar.with(DeadProperties.name(ComponentSet.PROPERTY), new PropertyValue.Text("VEVENT, vtodo"));
        assertThat(components(calendar)).containsExactly("VEVENT", "VTODO");
    }

    @Test
    @DisplayName("limits and formats that the server keeps are announced (RFC 4791 5.2.4, 5.2.5, 7.5.1)")
    void announces() {
        XmlElement data = ask(calendar.resource(), "<C:supported-calendar-data/>")
                .child(Names.caldav("calendar-data"))
                .orElseThrow();

        assertThat(data.attribute("content-type")).contains("text/calendar");
        assertThat(data.attribute("version")).contains("2.0");
        assertThat(ask(calendar.resource(), "<C:max-resource-size/>").text()).isEqualTo("10000000");
        assertThat(ask(calendar.resource(), "<C:supported-collation-set/>").children())
                .extracting(XmlElement::text)
                .containsExactly("i;ascii-casemap", "i;octet", "i;unicode-casemap");
        assertThat(bench.ask(book.resource(), "<C:max-resource-size/>")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"min-date-time", "max-date-time", "max-instances", "max-attendees-per-instance"})
    @DisplayName("limits that nothing enforces are not announced (RFC 4791 5.2.6 to 5.2.9)")
    void announcesNothingElse(String limit) {
        assertThat(bench.ask(calendar.resource(), "<C:" + limit + "/>")).isEmpty();
    }

    @Test
    @DisplayName("a calendar is opaque until it is made transparent (RFC 6638 9.1)")
    void opaqueAndTransparent() {
        assertThat(transparency()).isEqualTo("opaque");
        bench.set(calendar, "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>");
        assertThat(transparency()).isEqualTo("transparent");
        bench.set(calendar, "<C:schedule-calendar-transp><C:opaque/></C:schedule-calendar-transp>");
        assertThat(transparency()).isEqualTo("opaque");
        bench.set(calendar, "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>");
        bench.remove(calendar, TRANSPARENCY);
        assertThat(transparency()).isEqualTo("opaque");
    }

    @Test
    @DisplayName("Radicale: the empty text that it keeps for the transparency means opaque")
    void radicaleTransparency() {
        calendar.with(DeadProperties.name(TRANSPARENCY), new PropertyValue.Text(""));
        assertThat(transparency()).isEqualTo("opaque");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<C:opaque/><C:transparent/>", "transparent"})
    @DisplayName("neither, or both, is 409 (RFC 6638 9.1)")
    void refusesTransparency(String content) {
        assertThatThrownBy(() ->
                        bench.set(calendar, "<C:schedule-calendar-transp>" + content + "</C:schedule-calendar-transp>"))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409));
    }

    @Test
    @DisplayName("iOS: a colour without opacity is answered with it, and kept as it was sent")
    void colourForApple() {
        bench.set(calendar, "<I:calendar-color>#ff8800</I:calendar-color>");

        assertThat(calendar.snapshot().properties())
                .containsEntry(DeadProperties.name(COLOUR), new PropertyValue.Text("#ff8800"));
        assertThat(ask(calendar.resource(), "<I:calendar-color/>").text()).isEqualTo("#ff8800FF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#FF880080", "red", ""})
    @DisplayName("any other colour is answered as it was sent, on any collection")
    void otherColours(String colour) {
        bench.set(book, "<I:calendar-color symbolic-color=\"custom\">" + colour + "</I:calendar-color>");
        assertThat(ask(book.resource(), "<I:calendar-color/>").text()).isEqualTo(colour);
    }

    @Test
    @DisplayName("Apple's order is kept")
    void order() {
        bench.set(calendar, "<I:calendar-order>7</I:calendar-order>");
        assertThat(ask(calendar.resource(), "<I:calendar-order/>").text()).isEqualTo("7");
    }

    @Test
    @DisplayName("Radicale: a subscription's source is kept as the bare URI, and answered as an href")
    void source() {
        bench.initialise(subscription, "<CS:source><D:href>https://x.example/a.ics?b=1&amp;c=2</D:href></CS:source>");

        assertThat(subscription.snapshot().properties())
                .containsEntry(
                        DeadProperties.name(new QName(Names.CALENDARSERVER, "source")),
                        new PropertyValue.Text("https://x.example/a.ics?b=1&c=2"));
        assertThat(hrefs(ask(subscription.resource(), "<CS:source/>")))
                .containsExactly("https://x.example/a.ics?b=1&c=2");
    }

    @Test
    @DisplayName("a source without an href is 409")
    void refusesSource() {
        assertThatThrownBy(() -> bench.set(subscription, "<CS:source>https://x.example/</CS:source>"))
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409));
    }

    @Test
    @DisplayName("the home is found from the principal and from the home itself, as one href (RFC 4791 6.2.1)")
    void homes() {
        MapCollection home = new MapCollection(CollectionKind.PLAIN, "jane");
        bench.behind("/dav");

        assertThat(hrefs(ask(principal, "<C:calendar-home-set/>"))).containsExactly("/dav/jane/");
        assertThat(hrefs(ask(home.resource(), "<C:calendar-home-set/>"))).containsExactly("/dav/jane/");
        assertThat(bench.ask(calendar.resource(), "<C:calendar-home-set/>")).isEmpty();
    }

    @Test
    @DisplayName("a principal's calendar address is its own URL where no other is known (RFC 6638 2.4.1)")
    void userAddress() {
        assertThat(hrefs(ask(principal, "<C:calendar-user-address-set/>"))).containsExactly("/principals/jane/");
        assertThat(ask(principal, "<C:calendar-user-type/>").text()).isEqualTo("INDIVIDUAL");
    }

    private XmlElement ask(DavResource resource, String property) {
        return bench.ask(resource, property).orElseThrow();
    }

    private List<String> components(MapCollection collection) {
        return ask(collection.resource(), "<C:supported-calendar-component-set/>").children().stream()
                .map(comp -> comp.attribute("name"))
                .map(Optional::orElseThrow)
                .toList();
    }

    private String transparency() {
        return ask(calendar.resource(), "<C:schedule-calendar-transp/>")
                .children()
                .get(0)
                .name()
                .getLocalPart();
    }

    private static List<String> hrefs(XmlElement property) {
        return property.children(Names.dav("href")).stream()
                .map(XmlElement::text)
                .toList();
    }

    private static void assertRefused(Throwable thrown, String element) {
        assertThat(thrown).isInstanceOfSatisfying(DavException.Refused.class, refusal -> {
            Precondition precondition = refusal.precondition();
            assertThat(precondition.element().getLocalPart()).isEqualTo(element);
        });
    }
}
