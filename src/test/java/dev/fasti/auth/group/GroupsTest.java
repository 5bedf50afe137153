package dev.fasti.auth.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.auth.FileProblem;
import dev.fasti.auth.SettableClock;
import dev.fasti.auth.UserException;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The groups file")
class GroupsTest {
    private static final Principal ALICE = new Principal("alice");
    private static final Principal BOB = new Principal("bob");

    @TempDir
    Path folder;

    private static Groups parse(String text) {
        return Groups.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Integer> badLines(Groups groups) {
        return groups.problems().stream().map(FileProblem::line).toList();
    }

    @Test
    @DisplayName("a line names a group and its members; white space, comments and line ends say nothing")
    void wellFormed() {
        Groups groups = parse("\ufeff# the house\r\n\r\n family :alice ,bob,, \r\nempty:\nzoë's: zoë@example.org");
        assertThat(groups.names()).containsExactly("family", "empty", "zoë's");
        assertThat(groups.membersOf("family").orElseThrow()).containsExactly(ALICE, BOB);
        assertThat(groups.membersOf("empty").orElseThrow()).isEmpty();
        assertThat(groups.membersOf("nobody")).isEmpty();
        assertThat(groups.groupsOf(ALICE)).containsExactly("family");
        assertThat(groups.groupsOf(new Principal("zoë@example.org"))).containsExactly("zoë's");
        assertThat(groups.groupsOf(new Principal("eve"))).isEmpty();
        assertThat(groups.problems()).isEmpty();
    }

    @Test
    @DisplayName("a bad line is named and breaks no other; a bad member is left out alone")
    void badLines() {
        Groups groups = parse("no colon\n: alice\na/b: alice\ngood: alice, .hidden, bob\ngood: eve\nlast: bob");
        assertThat(groups.names()).containsExactly("good", "last");
        assertThat(groups.membersOf("good").orElseThrow()).containsExactly(ALICE, BOB);
        assertThat(badLines(groups)).containsExactly(1, 2, 3, 4, 5);
        Groups latin = Groups.parse("caf\u00e9: alice\nok: bob".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(latin.names()).containsExactly("ok");
        assertThat(badLines(latin)).containsExactly(1);
    }

    @Test
    @DisplayName("a file of more lines than any groups need is read up to a bound")
    void bounded() {
        Groups groups = parse("#\n".repeat(Groups.MOST_LINES) + "late: alice\n");
        assertThat(groups.names()).isEmpty();
        assertThat(badLines(groups)).containsExactly(Groups.MOST_LINES + 1);
    }

    @Test
    @DisplayName("an edit changes the line that is meant and leaves every other octet as it is")
    void edits() throws Exception {
        Path file = folder.resolve("fasti/groups");
        GroupsEditor editor = new GroupsEditor(file);
        editor.add("staff", List.of("alice", "alice"));
        assertThat(Files.readString(file)).isEqualTo("staff: alice\n");
        Files.writeString(file, "# ours\r\nodd line\r\nstaff:alice,bob  \r\nlast:eve");
        editor.add("staff", List.of("bob", "eve"));
        editor.add("new", List.of());
        assertThat(Files.readString(file))
                .isEqualTo("# ours\r\nodd line\r\nstaff: alice, bob, eve\r\nlast:eve\nnew:\n");
        editor.remove("staff", List.of("alice", "eve"));
        editor.remove("last");
        assertThat(Files.readString(file)).isEqualTo("# ours\r\nodd line\r\nstaff: bob\r\nnew:\n");
    }

    @Test
    @DisplayName("an edit that cannot be made changes nothing and says why")
    void refusedEdits() throws Exception {
        Path file = folder.resolve("groups");
        GroupsEditor editor = new GroupsEditor(file);
        editor.add("staff", List.of("alice"));
        assertThatThrownBy(() -> editor.add("a:b", List.of("alice"))).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> editor.add("a,b", List.of("alice"))).hasMessageContaining("comma");
        assertThatThrownBy(() -> editor.add("staff", List.of("x,y"))).hasMessageContaining("comma");
        assertThatThrownBy(() -> editor.remove("other")).hasMessage("there is no group other");
        assertThatThrownBy(() -> editor.remove("staff", List.of("alice", "bob")))
                .hasMessage("bob is not in group staff");
        assertThat(Files.readString(file)).isEqualTo("staff: alice\n");
    }

    @Test
    @DisplayName("a running server sees a change within a second, looks at the file once a second, and needs none")
    void followed() throws IOException {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        Path file = folder.resolve("groups");
        GroupsFile groups = new GroupsFile(file, clock);
        assertThat(groups.recent().names()).isEmpty();
        Files.writeString(file, "staff: alice\n");
        assertThat(groups.recent().names()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(groups.recent().groupsOf(ALICE)).isEqualTo(Set.of("staff"));
        assertThat(groups.recent()).isSameAs(groups.current());
        Files.delete(file);
        clock.advance(Duration.ofSeconds(1));
        assertThat(groups.recent().groupsOf(ALICE)).isEmpty();
    }
}
