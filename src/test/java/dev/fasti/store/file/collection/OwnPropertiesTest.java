package dev.fasti.store.file.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.auth.SettableClock;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore.Overwrite;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Which collections have an access control list")
class OwnPropertiesTest {
    private static final CollectionPath HOME = CollectionPath.of("alice");
    private static final CollectionPath WORK = CollectionPath.of("alice", "work");
    private static final CollectionPath DEEP = CollectionPath.of("alice", "folder", "deep");
    private static final PropertyValue LIST = new PropertyValue.Text("read user bob");

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));

    private FileStore open() {
        return FileStore.open(data, StoreFixture::facts, clock, Duration.ofSeconds(30));
    }

    private static Map<CollectionPath, PropertyValue> lists(FileStore store) {
        return store.ownProperties().holders(PropertyName.ACL);
    }

    private static PropertyPatch patch(Optional<PropertyValue> list) {
        return new PropertyPatch(Map.of(PropertyName.ACL, list));
    }

    private static void make(FileStore store) {
        store.create(HOME, CollectionKind.PLAIN, Map.of());
        store.create(WORK, CollectionKind.CALENDAR, Map.of(PropertyName.ACL, LIST));
        store.create(CollectionPath.of("alice", "folder"), CollectionKind.PLAIN, Map.of());
        store.create(DEEP, CollectionKind.ADDRESSBOOK, Map.of()).patch(patch(Optional.of(LIST)));
    }

    @Test
    @DisplayName("is known from the moment that a list is set, through a restart, until it is removed")
    void setAndRemoved() {
        try (FileStore store = open()) {
            make(store);
            assertThat(lists(store)).isEqualTo(Map.of(WORK, LIST, DEEP, LIST));
            assertThat(lists(store)).isSameAs(lists(store));
        }
        try (FileStore store = open()) {
            assertThat(lists(store)).isEqualTo(Map.of(WORK, LIST, DEEP, LIST));
            assertThat(store.openCollections()).isZero();
            store.find(WORK).orElseThrow().patch(patch(Optional.empty()));
            assertThat(lists(store)).isEqualTo(Map.of(DEEP, LIST));
        }
    }

    @Test
    @DisplayName("follows collections that are moved or deleted; a copy has none")
    void movedAndDeleted() {
        try (FileStore store = open()) {
            make(store);
            CollectionPath moved = CollectionPath.of("alice", "moved");
            store.transfer(Transfer.MOVE, CollectionPath.of("alice", "folder"), moved, Overwrite.FORBIDDEN);
            store.transfer(Transfer.COPY, WORK, CollectionPath.of("alice", "copy"), Overwrite.FORBIDDEN);
            assertThat(lists(store)).isEqualTo(Map.of(WORK, LIST, moved.child("deep"), LIST));
            store.delete(moved);
            store.delete(WORK);
            assertThat(lists(store)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "sees what others change in closed collections with the next look, and in open ones when they are used")
    void behindTheBack() throws IOException {
        try (FileStore store = open()) {
            make(store);
        }
        try (FileStore store = open()) {
            Path props = data.resolve("collection-root/alice/work/.Radicale.props");
            Files.writeString(props, "{\"tag\": \"VCALENDAR\", \"{https://fasti.dev/ns/}acl\": \"read user eve\"}");
            Path gone = data.resolve("collection-root/alice/folder/deep");
            Files.move(gone, data.resolve("away"));
            OwnProperties own = (OwnProperties) store.ownProperties();
            own.lookIfDue();
            assertThat(lists(store)).containsEntry(WORK, LIST);
            clock.advance(Duration.ofSeconds(31));
            own.lookIfDue();
            assertThat(lists(store)).isEqualTo(Map.of(WORK, new PropertyValue.Text("read user eve")));
            Files.writeString(props, "{\"tag\": \"VCALENDAR\"}");
            clock.advance(Duration.ofSeconds(31));
            store.find(WORK).orElseThrow().snapshot();
            assertThat(lists(store)).isEmpty();
        }
    }
}
