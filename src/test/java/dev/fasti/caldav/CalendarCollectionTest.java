package dev.fasti.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.CollectionType;
import dev.fasti.dav.DavException;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.property.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarCollectionTest {
    private static final String EVENT = "BEGIN:VEVENT\r\nUID:1@example.com\r\nDTSTAMP:20260101T000000Z\r\n"
            + "DTSTART:20260102T100000Z\r\nDTEND:20260102T110000Z\r\nSUMMARY:Tea\r\nEND:VEVENT\r\n";
    private static final String TODO =
            "BEGIN:VTODO\r\nUID:2@example.com\r\nDTSTAMP:20260101T000000Z\r\n" + "SUMMARY:Milk\r\nEND:VTODO\r\n";

    private final ProtocolBench bench = new ProtocolBench(CalDav.extension(CalDavTestSettings.with(10_000_000, 100)));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");
    private final CollectionType type = bench.type(CollectionKind.CALENDAR);

    @Test
    @DisplayName("a calendar is C:calendar, and its objects are text/calendar (RFC 4791 4.2)")
    void isACalendar() {
        calendar.with("a.ics", calendar(EVENT));

        assertThat(type.resourceTypes()).containsExactly(Names.caldav("calendar"));
        assertThat(type.mediaType(calendar.member("a.ics").member())).isEqualTo("text/calendar; charset=utf-8");
    }

    @Test
    @DisplayName("an event is admitted, and its UID and component are known (RFC 4791 5.3.2)")
    void admitsEvents() {
        Facts facts = admit(calendar(EVENT), "text/calendar; charset=utf-8; component=VEVENT");

        assertThat(facts.uid()).isEqualTo("1@example.com");
        assertThat(facts.component()).isEqualTo("VEVENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT/CALENDAR", " text/calendar ;charset=\"UTF-8\"", "application/octet-stream", ""})
    @DisplayName("a type that says calendar, or that says nothing as curl and cadaver do, is admitted")
    void admitsTypes(String mediaType) {
        assertThat(admit(calendar(EVENT), mediaType).component()).isEqualTo("VEVENT");
    }

    @Test
    @DisplayName("a copy inside the server has no type, and is admitted for what it is")
    void admitsCopies() {
        assertThat(type.admit(calendar.resource(), octets(calendar(TODO)), Optional.empty())
                        .component())
                .isEqualTo("VTODO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/vcard", "text/plain", "application/calendar+json", "text/x-vcalendar", "x"})
    @DisplayName("any other type is refused with supported-calendar-data (RFC 4791 5.3.2.1)")
    void refusesTypes(String mediaType) {
        assertRefused(calendar(EVENT), mediaType, Precondition.SUPPORTED_CALENDAR_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n", "BEGIN:VCARD\r\nEND:VCARD"})
    @DisplayName("what is not iCalendar is refused with valid-calendar-data (RFC 4791 5.3.2.1)")
    void refusesRubbish(String content) {
        assertRefused(content, "text/calendar", Precondition.VALID_CALENDAR_DATA);
    }

    @Test
    @DisplayName("two components, two UIDs, or a METHOD are refused with valid-calendar-object-resource (RFC 4791 4.1)")
    void refusesWhatIsNotOneObject() {
        Precondition broken = Precondition.VALID_CALENDAR_OBJECT_RESOURCE;

        assertRefused(calendar(EVENT + TODO), "text/calendar", broken);
        assertRefused(calendar(EVENT + EVENT.replace("1@", "3@")), "text/calendar", broken);
        assertRefused(calendar("METHOD:REQUEST\r\n" + EVENT), "text/calendar", broken);
        assertRefused(calendar(""), "text/calendar", broken);
    }

    @Test
    @DisplayName("a component outside the calendar's set is refused with supported-calendar-component (RFC 4791 5.2.3)")
    void refusesOtherComponents() {
        calendar.with(DeadProperties.name(ComponentSet.PROPERTY), new PropertyValue.Text("VEVENT"));

        assertThat(admit(calendar(EVENT), "text/calendar").component()).isEqualTo("VEVENT");
        assertRefused(calendar(TODO), "text/calendar", Precondition.SUPPORTED_CALENDAR_COMPONENT);
    }

    @Test
    @DisplayName("Radicale: a calendar without a set takes events, to-dos and journals, and no free-busy")
    void radicaleDefault() {
        assertThat(admit(calendar(TODO), "text/calendar").component()).isEqualTo("VTODO");
        assertThat(admit(calendar(TODO.replace("VTODO", "VJOURNAL")), "text/calendar")
                        .component())
                .isEqualTo("VJOURNAL");
        assertRefused(
                calendar(TODO.replace("VTODO", "VFREEBUSY")),
                "text/calendar",
                Precondition.SUPPORTED_CALENDAR_COMPONENT);
    }

    @Test
    @DisplayName("a subscription is CS:subscribed and takes no members, with a plain 403")
    void subscriptionsTakeNothing() {
        CollectionType subscribed = bench.type(CollectionKind.SUBSCRIBED);
        MapCollection holidays = new MapCollection(CollectionKind.SUBSCRIBED, "jane", "holidays");

        assertThat(subscribed.resourceTypes())
                .containsExactly(new javax.xml.namespace.QName(Names.CALENDARSERVER, "subscribed"));
        assertThatThrownBy(() ->
                        subscribed.admit(holidays.resource(), octets(calendar(EVENT)), Optional.of("text/calendar")))
                .isInstanceOfSatisfying(
                        DavException.Plain.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(403));
    }

    @Test
    @DisplayName("UID conflicts and sizes are refused in CalDAV's words (RFC 4791 5.3.2.1)")
    void namesPreconditions() {
        assertThat(type.noUidConflict()).map(Precondition::element).contains(Names.caldav("no-uid-conflict"));
        assertThat(type.maxResourceSize()).map(Precondition::element).contains(Names.caldav("max-resource-size"));
    }

    private Facts admit(String content, String mediaType) {
        return type.admit(calendar.resource(), octets(content), Optional.of(mediaType));
    }

    private void assertRefused(String content, String mediaType, Precondition broken) {
        assertThatThrownBy(() -> admit(content, mediaType))
                .isInstanceOfSatisfying(DavException.Refused.class, refusal -> {
                    assertThat(refusal.precondition()).isEqualTo(broken);
                    assertThat(refusal.status()).isEqualTo(403);
                });
    }

    private static byte[] octets(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static String calendar(String components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n" + components + "END:VCALENDAR\r\n";
    }
}
