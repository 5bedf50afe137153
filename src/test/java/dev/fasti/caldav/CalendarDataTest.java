package dev.fasti.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDataTest {
    private static final String OBJECT = "BEGIN:VCALENDAR\r\nX-A:<&]]>\r\nEND:VCALENDAR\r\n";

    private final ProtocolBench bench = new ProtocolBench(CalDav.extension(CalDavTestSettings.with(10_000_000, 100)));
    private final MapCollection calendar =
            new MapCollection(CollectionKind.CALENDAR, "jane", "work").with("a.ics", OBJECT);

    @Test
    @DisplayName("Nextcloud: the object is answered to PROPFIND too, line ends and all")
    void answersPropfind() {
        assertThat(bench.ask(calendar.member("a.ics"), "<C:calendar-data/>").map(XmlElement::text))
                .contains(OBJECT);
    }

    @Test
    @DisplayName("a multiget answers the object (RFC 4791 7.9)")
    void answersMultiget() {
        assertThat(multiget("<C:calendar-data/>").text()).isEqualTo(OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type=\"text/calendar\"",
                "content-type=\"text/calendar\" version=\"2.0\"",
                "version=\"2.0\"",
                "content-type=\"Text/Calendar; charset=utf-8\""
            })
    @DisplayName("DAVx5: type and version may be named (RFC 4791 9.6)")
    void takesAttributes(String attributes) {
        assertThat(multiget("<C:calendar-data " + attributes + "/>").text()).isEqualTo(OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type=\"application/calendar+json\"", "version=\"1.0\""})
    @DisplayName("another type or version is refused with supported-calendar-data (RFC 4791 7.9)")
    void refusesOtherTypes(String attributes) {
        assertThatThrownBy(() -> multiget("<C:calendar-data " + attributes + "/>"))
                .isInstanceOfSatisfying(
                        DavException.Refused.class,
                        refusal -> assertThat(refusal.precondition()).isEqualTo(Precondition.SUPPORTED_CALENDAR_DATA));
    }

    @Test
    @DisplayName("elements that nobody knows are ignored (RFC 4918 17)")
    void ignoresUnknown() {
        assertThat(multiget("<C:calendar-data><C:novelty/></C:calendar-data>").text())
                .isEqualTo(OBJECT);
    }

    @Test
    @DisplayName("a calendar itself, and a card, have no calendar data")
    void onlyMembersOfCalendars() {
        MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book").with("a.vcf", "x");

        assertThat(bench.ask(calendar.resource(), "<C:calendar-data/>")).isEmpty();
        assertThat(bench.ask(book.member("a.vcf"), "<C:calendar-data/>")).isEmpty();
    }

    private XmlElement multiget(String property) {
        RecordedExchange answer = bench.report(
                calendar.resource(),
                "<C:calendar-multiget><D:prop>" + property
                        + "</D:prop><D:href>/jane/work/a.ics</D:href></C:calendar-multiget>");
        return ProtocolBench.found(answer.xml().child(Names.dav("response")).orElseThrow())
                .orElseThrow();
    }
}
