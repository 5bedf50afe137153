package dev.fasti.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.CollectionKind;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Facts;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombinedAccessTest {
    private static final Viewer ALICE = Viewer.of(new Principal("alice"));
    private static final Viewer BOB = Viewer.of(new Principal("bob"));
    private static final Viewer CAROL = Viewer.of(new Principal("carol"));
    private static final Viewer ANYBODY = new Viewer.Anonymous();
    private static final CollectionPath HOME = CollectionPath.of("alice");
    private static final CollectionPath FOLDER = CollectionPath.of("alice", "folder");
    private static final CollectionPath INNER = CollectionPath.of("alice", "folder", "inner");
    private static final CollectionPath OTHER = CollectionPath.of("alice", "other");

    private static final Directory FAMILY = new KnownGroups(Map.of(new Group("family"), Set.of(new Principal("bob"))));

    @TempDir
    Path data;

    private CollectionStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(data, (kind, octets) -> Facts.NONE, Clock.systemUTC());
        store.create(HOME, CollectionKind.PLAIN, Map.of());
        store.create(FOLDER, CollectionKind.PLAIN, Map.of());
        store.create(INNER, CollectionKind.CALENDAR, Map.of());
        store.create(OTHER, CollectionKind.ADDRESSBOOK, Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Set<Privilege> privileges(Rights rights, Viewer who, CollectionPath path) {
        return new CombinedAccess(rights, store, new StoredAcls(), FAMILY).privileges(who, path);
    }

    private Set<Privilege> privileges(Viewer who, CollectionPath path) {
        return privileges(Rights.ownerOnly(), who, path);
    }

    private void grant(CollectionPath path, Grantee grantee, Privilege... privileges) {
        store.find(path).orElseThrow().patch(StoredAcls.patch(new Acl(List.of(new Ace(grantee, Set.of(privileges))))));
    }

    @Test
    @DisplayName("The owner has every privilege, whatever a list says; others have none until they are granted some")
    void owner() {
        grant(FOLDER, new Grantee.Owner(), Privilege.READ_FREE_BUSY);
        assertThat(privileges(ALICE, FOLDER)).containsAll(Set.of(Privilege.values()));
        assertThat(privileges(BOB, FOLDER)).isEmpty();
        assertThat(privileges(ANYBODY, FOLDER)).isEmpty();
        assertThat(privileges(BOB, CollectionPath.of("nobody", "x"))).isEmpty();
    }

    @Test
    @DisplayName(
            "A grant holds for the collection and all inside it, not for what is beside or around it (RFC 3744 5.5.4)")
    void inherited() {
        grant(FOLDER, new Grantee.User(new Principal("bob")), Privilege.READ);
        assertThat(privileges(BOB, FOLDER))
                .containsExactlyInAnyOrder(Privilege.READ, Privilege.READ_FREE_BUSY, Privilege.GET);
        assertThat(privileges(BOB, INNER)).contains(Privilege.READ);
        assertThat(privileges(BOB, INNER.child("a.ics"))).contains(Privilege.READ);
        assertThat(privileges(BOB, FOLDER.child("missing"))).contains(Privilege.READ);
        assertThat(privileges(BOB, OTHER)).isEmpty();
        assertThat(privileges(BOB, HOME)).isEmpty();
        assertThat(privileges(CAROL, INNER)).isEmpty();
    }

    @Test
    @DisplayName("What several collections of the chain grant adds up")
    void addedUp() {
        grant(HOME, new Grantee.Authenticated(), Privilege.READ_FREE_BUSY);
        grant(INNER, new Grantee.User(new Principal("bob")), Privilege.WRITE_CONTENT);
        assertThat(privileges(BOB, INNER)).containsExactlyInAnyOrder(Privilege.READ_FREE_BUSY, Privilege.WRITE_CONTENT);
        assertThat(privileges(CAROL, INNER)).containsExactly(Privilege.READ_FREE_BUSY);
        assertThat(privileges(ANYBODY, INNER)).isEmpty();
    }

    @Test
    @DisplayName("Groups, everybody, the authenticated and the unauthenticated are who they say (RFC 3744 5.5.1)")
    void grantees() {
        grant(FOLDER, new Grantee.Members(new Group("family")), Privilege.READ);
        assertThat(privileges(BOB, FOLDER)).contains(Privilege.READ);
        assertThat(privileges(CAROL, FOLDER)).isEmpty();
        assertThat(privileges(ANYBODY, FOLDER)).isEmpty();
        grant(FOLDER, new Grantee.Unauthenticated(), Privilege.READ);
        assertThat(privileges(BOB, FOLDER)).isEmpty();
        assertThat(privileges(ANYBODY, FOLDER)).contains(Privilege.READ);
        grant(FOLDER, new Grantee.Everybody(), Privilege.READ);
        assertThat(privileges(BOB, FOLDER)).contains(Privilege.READ);
        assertThat(privileges(ANYBODY, FOLDER)).contains(Privilege.READ);
    }

    @Test
    @DisplayName("A revoked grant is gone with the next question")
    void revoked() {
        grant(OTHER, new Grantee.User(new Principal("bob")), Privilege.READ);
        assertThat(privileges(BOB, OTHER)).isNotEmpty();
        store.find(OTHER).orElseThrow().patch(StoredAcls.patch(Acl.EMPTY));
        assertThat(privileges(BOB, OTHER)).isEmpty();
    }

    @Test
    @DisplayName("A copied collection starts without a list, a moved one takes it along (RFC 3744 7.3, 7.4)")
    void transferred() {
        grant(FOLDER, new Grantee.User(new Principal("bob")), Privilege.READ);
        grant(INNER, new Grantee.User(new Principal("carol")), Privilege.READ);
        CollectionPath copy = CollectionPath.of("alice", "copy");
        CollectionPath moved = CollectionPath.of("alice", "moved");
        store.transfer(CollectionStore.Transfer.COPY, FOLDER, copy, CollectionStore.Overwrite.FORBIDDEN);
        assertThat(privileges(BOB, copy)).isEmpty();
        assertThat(privileges(CAROL, copy.child("inner"))).isEmpty();
        store.transfer(CollectionStore.Transfer.MOVE, FOLDER, moved, CollectionStore.Overwrite.FORBIDDEN);
        assertThat(privileges(BOB, moved)).contains(Privilege.READ);
        assertThat(privileges(CAROL, moved.child("inner"))).contains(Privilege.READ);
        assertThat(privileges(CAROL, moved)).isEmpty();
    }

    @Test
    @DisplayName("What configuration grants to the logged in comes on top of what lists grant")
    void configured() {
        grant(OTHER, new Grantee.User(new Principal("bob")), Privilege.WRITE_CONTENT);
        assertThat(privileges(Rights.ownerWrite(), BOB, OTHER))
                .contains(Privilege.READ, Privilege.WRITE_CONTENT)
                .doesNotContain(Privilege.WRITE, Privilege.WRITE_ACL);
        assertThat(privileges(Rights.authenticated(), CAROL, OTHER))
                .contains(Privilege.READ, Privilege.WRITE, Privilege.BIND)
                .doesNotContain(Privilege.WRITE_ACL, Privilege.READ_ACL);
        assertThat(privileges(Rights.authenticated(), ANYBODY, OTHER)).isEmpty();
    }
}
