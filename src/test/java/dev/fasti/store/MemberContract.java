package dev.fasti.store;

import static dev.fasti.store.StoreFixture.ABSENT;
import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.ifMatch;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store promises of members and of the history of a collection. */
public interface MemberContract {
    /** An empty store, the same during one test; the test's class closes it. */
    CollectionStore store();

    @Test
    @DisplayName("what was put is read back byte for byte with its tag (RFC 9110 8.8.3)")
    default void readsBack() {
        Collection calendar = calendar(store());
        byte[] octets = {'U', 'I', 'D', ':', 0, (byte) 0xff, '\r', '\n', '\n'};
        Collection.Written written = calendar.put("a.ics", octets, facts("u"), ALWAYS);
        assertThat(written.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(written.member().etag()).isEqualTo(ETag.of(octets));
        Content content = calendar.read("a.ics").orElseThrow();
        assertThat(content.octets()).isEqualTo(octets);
        assertThat(content.member()).isEqualTo(written.member());
        assertThat(calendar.snapshot().members().named("a.ics")).contains(written.member());
        assertThat(calendar.snapshot().members().withUid("u")).contains(written.member());
        assertThat(written.member().size()).isEqualTo(octets.length);
        assertThat(written.member().facts()).isEqualTo(facts("u"));
    }

    @Test
    @DisplayName("a replaced member keeps its creation and its dead properties (RFC 4918 9.7.1)")
    default void replacesMember() {
        Collection calendar = calendar(store());
        Member first = put(calendar, "a.ics", "u", "1");
        calendar.patchMember(
                "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        Collection.Written second = calendar.put("a.ics", item("u", "2"), facts("u"), ifMatch(first.etag()));
        assertThat(second.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(second.member().created()).isEqualTo(first.created());
        assertThat(second.member().properties()).containsEntry(COLOR, new PropertyValue.Text("red"));
        assertThat(second.member().revision()).isGreaterThan(first.revision());
        assertThat(calendar.snapshot().members().size()).isEqualTo(1);
    }

    @Test
    @DisplayName("a condition that does not hold refuses the write and changes nothing (RFC 9110 13.1)")
    default void refusesByCondition() {
        Collection calendar = calendar(store());
        Member member = put(calendar, "a.ics", "u", "1");
        SyncToken token = calendar.snapshot().token();
        assertThatThrownBy(() -> calendar.put("a.ics", item("u", "2"), facts("u"), ABSENT))
                .isInstanceOfSatisfying(
                        StoreException.ConditionFailed.class,
                        e -> assertThat(e.current()).contains(member.etag()));
        assertThatThrownBy(() -> calendar.put("b.ics", item("v", "2"), facts("v"), new WriteCondition.Present()))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThatThrownBy(() -> calendar.delete("a.ics", ifMatch(ETag.of(new byte[0]))))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThat(calendar.snapshot().token()).isEqualTo(token);
        assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
    }

    @Test
    @DisplayName("two members never share a UID by a put; the holder is named (RFC 4791 5.3.2.1)")
    default void refusesSecondUid() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "u", "1");
        assertThatThrownBy(() -> put(calendar, "b.ics", "u", "1"))
                .isInstanceOfSatisfying(
                        StoreException.UidConflict.class,
                        e -> assertThat(e.holder()).isEqualTo("a.ics"));
        calendar.delete("a.ics", ALWAYS);
        put(calendar, "b.ics", "u", "3");
        assertThat(calendar.snapshot().members().withUid("u").orElseThrow().name())
                .isEqualTo("b.ics");
    }

    @Test
    @DisplayName("a member keeps the UID it has; one without gets one (RFC 4791 5.3.2.1)")
    default void refusesOtherUid() {
        Collection calendar = calendar(store());
        Member before = put(calendar, "a.ics", "u", "1");
        assertThatThrownBy(() -> put(calendar, "a.ics", "other", "2"))
                .isInstanceOfSatisfying(
                        StoreException.UidConflict.class,
                        e -> assertThat(e.holder()).isEqualTo("a.ics"));
        assertThat(calendar.snapshot().members().named("a.ics")).contains(before);
        calendar.put("b.ics", item("none", "1"), Facts.NONE, ALWAYS);
        put(calendar, "b.ics", "v", "2");
        assertThat(calendar.snapshot().members().withUid("v").orElseThrow().name())
                .isEqualTo("b.ics");
    }

    @Test
    @DisplayName("a deleted member is gone, its UID free and its properties forgotten")
    default void deletesMember() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "u", "1");
        calendar.patchMember(
                "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        calendar.delete("a.ics", ALWAYS);
        assertThat(calendar.read("a.ics")).isEmpty();
        assertThat(calendar.snapshot().members()).isEmpty();
        assertThat(calendar.snapshot().members().withUid("u")).isEmpty();
        assertThatThrownBy(() -> calendar.delete("a.ics", ALWAYS)).isInstanceOf(StoreException.NotFound.class);
        assertThat(put(calendar, "a.ics", "u", "2").properties()).isEmpty();
    }

