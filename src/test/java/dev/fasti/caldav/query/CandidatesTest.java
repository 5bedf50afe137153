package dev.fasti.caldav.query;

import static dev.fasti.caldav.query.Filters.absent;
import static dev.fasti.caldav.query.Filters.comp;
import static dev.fasti.caldav.query.Filters.inCalendar;
import static dev.fasti.caldav.query.Filters.notText;
import static dev.fasti.caldav.query.Filters.prop;
import static dev.fasti.caldav.query.Filters.range;
import static dev.fasti.caldav.query.Filters.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.dav.MapCollection;
import dev.fasti.icalendar.CalendarDocument;
import dev.fasti.icalendar.CalendarObject;
import dev.fasti.icalendar.expansion.Expander;
import dev.fasti.icalendar.recurrence.ExpansionLimits;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.Members;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.CollectionPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What facts say of a filter agrees with what a full scan finds")
class CandidatesTest {
    private static final int OBJECTS = 400;
    private static final int FILTERS = 500;
    private static final String MAY = range("20260501T000000Z", "20260601T000000Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123})
    @DisplayName("generated calendars and filters: the same members, by index and by reading everything")
    void differential(long seed, @TempDir Path data) {
        GeneratedCalendars generated = new GeneratedCalendars(seed);
        Map<String, CalendarDocument> documents = new HashMap<>();
        try (FileStore store = open(data)) {
            CollectionPath path = CollectionPath.of("jane", "work");
            store.create(path.owner().home(), CollectionKind.PLAIN, Map.of());
            Collection calendar = store.create(path, CollectionKind.CALENDAR, Map.of());
            for (int i = 0; i < OBJECTS; i++) {
                byte[] octets = generated.object(i).getBytes(StandardCharsets.UTF_8);
                calendar.put("m" + i, octets, CalendarObject.index(octets), new WriteCondition.Always());
                documents.put("m" + i, CalendarDocument.parse(octets));
            }
            compare(generated, seed, documents, calendar.snapshot().members());
        }
        try (FileStore store = open(data)) {
            Collection calendar = store.find(CollectionPath.of("jane", "work")).orElseThrow();
            compare(generated, seed, documents, calendar.snapshot().members());
        }
    }

    /** The real store, so that it is the real index that is asked. */
    private static FileStore open(Path data) {
        return FileStore.open(data, (kind, octets) -> CalendarObject.index(octets), Clock.systemUTC());
    }

    private static void compare(
            GeneratedCalendars generated, long seed, Map<String, CalendarDocument> documents, Members members) {
        Expander expander = new Expander(ZoneId.of("Pacific/Auckland").getRules(), ExpansionLimits.USUAL);
        int found = 0;
        int avoided = 0;
        for (int i = 0; i < FILTERS; i++) {
            String xml = generated.filter();
            CompFilter filter = inCalendar(xml);
            List<String> naive = new ArrayList<>();
            for (Member member : members) {
                if (!member.facts().traits().contains(Trait.UNREADABLE)
                        && new Matcher(documents.get(member.name()), expander).matches(filter)) {
                    naive.add(member.name());
                }
            }
            Candidates candidates = Candidates.of(filter);
            List<String> indexed = new ArrayList<>();
            for (Member member : candidates.in(members)) {
                if (member.facts().traits().contains(Trait.UNREADABLE)) {
                    continue;
                }
                boolean isSure = candidates.isSure(member.facts());
                if (isSure || new Matcher(documents.get(member.name()), expander).matches(filter)) {
                    indexed.add(member.name());
                }
                avoided += isSure ? 1 : 0;
            }
            assertThat(indexed).as("seed %d, filter %d: %s", seed, i, xml).containsExactlyElementsOf(naive);
            found += naive.size();
        }
        assertThat(found).as("members found").isGreaterThan(FILTERS);
        assertThat(avoided).as("members found unread").isPositive();
    }

    @Test
    @DisplayName("a component and a range go to the store's index")
    void rangeAndComponent() {
        Candidates candidates = Candidates.of(inCalendar(comp("VTODO", absent()) + comp("VEVENT", MAY)));

        assertThat(candidates.component()).isEqualTo("VEVENT");
        assertThat(candidates.range()).isNotNull();
    }

    @Test
    @DisplayName("a UID is looked for in the facts, unless it is a UID that is not wanted")
    void uid() {
        Facts facts = facts("uid-17", "VEVENT");

        assertThat(isCandidate(facts, prop("UID", text("UID-1")))).isTrue();
        assertThat(isCandidate(facts, prop("UID", text("uid-2")))).isFalse();
        assertThat(isCandidate(facts, prop("UID", notText("uid-17")))).isTrue();
        assertThat(isCandidate(facts, prop("UID", text(" uid-2")))).isTrue();
        assertThat(isCandidate(facts(null, "VEVENT"), prop("UID", text("uid-2"))))
                .isTrue();
        assertThat(isCandidate(facts("uid-17", null), prop("UID", text("uid-2"))))
                .isTrue();
        assertThat(isCandidate(facts("uid-2", "VTODO"), prop("UID", text("uid-2"))))
                .isFalse();
    }

    @Test
    @DisplayName("done to-dos are passed over only where the filter excludes all that makes them so")
    void openTodos() {
        String open = prop("COMPLETED", absent());
        assertThat(passesDone(open)).isTrue();
        assertThat(passesDone(open + prop("STATUS", notText("CANCELLED")))).isTrue();
        assertThat(passesDone(open + prop("STATUS", absent()))).isFalse();
        assertThat(passesDone(open + prop("STATUS", notText("CANCELLED")) + prop("STATUS", notText("completed"))))
                .isFalse();
        assertThat(
                        passesDone(
                                open
                                        + prop("STATUS", notText("CANCELLED"))
                                        + prop(
                                                "STATUS",
                                                "<C:text-match collation=\"i;octet\" negate-condition=\"yes\">COMPLETED</C:text-match>")))
                .isTrue();
    }

    private static boolean passesDone(String todo) {
        Facts done = new Facts("u", "VTODO", null, null, Set.of(Trait.COMPLETED), List.of());
        return isCandidate(done, "VTODO", todo);
    }

    private static boolean isCandidate(Facts facts, String event) {
        return isCandidate(facts, "VEVENT", event);
    }

    private static boolean isCandidate(Facts facts, String component, String content) {
        MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work");
        calendar.put("m", new byte[0], facts, new WriteCondition.Always());
        return Candidates.of(inCalendar(comp(component, content)))
                .in(calendar.snapshot().members())
                .iterator()
                .hasNext();
    }

    private static Facts facts(String uid, String component) {
        return new Facts(uid, component, null, null, Set.of(), List.of());
    }
}
