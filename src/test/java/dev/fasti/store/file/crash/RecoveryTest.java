package dev.fasti.store.file.crash;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Member;
import dev.fasti.store.MemberContract;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.cache.IndexFile;
import dev.fasti.store.file.cache.SavedIndex;
import dev.fasti.store.file.disk.Leftovers;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of what an earlier run, a crash or a hand left behind. */
class RecoveryTest {
    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    /** The token after each revision, the first one included. */
    private final List<SyncToken> tokens = new ArrayList<>();

    private List<Member> members = List.of();

    @BeforeEach
    void fill() {
        fixture = new DataFolderFixture(temp.resolve("data"));
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            tokens.add(calendar.snapshot().token());
            for (int i = 0; i < 4; i++) {
                put(calendar, i + ".ics", "u" + i, "1");
                tokens.add(calendar.snapshot().token());
            }
            calendar.delete("0.ics", ALWAYS);
            tokens.add(calendar.snapshot().token());
            put(calendar, "1.ics", "u1", "2");
            tokens.add(calendar.snapshot().token());
            calendar.patchMember(
                    "1.ics", new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("red")))), ALWAYS);
            members = members(calendar.snapshot());
        }
        fixture.parsed.set(0);
    }

    private static List<Member> members(Snapshot snapshot) {
        List<Member> members = new ArrayList<>();
        snapshot.members().forEach(members::add);
        return members;
    }

    @Test
    @DisplayName("a clean start reads no member, and every token and revision is as it was")
    void startsCold() {
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(members(snapshot)).isEqualTo(members);
            assertThat(snapshot.token()).isEqualTo(tokens.get(6));
            assertThat(MemberContract.names(snapshot, tokens.get(3))).containsExactly("+3.ics", "-0.ics", "+1.ics");
            assertThat(snapshot.changesSince(tokens.get(0))).isPresent();
        }
        assertThat(fixture.parsed).hasValue(0);
    }

    @Test
    @DisplayName("changes made while no server ran become new revisions, and only what changed is read")
    void findsOfflineChanges() throws IOException {
        Files.write(fixture.calendar().resolve("new.ics"), item("new", "1"));
        Files.write(fixture.calendar().resolve("1.ics"), item("u1", "longer"));
        Files.delete(fixture.calendar().resolve("2.ics"));
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(MemberContract.names(snapshot, tokens.get(6)))
                    .containsExactlyInAnyOrder("+new.ics", "+1.ics", "-2.ics");
            assertThat(snapshot.members().named("1.ics").orElseThrow().created())
                    .isEqualTo(members.get(0).created());
        }
        assertThat(fixture.parsed).hasValue(2);
    }

    @Test
    @DisplayName("a log that lost its tail is cut there; tokens of the tail are refused, older ones answered")
    void survivesTornLog() throws IOException {
        byte[] whole = Files.readAllBytes(fixture.log());
        List<Integer> ends = recordEnds(whole);
        for (int length = ends.get(3); length < whole.length; length += 7) {
            Files.write(fixture.log(), Arrays.copyOf(whole, length));
            assertCut(length, ends);
        }
    }

    @Test
    @DisplayName("a log that was changed anywhere is never answered wrongly")
    void survivesFlippedLog() throws IOException {
        byte[] whole = Files.readAllBytes(fixture.log());
        List<Integer> ends = recordEnds(whole);
        for (int at = 0; at < whole.length; at += at < ends.get(3) ? 17 : 3) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(fixture.log(), flipped);
            assertCut(at, ends);
        }
    }

    /** Opens, and expects the tokens of the records that end by {@code sound} to be known, and no later ones. */
    private void assertCut(int sound, List<Integer> ends) {
        fixture.clock.advance(Duration.ofMillis(1));
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.members()).extracting(Member::etag).isEqualTo(tags());
            for (int revision = 0; revision <= 6; revision++) {
                boolean known = ends.get(revision) <= sound;
                assertThat(snapshot.changesSince(tokens.get(revision)).isPresent())
                        .isEqualTo(known);
            }
            assertThat(snapshot.token()).isNotEqualTo(tokens.get(6));
        }
    }

    private List<dev.fasti.store.condition.ETag> tags() {
        return members.stream().map(Member::etag).toList();
    }

    /** Where the record of each revision ends; for revision 0 the header. */
    private static List<Integer> recordEnds(byte[] log) {
        List<Integer> ends = new ArrayList<>();
        for (int length = 1; length <= log.length; length++) {
            Optional<History> history = History.parse(Arrays.copyOf(log, length));
            if (history.isPresent() && history.get().chain().revision() == ends.size()) {
                ends.add(length);
            }
        }
        assertThat(ends).hasSize(7);
        return ends;
    }

    @Test
    @DisplayName("the same write after a lost tail makes another token, unless the state is the same")
    void newChainDiffers() throws IOException {
        byte[] whole = Files.readAllBytes(fixture.log());
        List<Integer> ends = recordEnds(whole);
        Files.write(fixture.log(), Arrays.copyOf(whole, ends.get(5)));
        fixture.clock.advance(Duration.ofMillis(1));
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.token().revision()).isEqualTo(6);
            assertThat(snapshot.changesSince(tokens.get(6))).isEmpty();
            assertThat(MemberContract.names(snapshot, tokens.get(5))).containsExactly("+1.ics");
        }
    }

    @Test
    @DisplayName("without the cache members are the same, and every old token is refused")
    void survivesDeletedCache() throws IOException {
        Leftovers.erase(fixture.calendar().resolve(".fasti/cache"));
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.members()).extracting(Member::etag).isEqualTo(tags());
            assertThat(snapshot.members().named("1.ics").orElseThrow().properties())
                    .containsKey(COLOR);
            tokens.forEach(token -> assertThat(snapshot.changesSince(token)).isEmpty());
        }
    }

    @Test
    @DisplayName("a cache that is deleted while the server runs is written anew")
    void survivesDeletionWhileRunning() {
        SyncToken token;
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            Leftovers.erase(fixture.calendar().resolve(".fasti"));
            put(calendar, "new.ics", "new", "1");
            calendar.delete("2.ics", ALWAYS);
            token = calendar.snapshot().token();
        }
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.token()).isEqualTo(token);
            assertThat(MemberContract.names(snapshot, tokens.get(6))).containsExactly("+new.ics", "-2.ics");
        }
    }

    @Test
    @DisplayName("an index that was changed or cut anywhere is made anew and never believed")
    void survivesDamagedIndex() throws IOException {
        byte[] whole = Files.readAllBytes(fixture.index());
        for (int at = 0; at < whole.length; at += 13) {
            byte[] damaged = at % 2 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
            if (at % 2 != 0) {
                damaged[at] ^= 0x04;
            }
            Files.write(fixture.index(), damaged);
            fixture.parsed.set(0);
            try (FileStore store = fixture.open()) {
                Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
                assertThat(snapshot.members()).extracting(Member::etag).isEqualTo(tags());
                assertThat(snapshot.members()).extracting(Member::facts).doesNotContainNull();
                assertThat(snapshot.token()).isEqualTo(tokens.get(6));
            }
            assertThat(fixture.parsed).hasValue(3);
        }
    }

    @Test
    @DisplayName("an index older than the log costs reading what changed since, and is never believed for it")
    void survivesOldIndex() throws IOException {
        byte[] old = Files.readAllBytes(fixture.index());
        SyncToken token;
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            put(calendar, "1.ics", "u1", "3");
            token = calendar.snapshot().token();
        }
        Files.write(fixture.index(), old);
        // The worst case: same size, and the same time as the index has.
        SavedIndex saved =
                IndexFile.load(fixture.index(), CollectionKind.CALENDAR).orElseThrow();
        FileTime time = FileTime.from(saved.byName().get("1.ics").mtime(), TimeUnit.NANOSECONDS);
        Files.setLastModifiedTime(fixture.calendar().resolve("1.ics"), time);
        fixture.parsed.set(0);
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(calendar.read("1.ics").orElseThrow().octets()).isEqualTo(item("u1", "3"));
            assertThat(calendar.snapshot().token()).isEqualTo(token);
            assertThat(fixture.parsed).hasValue(1);
        }
    }

    @Test
    @DisplayName("superseded records are dropped in time, and every token stays answerable")
    void compactsLog() throws IOException {
        SyncToken late;
        long before = Files.size(fixture.log());
        try (FileStore store = fixture.open(new NoSyncDisk())) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            for (int i = 0; i < 600; i++) {
                put(calendar, "1.ics", "u1", "w" + i);
            }
            late = calendar.snapshot().token();
        }
        assertThat(Files.size(fixture.log())).isBetween(before, 600L * 20);
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.token()).isEqualTo(late);
            assertThat(MemberContract.names(snapshot, tokens.get(3))).containsExactly("+3.ics", "-0.ics", "+1.ics");
            assertThat(MemberContract.names(snapshot, tokens.get(6))).containsExactly("+1.ics");
        }
    }

    @Test
    @DisplayName("what a crash left behind is put back or erased at the next start")
    void clearsLeftovers() throws IOException {
        Path attic = temp.resolve("data/fasti/attic");
        Files.createDirectories(attic.resolve("dead/inner"));
        Files.writeString(attic.resolve("dead/inner/x.ics"), "x");
        Files.writeString(fixture.calendar().resolve(".fasti/tmp/.Radicale.tmp-left"), "x");
        Files.writeString(fixture.calendar().resolve(".fasti/properties/gone.ics"), "{}");
        Files.writeString(attic.resolve("cafe.origin"), "alice/calendar");
        Files.move(fixture.calendar(), attic.resolve("cafe"));
        try (FileStore store = fixture.open()) {
            assertThat(members(store.find(CALENDAR).orElseThrow().snapshot())).isEqualTo(members);
        }
        try (Stream<Path> left = Files.list(attic)) {
            assertThat(left).isEmpty();
        }
        assertThat(fixture.calendar().resolve(".fasti/tmp")).isEmptyDirectory();
        assertThat(fixture.calendar().resolve(".fasti/properties/gone.ics")).doesNotExist();
    }
}
