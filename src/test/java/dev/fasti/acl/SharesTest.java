package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.CollectionPath;
import dev.fasti.store.Principal;
import dev.fasti.store.PropertyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is shared with somebody")
class SharesTest {
    private static final Principal BOB = new Principal("bob");
    private static final CollectionPath WORK = CollectionPath.of("alice", "work");
    private static final CollectionPath HOUSE = CollectionPath.of("alice", "house");
    private static final CollectionPath OWN = CollectionPath.of("bob", "own");

    private Map<CollectionPath, PropertyValue> lists = Map.of();
    private Set<Group> groupsOfBob = Set.of();

    private final Shares shares = new Shares(name -> lists, new Directory() {
        @Override
        public Set<Principal> users() {
            return Set.of(BOB);
        }

        @Override
        public boolean isUser(Principal who) {
            return users().contains(who);
        }

        @Override
        public Set<Group> groups() {
            return groupsOfBob;
        }

        @Override
        public Set<Group> groupsOf(Principal who) {
            return who.equals(BOB) ? groupsOfBob : Set.of();
        }

        @Override
        public Optional<Set<Principal>> membersOf(Group group) {
            return Optional.empty();
        }
    });

    private void set(CollectionPath path, String list) {
        Map<CollectionPath, PropertyValue> changed = new HashMap<>(lists);
        changed.put(path, new PropertyValue.Text(list));
        lists = changed;
    }

    @Test
    @DisplayName("is what has an entry about them or a group they are in just now, in the homes of others")
    void named() {
        set(WORK, "read user bob\nread,write user carol");
        set(HOUSE, "read group family");
        set(OWN, "read user bob");
        assertThat(shares.with(BOB)).containsExactly(WORK);
        groupsOfBob = Set.of(new Group("family"));
        assertThat(shares.with(BOB)).containsExactly(HOUSE, WORK);
        assertThat(shares.with(new Principal("carol"))).containsExactly(WORK);
        set(WORK, "read user carol");
        assertThat(shares.with(BOB)).containsExactly(HOUSE);
    }

    @Test
    @DisplayName("is not what everybody may read")
    void everybody() {
        set(WORK, "read all\nread authenticated\nread owner");
        assertThat(shares.with(BOB)).isEmpty();
    }
}
