package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final Principal ALICE = new Principal("alice");
    private static final CollectionPath WORK = CollectionPath.of("alice", "work");

    private static Set<Privilege> left(Scope scope, String... path) {
        return Viewer.of(ALICE, scope).limit(CollectionPath.of(path), Rights.EVERYTHING);
    }

    @Test
    @DisplayName("A whole login leaves everything")
    void whole() {
        assertThat(left(Scope.WHOLE, "alice", "work")).isSameAs(Rights.EVERYTHING);
        assertThat(Viewer.of(ALICE).limit(Rights.EVERYTHING)).isSameAs(Rights.EVERYTHING);
    }

    @Test
    @DisplayName("A reading login leaves no privilege by which anything changes")
    void reading() {
        Scope reading = new Scope(Scope.Use.READING, null);
        Set<Privilege> expected = Set.of(
                Privilege.READ,
                Privilege.GET,
                Privilege.READ_FREE_BUSY,
                Privilege.READ_ACL,
                Privilege.READ_CURRENT_USER_PRIVILEGE_SET);
        assertThat(left(reading, "alice", "work")).isEqualTo(expected);
        assertThat(Viewer.of(ALICE, reading).limit(Rights.EVERYTHING)).isEqualTo(expected);
    }

    @Test
    @DisplayName("A login for one collection leaves the way to it, and nothing beside it")
    void one() {
        Scope one = new Scope(Scope.Use.EVERYTHING, WORK);
        assertThat(left(one, "alice", "work")).isEqualTo(Rights.EVERYTHING);
        assertThat(left(one, "alice", "work", "below")).isEqualTo(Rights.EVERYTHING);
        assertThat(left(one, "alice", "workshop")).isEmpty();
        assertThat(left(one, "bob", "work")).isEmpty();
        assertThat(left(one, "bob")).isEmpty();
        assertThat(left(one, "alice"))
                .containsExactlyInAnyOrder(Privilege.READ, Privilege.READ_CURRENT_USER_PRIVILEGE_SET);
    }

    @Test
    @DisplayName("For a collection of somebody else, the own home is on the way as well")
    void ofAnother() {
        Scope one = new Scope(Scope.Use.READING, CollectionPath.of("bob", "team", "work"));
        assertThat(left(one, "alice")).contains(Privilege.READ);
        assertThat(left(one, "bob", "team")).contains(Privilege.READ).doesNotContain(Privilege.GET);
        assertThat(left(one, "alice", "work")).isEmpty();
        assertThat(left(one, "bob", "team", "work")).contains(Privilege.GET).doesNotContain(Privilege.BIND);
    }

    @Test
    @DisplayName("Nothing is added to what there is")
    void addsNothing() {
        Scope reading = new Scope(Scope.Use.READING, WORK);
        assertThat(Viewer.of(ALICE, reading).limit(WORK, Set.of(Privilege.WRITE)))
                .isEmpty();
        assertThat(Viewer.of(ALICE, reading).limit(CollectionPath.of("alice"), Set.of()))
                .isEmpty();
    }
}