    @Test
    @DisplayName("dead properties of a member change neither its tag nor its revision (RFC 4918 4.2)")
    default void patchesMember() {
        Collection calendar = calendar(store());
        Member before = put(calendar, "a.ics", "u", "1");
        PropertyValue xml = new PropertyValue.Xml("<x:p xmlns:x=\"urn:x\"><x:b/></x:p>");
        PropertyName name = new PropertyName("urn:x", "p");
        calendar.patchMember("a.ics", new PropertyPatch(Map.of(name, Optional.of(xml))), ALWAYS);
        Member after = calendar.snapshot().members().named("a.ics").orElseThrow();
        assertThat(after.properties()).isEqualTo(Map.of(name, xml));
        assertThat(after.etag()).isEqualTo(before.etag());
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(calendar.snapshot().members().withUid("u")).contains(after);
        calendar.patchMember(
                "a.ics", new PropertyPatch(Map.of(name, Optional.empty(), COLOR, Optional.empty())), ALWAYS);
        assertThat(calendar.snapshot().members().named("a.ics")).contains(before);
        assertThatThrownBy(() -> calendar.patchMember("a.ics", new PropertyPatch(Map.of()), ABSENT))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThatThrownBy(() -> calendar.patchMember("b.ics", new PropertyPatch(Map.of()), ALWAYS))
                .isInstanceOf(StoreException.NotFound.class);
    }

    @Test
    @DisplayName("a snapshot never changes, whatever is written after it")
    default void snapshotsStay() {
        Collection calendar = calendar(store());
        Member first = put(calendar, "a.ics", "u", "1");
        Snapshot snapshot = calendar.snapshot();
        put(calendar, "a.ics", "u", "2");
        put(calendar, "b.ics", "v", "1");
        calendar.delete("a.ics", ALWAYS);
        assertThat(snapshot.members()).containsExactly(first);
        assertThat(calendar.snapshot().members()).hasSize(1);
    }

    @Test
    @DisplayName("changes since a token list each name once by rising revision, removals included (RFC 6578 3.5)")
    default void listsChanges() {
        Collection calendar = calendar(store());
        SyncToken start = calendar.snapshot().token();
        put(calendar, "a.ics", "a", "1");
        put(calendar, "b.ics", "b", "1");
        SyncToken middle = calendar.snapshot().token();
        put(calendar, "c.ics", "c", "1");
        put(calendar, "a.ics", "a", "2");
        calendar.delete("b.ics", ALWAYS);
        put(calendar, "a.ics", "a", "3");
        Snapshot now = calendar.snapshot();
        assertThat(names(now, middle)).containsExactly("+c.ics", "-b.ics", "+a.ics");
        assertThat(names(now, now.token())).isEmpty();
        assertThat(names(now, start)).containsExactly("+c.ics", "-b.ics", "+a.ics");
        assertThat(now.token().revision()).isEqualTo(6);
    }

