package dev.fasti.store.file.past;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Author;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.Member;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.StorePast;
import dev.fasti.store.file.disk.SteppedDisk;
import dev.fasti.store.path.MemberPath;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The dead properties of a member, and what they were before")
class KeptPropertiesTest {
    private static final Author ALICE = new Author("alice", "Phone/1", "PROPPATCH");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
    }

    private static PropertyPatch color(String color) {
        return new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text(color))));
    }

    private static List<Event> events(FileStore store) {
        return store.past().events(CALENDAR).stream()
                .filter(event -> event.what() == Event.What.ITEM_PROPERTIES)
                .toList();
    }

    private static String before(FileStore store, Event event) throws IOException {
        Optional<byte[]> octets = store.past().version(CALENDAR, event);
        return octets.isEmpty()
                ? "none"
                : String.valueOf(StorePast.itemProperties(octets.get()).get(COLOR));
    }

    private static String text(String color) {
        return String.valueOf(new PropertyValue.Text(color));
    }

    @Test
    @DisplayName("each change is told with its author, and what it puts an end to is kept, over a restart")
    void changes() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store).by(ALICE);
            put(calendar, "a.ics", "u", "1");
            calendar.patchMember("a.ics", color("red"), ALWAYS);
            calendar.patchMember("a.ics", color("green"), ALWAYS);
            calendar.patchMember("a.ics", color("green"), ALWAYS);
            put(calendar, "a.ics", "u", "2");
            calendar.patchMember("a.ics", new PropertyPatch(Map.of(COLOR, Optional.empty())), ALWAYS);
        }
        try (FileStore store = fixture.open()) {
            List<Event> events = events(store);
            assertThat(events).hasSize(3).allSatisfy(event -> {
                assertThat(event.author()).isEqualTo(ALICE);
                assertThat(event.member()).isEqualTo("a.ics");
            });
            assertThat(before(store, events.get(0))).isEqualTo("none");
            assertThat(before(store, events.get(1))).isEqualTo(text("red"));
            assertThat(before(store, events.get(2))).isEqualTo(text("green"));
            assertThat(events.get(0).before()).isNull();
            assertThat(events.get(2).after()).isNull();
        }
    }

    @Test
    @DisplayName("what a deletion or a move takes away is kept, and a purge of the member erases it")
    void endings() throws IOException {
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (String name : List.of("a.ics", "b.ics")) {
                put(calendar, name, name, "1");
                calendar.patchMember(name, color(name), ALWAYS);
            }
            calendar.by(ALICE).delete("a.ics", ALWAYS);
            store.transfer(
                    Transfer.MOVE,
                    new MemberPath(CALENDAR, "b.ics"),
                    ALWAYS,
                    new MemberPath(CALENDAR, "c.ics"),
                    facts("b.ics"),
                    ALWAYS);
            List<Event> events = events(store);
            assertThat(events).extracting(Event::member).containsExactly("a.ics", "b.ics", "a.ics", "c.ics", "b.ics");
            assertThat(before(store, events.get(2))).isEqualTo(text("a.ics"));
            assertThat(before(store, events.get(4))).isEqualTo(text("b.ics"));
            assertThat(store.past().forget(CALENDAR, "a.ics"::equals)).isEqualTo(2);
            assertThat(events(store)).extracting(Event::member).containsExactly("b.ics", "c.ics", "b.ics");
        }
    }

    @Test
    @DisplayName("a step that fails changes neither the properties nor what is told of them")
    void failures() {
        FailingDisk disk = new FailingDisk();
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            calendar.patchMember("a.ics", color("red"), ALWAYS);
            for (int step = 0; step < 3; step++) {
                disk.left = step;
                assertThatThrownBy(() -> calendar.patchMember("a.ics", color("green"), ALWAYS))
                        .isInstanceOf(StoreException.Unavailable.class);
                disk.left = Integer.MAX_VALUE;
                Member member = calendar.snapshot().members().named("a.ics").orElseThrow();
                assertThat(member.properties().get(COLOR)).isEqualTo(new PropertyValue.Text("red"));
                assertThat(events(store)).hasSize(1);
            }
            calendar.patchMember("a.ics", color("blue"), ALWAYS);
            assertThat(events(store)).hasSize(2);
        }
    }

    private static final class FailingDisk extends SteppedDisk {
        @Override
        protected void turn() throws IOException {
            throw new IOException("the disk is on fire");
        }
    }
}
