package dev.fasti.store;

import static dev.fasti.store.StoreFixture.ABSENT;
import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.ifMatch;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store promises of members that are copied and moved. */
public interface TransferContract {
    /** An empty store, the same during one test; the test's class closes it. */
    CollectionStore store();

    private Outcome transfer(Transfer transfer, MemberPath from, MemberPath to, String uid) {
        return store().transfer(transfer, from, ALWAYS, to, facts(uid), ALWAYS);
    }

    @Test
    @DisplayName("a moved member brings octets and properties along and leaves a removal (RFC 4918 9.9.1)")
    default void movesOfMember() {
        Collection source = calendar(store());
        Collection target = calendar(store(), OTHER);
        Member before = put(source, "a.ics", "u", "1");
        source.patchMember(
                "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        SyncToken sourceToken = source.snapshot().token();
        SyncToken targetToken = target.snapshot().token();
        assertThat(transfer(Transfer.MOVE, new MemberPath(CALENDAR, "a.ics"), new MemberPath(OTHER, "b.ics"), "u"))
                .isEqualTo(Outcome.CREATED);
        assertThat(source.read("a.ics")).isEmpty();
        Content moved = target.read("b.ics").orElseThrow();
        assertThat(moved.octets()).isEqualTo(item("u", "1"));
        assertThat(moved.member().etag()).isEqualTo(before.etag());
        assertThat(moved.member().properties()).containsEntry(COLOR, new PropertyValue.Text("red"));
        assertThat(MemberContract.names(source.snapshot(), sourceToken)).containsExactly("-a.ics");
        assertThat(MemberContract.names(target.snapshot(), targetToken)).containsExactly("+b.ics");
    }

    @Test
    @DisplayName("a move inside a collection keeps the UID; a copy would double it (RFC 4791 5.3.2.1)")
    default void movesInside() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "u", "1");
        MemberPath a = new MemberPath(CALENDAR, "a.ics");
        MemberPath b = new MemberPath(CALENDAR, "b.ics");
        assertThatThrownBy(() -> transfer(Transfer.COPY, a, b, "u")).isInstanceOf(StoreException.UidConflict.class);
        SyncToken token = calendar.snapshot().token();
        assertThat(transfer(Transfer.MOVE, a, b, "u")).isEqualTo(Outcome.CREATED);
        assertThat(calendar.snapshot().members()).extracting(Member::name).containsExactly("b.ics");
        assertThat(calendar.snapshot().members().withUid("u").orElseThrow().name())
                .isEqualTo("b.ics");
        assertThat(calendar.read("b.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
        assertThat(MemberContract.names(calendar.snapshot(), token)).containsExactly("-a.ics", "+b.ics");
        assertThat(transfer(Transfer.MOVE, b, b, "u")).isEqualTo(Outcome.REPLACED);
        assertThat(calendar.read("b.ics")).isPresent();
    }

    @Test
    @DisplayName("a copy replaces octets and properties of what was there (RFC 4918 9.8.4)")
    default void copiesOfMember() {
        Collection source = calendar(store());
        Collection target = calendar(store(), OTHER);
        put(source, "a.ics", "u", "1");
        put(target, "a.ics", "u", "2");
        target.patchMember(
                "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        assertThat(transfer(Transfer.COPY, new MemberPath(CALENDAR, "a.ics"), new MemberPath(OTHER, "a.ics"), "u"))
                .isEqualTo(Outcome.REPLACED);
        assertThat(source.read("a.ics")).isPresent();
        assertThat(target.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
        assertThat(target.read("a.ics").orElseThrow().member().properties()).isEmpty();
    }

    @Test
    @DisplayName("both conditions hold at the moment of the transfer, or nothing happens")
    default void keepsConditionsOfMember() {
        Collection source = calendar(store());
        Collection target = calendar(store(), OTHER);
        Member a = put(source, "a.ics", "u", "1");
        put(target, "b.ics", "v", "1");
        MemberPath from = new MemberPath(CALENDAR, "a.ics");
        MemberPath taken = new MemberPath(OTHER, "b.ics");
        MemberPath free = new MemberPath(OTHER, "c.ics");
        assertThatThrownBy(() -> store().transfer(Transfer.MOVE, from, ALWAYS, taken, facts("u"), ABSENT))
                .isInstanceOf(StoreException.ConditionFailed.class);
        WriteCondition stale = ifMatch(ETag.of(new byte[0]));
        assertThatThrownBy(() -> store().transfer(Transfer.MOVE, from, stale, free, facts("u"), ABSENT))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThatThrownBy(() -> transfer(Transfer.MOVE, from, free, "v"))
                .isInstanceOf(StoreException.UidConflict.class);
        assertThat(source.read("a.ics")).isPresent();
        assertThat(target.snapshot().token().revision()).isEqualTo(1);
        assertThat(store().transfer(Transfer.MOVE, from, ifMatch(a.etag()), free, facts("u"), ABSENT))
                .isEqualTo(Outcome.CREATED);
    }

    @Test
    @DisplayName("a transfer needs a source and a destination's collection")
    default void needsBothOfMember() {
        Collection source = calendar(store());
        put(source, "a.ics", "u", "1");
        MemberPath from = new MemberPath(CALENDAR, "a.ics");
        assertThatThrownBy(() -> transfer(Transfer.COPY, new MemberPath(CALENDAR, "x"), from, "u"))
                .isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> transfer(Transfer.COPY, new MemberPath(OTHER, "x"), from, "u"))
                .isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> transfer(Transfer.COPY, from, new MemberPath(OTHER, "x"), "u"))
                .isInstanceOf(StoreException.ParentMissing.class);
    }

    @Test
    @DisplayName("a member takes the place of a whole collection, unless it may replace nothing or lies in it"
            + " (RFC 4918 section 9.8.4)")
    default void replacesCollection() {
        Collection source = calendar(store());
        put(source, "a.ics", "u", "1");
        CollectionPath plain = HOME.child("plain");
        store().create(plain, CollectionKind.PLAIN, Map.of());
        store().create(plain.child("inner"), CollectionKind.PLAIN, Map.of());
        put(store().find(plain.child("inner")).orElseThrow(), "b", "v", "2");
        MemberPath from = new MemberPath(CALENDAR, "a.ics");
        MemberPath to = new MemberPath(plain, "inner");
        MemberPath own = new MemberPath(plain.child("inner"), "b");

        assertThatThrownBy(() -> store().transfer(Transfer.MOVE, from, ALWAYS, to, facts("u"), ABSENT))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThatThrownBy(() -> transfer(Transfer.MOVE, own, to, "v"))
                .isInstanceOf(StoreException.ParentRefused.class);
        assertThat(store().find(plain.child("inner"))
                        .orElseThrow()
                        .snapshot()
                        .members()
                        .named("b"))
                .isPresent();

        assertThat(transfer(Transfer.MOVE, from, to, "u")).isEqualTo(Outcome.REPLACED);
        assertThat(store().find(plain.child("inner"))).isEmpty();
        assertThat(store().find(plain).orElseThrow().read("inner").orElseThrow().octets())
                .isEqualTo(item("u", "1"));
        assertThat(source.snapshot().members().size()).isZero();
    }
}