    @Test
    @DisplayName("a truncated answer goes on from the token of its last change (RFC 6578 3.6)")
    default void goesOn() {
        Collection calendar = calendar(store());
        SyncToken start = calendar.snapshot().token();
        for (int i = 0; i < 10; i++) {
            put(calendar, i + ".ics", "u" + i, "1");
        }
        Snapshot snapshot = calendar.snapshot();
        List<String> seen = new ArrayList<>();
        SyncToken token = start;
        while (!token.equals(snapshot.token())) {
            Change change =
                    snapshot.changesSince(token).orElseThrow().iterator().next();
            seen.add(change.name());
            token = snapshot.tokenAt(change.revision());
        }
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
        assertThatThrownBy(() -> snapshot.tokenAt(11)).isInstanceOf(IllegalArgumentException.class);
        assertThat(snapshot.tokenAt(0)).isEqualTo(start);
    }

    @Test
    @DisplayName("a token of another history is not answered (RFC 6578 3.7)")
    default void refusesForeignTokens() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "a", "1");
        SyncToken token = calendar.snapshot().token();
        Snapshot snapshot = calendar.snapshot();
        assertThat(snapshot.changesSince(new SyncToken(token.revision(), token.chain() ^ 1)))
                .isEmpty();
        assertThat(snapshot.changesSince(new SyncToken(token.revision() + 1, token.chain())))
                .isEmpty();
        assertThat(snapshot.changesSince(new SyncToken(0, token.chain()))).isEmpty();
        store().delete(CALENDAR);
        Collection again = calendar(store());
        put(again, "a.ics", "a", "1");
        assertThat(again.snapshot().changesSince(token)).isEmpty();
    }

    @Test
    @DisplayName("members of a time are those whose facts may overlap it, after puts, replacements and removals")
    default void overlapping() {
        Collection calendar = calendar(store());
        Instant noon = Instant.parse("2026-03-04T12:00:00Z");
        keep(calendar, "b.ics", timed("b", "VEVENT", noon, noon.plusSeconds(60)));
        keep(calendar, "a.ics", timed("a", "VEVENT", noon.minusSeconds(900), null));
        keep(calendar, "c.ics", timed("c", "VTODO", noon, noon.plusSeconds(60)));
        keep(calendar, "d.ics", timed("d", "VEVENT", noon.plusSeconds(3600), noon.plusSeconds(7200)));
        keep(calendar, "e.ics", timed("e", null, noon, noon));
        Snapshot before = calendar.snapshot();

        keep(calendar, "d.ics", timed("d", "VEVENT", noon, noon.plusSeconds(10)));
        keep(calendar, "b.ics", timed("b", "VEVENT", noon.plusSeconds(3600), noon.plusSeconds(7200)));
        calendar.delete("a.ics", ALWAYS);

        assertThat(names(before.members().overlapping("VEVENT", noon, noon.plusSeconds(60))))
                .containsExactly("a.ics", "b.ics", "e.ics");
        Members after = calendar.snapshot().members();
        assertThat(names(after.overlapping("VEVENT", noon, noon.plusSeconds(60))))
                .containsExactly("d.ics", "e.ics");
        assertThat(names(after.overlapping(null, noon, noon))).containsExactly("c.ics", "d.ics", "e.ics");
        assertThat(names(after.overlapping("VTODO", Instant.MIN, Instant.MAX))).containsExactly("c.ics", "e.ics");
        assertThat(names(after.where(facts -> "c".equals(facts.uid())))).containsExactly("c.ics");
    }

    private static void keep(Collection calendar, String name, Facts facts) {
        calendar.put(name, item(String.valueOf(facts.uid()), "1"), facts, ALWAYS);
    }

    private static Facts timed(String uid, @Nullable String component, Instant start, @Nullable Instant end) {
        return new Facts(uid, component, start, end, Set.of(), List.of());
    }

    private static List<String> names(Iterable<Member> members) {
        List<String> names = new ArrayList<>();
        members.forEach(member -> names.add(member.name()));
        return names;
    }

    /** The changes since a token, each as {@code +name} or {@code -name}. */
    static List<String> names(Snapshot snapshot, SyncToken since) {
        List<String> names = new ArrayList<>();
        long revision = since.revision();
        for (Change change : snapshot.changesSince(since).orElseThrow()) {
            assertThat(change.revision()).isGreaterThan(revision);
            revision = change.revision();
            names.add((change instanceof Change.Written ? "+" : "-") + change.name());
        }
        return names;
    }
}
