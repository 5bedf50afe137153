package dev.fasti.store;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.NAME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.given;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection.Outcome;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store promises of collections as wholes. */
public interface CollectionContract {
    /** An empty store, the same during one test; the test's class closes it. */
    CollectionStore store();

    @Test
    @DisplayName("a collection is made with its properties in one step (RFC 5689 3)")
    default void createsCollection() {
        store().create(HOME, CollectionKind.PLAIN, Map.of());
        PropertyValue xml = new PropertyValue.Xml("<p xmlns=\"urn:x\"><b/></p>");
        Map<PropertyName, PropertyValue> properties =
                Map.of(NAME, new PropertyValue.Text("Wörk \"x\""), new PropertyName("urn:x", "p"), xml);
        Collection made = store().create(CALENDAR, CollectionKind.CALENDAR, properties);
        assertThat(made.path()).isEqualTo(CALENDAR);
        Snapshot snapshot = store().find(CALENDAR).orElseThrow().snapshot();
        assertThat(snapshot.kind()).isEqualTo(CollectionKind.CALENDAR);
        assertThat(given(snapshot)).isEqualTo(properties);
        assertThat(snapshot.members()).isEmpty();
        assertThat(snapshot.token().revision()).isZero();
        assertThat(store().children(HOME)).containsExactly("calendar");
    }

    @Test
    @DisplayName("children are sorted; what is not there has none")
    default void listsChildrenCollection() {
        assertThat(store().find(HOME)).isEmpty();
        assertThat(store().children(HOME)).isEmpty();
        calendar(store(), OTHER);
        calendar(store(), CALENDAR);
        store().create(HOME.child("Ärger ~ %41"), CollectionKind.ADDRESSBOOK, Map.of());
        assertThat(store().children(HOME)).containsExactly("calendar", "other", "Ärger ~ %41");
        assertThat(store().children(CALENDAR)).isEmpty();
    }

    @Test
    @DisplayName("a collection needs a free name and a plain parent (RFC 4791 4.2)")
    default void refusesCreationCollection() {
        assertThatThrownBy(() -> store().create(CALENDAR, CollectionKind.CALENDAR, Map.of()))
                .isInstanceOf(StoreException.ParentMissing.class);
        calendar(store());
        assertThatThrownBy(() -> store().create(CALENDAR, CollectionKind.PLAIN, Map.of()))
                .isInstanceOf(StoreException.NameTaken.class);
        assertThatThrownBy(() -> store().create(CALENDAR.child("inner"), CollectionKind.PLAIN, Map.of()))
                .isInstanceOf(StoreException.ParentRefused.class);
        Collection home = store().find(HOME).orElseThrow();
        assertThatThrownBy(() -> home.put("calendar", new byte[1], Facts.NONE, ALWAYS))
                .isInstanceOf(StoreException.NameTaken.class);
        home.put("note.txt", new byte[1], Facts.NONE, ALWAYS);
        assertThatThrownBy(() -> store().create(HOME.child("note.txt"), CollectionKind.PLAIN, Map.of()))
                .isInstanceOf(StoreException.NameTaken.class);
        assertThatThrownBy(() -> store().create(HOME.child("x".repeat(300)), CollectionKind.PLAIN, Map.of()))
                .isInstanceOf(StoreException.NameRefused.class);
    }

    @Test
    @DisplayName("properties of a collection change together and make no revision")
    default void patchesCollection() {
        Collection calendar = calendar(store());
        SyncToken token = calendar.snapshot().token();
        calendar.patch(new PropertyPatch(
                Map.of(COLOR, Optional.of(new PropertyValue.Text("#ff0000ff")), NAME, Optional.empty())));
        assertThat(given(calendar.snapshot())).isEqualTo(Map.of(COLOR, new PropertyValue.Text("#ff0000ff")));
        PropertyValue xml = new PropertyValue.Xml("<c xmlns=\"http://apple.com/ns/ical/\">x<b/></c>");
        calendar.patch(new PropertyPatch(Map.of(COLOR, Optional.of(xml))));
        assertThat(given(calendar.snapshot())).isEqualTo(Map.of(COLOR, xml));
        assertThat(calendar.snapshot().token()).isEqualTo(token);
        assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
    }

