package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import dev.fasti.store.property.PropertyValue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is shared with somebody")
class SharesTest {
    private static final Principal BOB = new Principal("bob");
    private static final CollectionPath WORK = CollectionPath.of("alice", "work");
    private static final CollectionPath HOUSE = CollectionPath.of("alice", "house");
    private static final CollectionPath OWN = CollectionPath.of("bob", "own");

    private Map<CollectionPath, PropertyValue> lists = Map.of();
    private final ChangingDirectory directory = new ChangingDirectory();
    private final Shares shares = new Shares(name -> lists, directory);

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
        directory.group("family", BOB);
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
