package dev.fasti.caldav.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.acl.Privilege;
import dev.fasti.caldav.CalDav;
import dev.fasti.caldav.CalDavSettings;
import dev.fasti.caldav.content.ParsedCalendars;
import dev.fasti.dav.DavException;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.server.fixture.Items;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Queries keep to their limits, and one item never breaks them")
class QueryLimitsTest {
    private static final String EVENTS = "<C:calendar-query><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>"
            + "<C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">%s</C:comp-filter></C:comp-filter>"
            + "</C:filter></C:calendar-query>";
    private static final String MEETINGS =
            EVENTS.formatted("<C:prop-filter name=\"SUMMARY\"><C:text-match>meeting</C:text-match></C:prop-filter>");

    private final QuerySettings settings = new QuerySettings(3, ExpansionLimits.USUAL, 1 << 20, Clock.systemUTC());
    private final ProtocolBench bench =
            new ProtocolBench(CalDav.extension(new CalDavSettings(10_000_000, 100, settings)));
    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");

    @Test
    @DisplayName(
            "more matches than the limit are refused as a whole, with number-of-matches-within-limits (RFC 4791 7.8)")
    void tooManyMatches() {
        add("a", "b", "c");
        assertThat(bench.report(calendar.resource(), MEETINGS).xml().children()).hasSize(3);
        add("d");

        assertThatThrownBy(() -> bench.report(calendar.resource(), MEETINGS))
                .isInstanceOfSatisfying(DavException.Refused.class, refusal -> {
                    assertThat(refusal.precondition()).isEqualTo(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS);
                    assertThat(refusal.status()).isEqualTo(403);
                });
    }

    @Test
    @DisplayName("a member that the disk no longer gives is passed over while searching")
    void unreadableWhileSearching() {
        add("a", "b");

        RecordedExchange answer = bench.report(calendar.breaking("a").resource(), MEETINGS);

        assertThat(answer.xml().children()).hasSize(1);
    }

    @Test
    @DisplayName("a member that is found by facts and cannot be read then is 500 for itself")
    void unreadableWhileAnswering() {
        add("a", "b");

        RecordedExchange answer = bench.report(calendar.breaking("a").resource(), EVENTS.formatted(""));

        assertThat(answer.xml().children()).hasSize(2);
    }

    @Test
    @DisplayName("what is passed over is counted each time")
    void counts() {
        byte[] octets = "nothing".getBytes(StandardCharsets.UTF_8);
        calendar.put("x", octets, CalendarObject.index(octets), new WriteCondition.Always());
        Documents documents = new Documents(new ParsedCalendars(1 << 20));
        Member broken = calendar.snapshot().members().named("x").orElseThrow();

        for (int i = 0; i < 3; i++) {
            assertThat(documents.look(calendar.resource(), broken, Optional::of))
                    .isEmpty();
        }
        assertThat(documents.skipped()).isEqualTo(3);
    }

    @Test
    @DisplayName("an item that fails in an unforeseen way is passed over, a refusal of the whole request is not")
    void failures() {
        add("a");
        Documents documents = new Documents(new ParsedCalendars(1 << 20));
        Member member = calendar.snapshot().members().named("a").orElseThrow();

        assertThat(documents.look(calendar.resource(), member, found -> {
                    throw new IllegalStateException("a bug");
                }))
                .isEmpty();
        assertThat(documents.skipped()).isEqualTo(1);
        assertThatThrownBy(() -> documents.look(calendar.resource(), member, found -> {
                    throw DavException.notFound();
                }))
                .isInstanceOf(DavException.class);
    }

    @Test
    @DisplayName("an object is parsed once, however often it is asked for, while there is room")
    void parsedOnce() {
        byte[] octets = Items.event("u").getBytes(StandardCharsets.UTF_8);
        ParsedCalendars parsed = new ParsedCalendars(1 << 20);
        var tag = ETag.of(octets);

        assertThat(parsed.find(tag)).isEmpty();
        var document = parsed.of(tag, octets);

        assertThat(parsed.of(tag, octets)).isSameAs(document);
        assertThat(parsed.find(tag)).containsSame(document);
        assertThat(new ParsedCalendars(0).of(tag, octets).calendar()).isEqualTo(document.calendar());
    }

    @Test
    @DisplayName("free-busy-query asks for read-free-busy and hides what it may not tell (RFC 4791 7.10)")
    void freeBusyPrivilege() {
        FreeBusyQuery report = new FreeBusyQuery(settings, new Documents(new ParsedCalendars(0)));

        assertThat(report.privilege()).isEqualTo(Privilege.READ_FREE_BUSY);
        assertThat(report.refusal(new DavException.NeedPrivilege("/a/", Privilege.READ_FREE_BUSY))
                        .status())
                .isEqualTo(404);
    }

    private void add(String... uids) {
        for (String uid : uids) {
            byte[] octets = Items.event(uid).getBytes(StandardCharsets.UTF_8);
            calendar.put(uid, octets, CalendarObject.validate(octets), new WriteCondition.Always());
        }
    }
}
