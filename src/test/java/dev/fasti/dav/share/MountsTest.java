package dev.fasti.dav.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.MemberName;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A collection in another's home")
class MountsTest {
    private static final CollectionPath WORK = CollectionPath.of("alice", "work");
    private static final PropertyName NAME = new PropertyName("DAV:", "displayname");
    private static final PropertyName COLOUR = new PropertyName("http://apple.com/ns/ical/", "calendar-color");
    private static final PropertyName BARE = new PropertyName("", "bare");

    private static PropertyValue text(String text) {
        return new PropertyValue.Text(text);
    }

    @Test
    @DisplayName("has a name of its own: no two collections share one, and each is a legal one")
    void names() {
        List<CollectionPath> paths = List.of(
                WORK,
                CollectionPath.of("alice", "work", "deep"),
                CollectionPath.of("alice", "work~deep"),
                CollectionPath.of("alice~work", "deep"),
                CollectionPath.of("alice", "work=2"),
                CollectionPath.of("alice", "work=7Edeep"),
                CollectionPath.of("alice", "w".repeat(250)),
                CollectionPath.of("alice", "w".repeat(251)));
        Set<String> names = new HashSet<>();
        for (CollectionPath path : paths) {
            for (int number : List.of(1, 2, 3)) {
                String name = MountName.of(path, number);
                assertThat(MemberName.require(name).length()).isLessThan(255);
                assertThat(names.add(name)).as(name).isTrue();
                assertThat(MountName.couldBe(name)).isTrue();
                assertThat(paths.stream().filter(each -> MountName.isOf(name, each)))
                        .containsExactly(path);
            }
        }
        assertThat(MountName.of(WORK)).isEqualTo("shared~alice~work");
        assertThat(MountName.couldBe("calendar")).isFalse();
    }

    @Test
    @DisplayName("looks as its owner made it, but for its name, until the user makes it look otherwise")
    void ownView() {
        OwnView view = new OwnView(WORK);
        Map<PropertyName, PropertyValue> theirs = Map.of(NAME, text("Work"), COLOUR, text("#FF0000FF"));
        assertThat(view.of(Map.of(), theirs)).isEqualTo(Map.of(NAME, text("Work (alice)"), COLOUR, text("#FF0000FF")));
        assertThat(view.of(Map.of(), Map.of())).isEqualTo(Map.of(NAME, text("work (alice)")));
        Map<PropertyName, PropertyValue> home = view.patch(
                        Map.of(NAME, Optional.of(text("Ours")), COLOUR, Optional.empty(), BARE, Optional.of(text("x"))))
                .applyTo(Map.of());
        assertThat(home.keySet()).allMatch(PropertyName::isOurs);
        assertThat(view.of(home, theirs)).isEqualTo(Map.of(NAME, text("Ours"), BARE, text("x")));
        assertThat(new OwnView(CollectionPath.of("alice", "work2")).of(home, theirs))
                .containsEntry(COLOUR, text("#FF0000FF"));
        PropertyPatch back = view.patch(Map.of(NAME, Optional.empty(), COLOUR, Optional.of(text("#00FF00FF"))));
        assertThat(view.of(back.applyTo(home), theirs))
                .isEqualTo(Map.of(NAME, text("Work (alice)"), COLOUR, text("#00FF00FF"), BARE, text("x")));
    }

    @Test
    @DisplayName("stays hidden for as long as the same is granted")
    void hidden() {
        OwnView view = new OwnView(WORK);
        Map<PropertyName, PropertyValue> home =
                view.hidden(Optional.of("read user bob")).applyTo(Map.of());
        assertThat(view.isHidden(home, "read user bob")).isTrue();
        assertThat(view.isHidden(home, "read,write user bob")).isFalse();
        assertThat(view.isHidden(view.hidden(Optional.empty()).applyTo(home), "read user bob"))
                .isFalse();
    }
}