    @Test
    @DisplayName("a deleted collection is gone with all that it held, also for who still holds it")
    default void deletesCollection() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "u", "1");
        store().create(HOME.child("plain"), CollectionKind.PLAIN, Map.of());
        Collection inner = store().create(HOME.child("plain").child("inner"), CollectionKind.CALENDAR, Map.of());
        store().delete(CALENDAR);
        assertThat(store().find(CALENDAR)).isEmpty();
        assertThatThrownBy(calendar::snapshot).isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> calendar.read("a.ics")).isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> put(calendar, "a.ics", "u", "1")).isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> store().delete(CALENDAR)).isInstanceOf(StoreException.NotFound.class);
        store().delete(HOME.child("plain"));
        assertThatThrownBy(inner::snapshot).isInstanceOf(StoreException.NotFound.class);
        assertThat(store().children(HOME)).isEmpty();
        assertThat(calendar(store()).snapshot().members()).isEmpty();
    }

    @Test
    @DisplayName("a moved collection keeps members and properties; the old path is gone (RFC 4918 9.9)")
    default void movesCollection() {
        Collection calendar = calendar(store());
        put(calendar, "a.ics", "u", "1");
        calendar.patchMember(
                "a.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
        assertThat(store().transfer(Transfer.MOVE, CALENDAR, OTHER, Overwrite.FORBIDDEN))
                .isEqualTo(Outcome.CREATED);
        assertThat(store().find(CALENDAR)).isEmpty();
        assertThatThrownBy(() -> put(calendar, "b.ics", "v", "1")).isInstanceOf(StoreException.NotFound.class);
        Snapshot moved = store().find(OTHER).orElseThrow().snapshot();
        assertThat(moved.properties()).containsEntry(NAME, new PropertyValue.Text("calendar"));
        Member member = moved.members().withUid("u").orElseThrow();
        assertThat(member.properties()).containsEntry(COLOR, new PropertyValue.Text("red"));
        assertThat(member.facts()).isEqualTo(StoreFixture.facts("u"));
    }

    @Test
    @DisplayName("a copied tree stands on its own (RFC 4918 9.8.3)")
    default void copiesCollection() {
        CollectionPath plain = HOME.child("plain");
        calendar(store());
        store().create(plain, CollectionKind.PLAIN, Map.of(NAME, new PropertyValue.Text("p")));
        put(store().create(plain.child("inner"), CollectionKind.CALENDAR, Map.of()), "a.ics", "u", "1");
        store().find(plain).orElseThrow().put("n.txt", new byte[] {1}, Facts.NONE, ALWAYS);
        CollectionPath copy = HOME.child("copy");
        assertThat(store().transfer(Transfer.COPY, plain, copy, Overwrite.FORBIDDEN))
                .isEqualTo(Outcome.CREATED);
        assertThat(store().find(copy).orElseThrow().read("n.txt").orElseThrow().octets())
                .containsExactly(1);
        Collection inner = store().find(copy.child("inner")).orElseThrow();
        put(inner, "a.ics", "u", "2");
        assertThat(store().find(plain.child("inner"))
                        .orElseThrow()
                        .read("a.ics")
                        .orElseThrow()
                        .octets())
                .isEqualTo(StoreFixture.item("u", "1"));
        CollectionPath empty = HOME.child("empty");
        store().transfer(Transfer.COPY_EMPTY, plain, empty, Overwrite.FORBIDDEN);
        assertThat(store().children(empty)).isEmpty();
        assertThat(store().find(empty).orElseThrow().snapshot().members()).isEmpty();
        assertThat(store().find(empty).orElseThrow().snapshot().properties()).containsKey(NAME);
    }

    @Test
    @DisplayName("what is at the destination is replaced as a whole, where that is allowed (RFC 4918 9.9.3)")
    default void overwritesCollection() {
        put(calendar(store()), "a.ics", "u", "1");
        Collection replaced = calendar(store(), OTHER);
        put(replaced, "old.ics", "v", "1");
        SyncToken old = replaced.snapshot().token();
        assertThatThrownBy(() -> store().transfer(Transfer.COPY, CALENDAR, OTHER, Overwrite.FORBIDDEN))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThat(store().transfer(Transfer.COPY, CALENDAR, OTHER, Overwrite.ALLOWED))
                .isEqualTo(Outcome.REPLACED);
        assertThatThrownBy(replaced::snapshot).isInstanceOf(StoreException.NotFound.class);
        Snapshot now = store().find(OTHER).orElseThrow().snapshot();
        assertThat(now.members()).extracting(Member::name).containsExactly("a.ics");
        assertThat(now.changesSince(old)).isEmpty();
        store().find(HOME).orElseThrow().put("note", new byte[1], Facts.NONE, ALWAYS);
        assertThat(store().transfer(Transfer.MOVE, CALENDAR, HOME.child("note"), Overwrite.ALLOWED))
                .isEqualTo(Outcome.REPLACED);
        assertThat(store().find(HOME).orElseThrow().snapshot().members()).isEmpty();
        assertThat(store().children(HOME)).containsExactly("note", "other");
    }

    @Test
    @DisplayName("a collection may take the place of the one that holds it, but not go inside itself (RFC 4918 9.9.4)")
    default void nestsCollection() {
        CollectionPath plain = HOME.child("plain");
        calendar(store());
        store().create(plain, CollectionKind.PLAIN, Map.of());
        put(store().create(plain.child("inner"), CollectionKind.CALENDAR, Map.of()), "a.ics", "u", "1");
        assertThatThrownBy(() -> store().transfer(
                                Transfer.MOVE, plain, plain.child("inner").child("x"), Overwrite.ALLOWED))
                .isInstanceOf(StoreException.ParentRefused.class);
        assertThatThrownBy(() -> store().transfer(Transfer.COPY, plain, CALENDAR.child("x"), Overwrite.ALLOWED))
                .isInstanceOf(StoreException.ParentRefused.class);
        assertThatThrownBy(() ->
                        store().transfer(Transfer.MOVE, plain, HOME.child("no").child("x"), Overwrite.ALLOWED))
                .isInstanceOf(StoreException.ParentMissing.class);
        assertThatThrownBy(() -> store().transfer(Transfer.MOVE, HOME.child("no"), OTHER, Overwrite.ALLOWED))
                .isInstanceOf(StoreException.NotFound.class);
        assertThat(store().transfer(Transfer.MOVE, plain.child("inner"), plain, Overwrite.ALLOWED))
                .isEqualTo(Outcome.REPLACED);
        assertThat(store().find(plain).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
        assertThat(store().find(plain).orElseThrow().read("a.ics")).isPresent();
    }

    @Test
    @DisplayName("a closed store refuses everything")
    default void closesCollection() {
        Collection calendar = calendar(store());
        store().close();
        store().close();
        assertThatThrownBy(calendar::snapshot).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> put(calendar, "a.ics", "u", "1")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().find(CALENDAR)).isInstanceOf(StoreException.class);
    }
}
