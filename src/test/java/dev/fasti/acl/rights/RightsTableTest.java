package dev.fasti.acl.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fasti.acl.Privilege;
import dev.fasti.acl.Viewer;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTableTest {
    private static final Viewer ALICE = Viewer.of(new Principal("alice"));
    private static final Viewer BOB = Viewer.of(new Principal("bob"));
    private static final Viewer NOBODY = new Viewer.Anonymous();
    private static final CollectionPath HOME = CollectionPath.of("alice");
    private static final CollectionPath CALENDAR = CollectionPath.of("alice", "cal");

    /** As Radicale's own documentation has it. */
    private static final String SAMPLE = """
            # Allow reading root collection for authenticated users
            [root]
            user: .+
            collection:
            permissions: R

            [principal]
            user: .+
            collection: {user}
            permissions: RW

            [calendars]
            user: .+
            collection: {user}/[^/]+
            permissions: rw
            """;

    private static RightsTable table(String text) {
        try {
            return RightsTable.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (RightsFault e) {
            throw new AssertionError(e.line() + ": " + e.reason(), e);
        }
    }

    private static RightsTable section(String user, String collection, String permissions) {
        return table(
                "[one]\nuser = " + user + "\ncollection = " + collection + "\npermissions = " + permissions + "\n");
    }

    private static Set<Privilege> granted(RightsTable table, Viewer who, CollectionPath path, CollectionKind kind) {
        return table.granted(who, path, Optional.of(kind));
    }

    private static Set<Privilege> onCalendar(RightsTable table, Viewer who) {
        return granted(table, who, CALENDAR, CollectionKind.CALENDAR);
    }

    @Test
    @DisplayName("Radicale's sample gives everybody his own home and what is in it")
    void sample() {
        RightsTable table = table(SAMPLE);
        assertThat(granted(table, ALICE, HOME, CollectionKind.PLAIN))
                .contains(Privilege.READ, Privilege.WRITE, Privilege.BIND, Privilege.WRITE_ACL, Privilege.READ_ACL);
        assertThat(onCalendar(table, ALICE)).contains(Privilege.READ, Privilege.WRITE_CONTENT, Privilege.UNBIND);
        assertThat(onCalendar(table, BOB)).isEmpty();
        assertThat(onCalendar(table, NOBODY)).isEmpty();
    }

    @Test
    @DisplayName("Capital letters are about plain collections, small ones about calendars and address books")
    void letters() {
        RightsTable capital = section(".*", ".*", "RW");
        assertThat(granted(capital, BOB, HOME, CollectionKind.PLAIN)).contains(Privilege.READ, Privilege.WRITE);
        assertThat(onCalendar(capital, BOB)).isEmpty();
        RightsTable small = section(".*", ".*", "rw");
        assertThat(granted(small, BOB, HOME, CollectionKind.PLAIN)).isEmpty();
        assertThat(granted(small, BOB, CALENDAR, CollectionKind.ADDRESSBOOK)).contains(Privilege.READ, Privilege.BIND);
        assertThat(onCalendar(section(".*", ".*", "r"), BOB))
                .contains(Privilege.READ)
                .doesNotContain(Privilege.WRITE_CONTENT, Privilege.READ_ACL);
        assertThat(onCalendar(section(".*", ".*", "i"), BOB)).containsExactly(Privilege.GET);
        assertThat(onCalendar(section(".*", ".*", "rwd"), BOB))
                .contains(Privilege.UNBIND)
                .doesNotContain(Privilege.DELETE_COLLECTION);
        assertThat(onCalendar(section(".*", ".*", "rwDoO"), BOB)).contains(Privilege.DELETE_COLLECTION);
    }

    @Test
    @DisplayName("The first section that matches counts, and it alone")
    void first() {
        RightsTable table = table("[a]\nuser: bob\ncollection: .*\npermissions: r\n"
                + "[b]\nuser: .*\ncollection: .*\npermissions: rw\n");
        assertThat(onCalendar(table, BOB)).doesNotContain(Privilege.WRITE);
        assertThat(onCalendar(table, NOBODY)).contains(Privilege.WRITE);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice/cal, true",
        "alic, alice/cal, false",
        "ALICE, alice/cal, false",
        "a.*e, .*/cal, true",
        "alice, alice, false",
        "alice, alice/cal/.*, false",
        "alice, {user}/cal, true",
        "(al)(ice), {0}{1}/cal, true",
        "(x)?alice, {0}alice/cal, true",
        "(al)(ice), {1}{0}/cal, false",
        "[a-z]{{5}}, [a-z]{{5}}/c.{{2}}, true",
        "[a-z]{{4}}, .*, false"
    })
    @DisplayName("Patterns match as a whole, after the login and its groups are put in their places")
    void matching(String user, String collection, boolean matches) {
        assertThat(onCalendar(section(user, collection, "r"), ALICE).isEmpty()).isNotEqualTo(matches);
    }

    @Test
    @DisplayName("What a login holds is no pattern: nobody gets into a home by his name")
    void quoted() {
        Viewer trickster = Viewer.of(new Principal("a.*|alice"));
        RightsTable table = table(SAMPLE);
        assertThat(onCalendar(table, trickster)).isEmpty();
        assertThat(granted(table, trickster, CollectionPath.of("a.*|alice", "x"), CollectionKind.CALENDAR))
                .contains(Privilege.READ);
        RightsTable byGroup = section("(.*)", "{0}/cal", "r");
        assertThat(onCalendar(byGroup, trickster)).isEmpty();
    }

    @Test
    @DisplayName("Who has not logged in is the user of an empty name, who .+ leaves out")
    void anonymous() {
        assertThat(onCalendar(section(".*", ".*", "r"), NOBODY)).contains(Privilege.READ);
        assertThat(onCalendar(section(".+", ".*", "r"), NOBODY)).isEmpty();
    }

    @Test
    @DisplayName("A pattern that takes others for ever is done at once")
    void noBacktracking() {
        CollectionPath path = CollectionPath.of("alice", "a".repeat(5_000) + "!");
        assertThat(granted(section(".*", "alice/(a+)+", "r"), BOB, path, CollectionKind.CALENDAR))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "Python's forms are read: equals signs, capitals in keys, semicolons, doubled percent signs, CRLF, BOM")
    void forms() {
        RightsTable table =
                table("\ufeff; note\r\n[a b]\r\nUSER=bob\r\nCollection = alice/100%%\r\npermissions : r\r\n");
        assertThat(granted(table, BOB, CollectionPath.of("alice", "100%"), CollectionKind.CALENDAR))
                .contains(Privilege.READ);
    }

    static List<Object[]> wrong() {
        return List.of(
                new Object[] {"user: x", 1, "neither"},
                new Object[] {"[a\nuser: x", 1, "bracket"},
                new Object[] {"[a] x", 1, "bracket"},
                new Object[] {"[a]\nnonsense", 2, "neither"},
                new Object[] {"[a]\nusers: x", 2, "keys"},
                new Object[] {"[a]\nuser: x\nuser: y", 3, "already"},
                new Object[] {"[a]\n\n[a]", 3, "two sections"},
                new Object[] {"[DEFAULT]", 1, "defaults"},
                new Object[] {"[a]\nuser: (x", 2, "regular expression"},
                new Object[] {"[a]\nuser: x\ncollection: (?=x)", 3, "regular expression"},
                new Object[] {"[a]\nuser: (x)\ncollection: (.)\\1", 3, "regular expression"},
                new Object[] {"[a]\nuser: x\ncollection: {0}", 3, "nothing is known for {0}"},
                new Object[] {"[a]\nuser: x\ncollection: {login}", 3, "nothing is known"},
                new Object[] {"[a]\nuser: {user}", 2, "nothing is known"},
                new Object[] {"[a]\nuser: x{2", 2, "brace"},
                new Object[] {"[a]\nuser: x}", 2, "brace"},
                new Object[] {"[a]\nuser: 100%", 2, "percent"},
                new Object[] {"[a]\nuser: x\n  y", 3, "indented"},
                new Object[] {"[a]\nuser: x\ncollection: y\npermissions: rwx", 4, "letters"},
                new Object[] {"# \n[a]\nuser: " + "x".repeat(20_000), 3, "longer"});
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("wrong")
    @DisplayName("What is wrong is refused with its line and a reason")
    void refused(String text, int line, String reason) {
        RightsFault fault =
                catchThrowableOfType(RightsFault.class, () -> RightsTable.read(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.reason()).contains(reason).doesNotContain("\n");
    }
}
