package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.ABSENT;
import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.ifMatch;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.FactsReader;
import dev.fasti.store.Member;
import dev.fasti.store.MemberContract;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.FolderOpener;
import dev.fasti.store.file.folder.FolderOpener.Comparing;
import dev.fasti.store.file.folder.HomeUsage;
import dev.fasti.store.quota.Quotas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes by somebody else while the server runs. */
class BehindTheBackTest {
    @TempDir
    Path temp;

    private DataFolderFixture fixture;
    private FileStore store;
    private Collection calendar;
    private SyncToken token;

    @BeforeEach
    void open() throws Exception {
        fixture = new DataFolderFixture(temp);
        store = fixture.open();
        calendar = calendar(store);
        put(calendar, "a.ics", "a", "1");
        put(calendar, "b.ics", "b", "1");
        settle();
        token = calendar.snapshot().token();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Later changes get another modification time than what was written so far. */
    private void settle() throws Exception {
        Thread.sleep(20);
    }

    @Test
    @DisplayName("an added and a removed file are noticed by the next who looks")
    void noticesAddedAndRemoved() throws Exception {
        Files.write(fixture.calendar().resolve("c.ics"), item("c", "1"));
        Files.delete(fixture.calendar().resolve("a.ics"));
        Files.writeString(fixture.calendar().resolve(".Radicale.tmp-x"), "");
        Files.writeString(fixture.calendar().resolve("c.ics~"), "");
        Collection found = store.find(CALENDAR).orElseThrow();
        assertThat(MemberContract.names(found.snapshot(), token)).containsExactlyInAnyOrder("+c.ics", "-a.ics");
        assertThat(found.snapshot().members().withUid("c")).isPresent();
    }

    @Test
    @DisplayName("whoever finds a collection has looked at it: what is last seen of it is what is there")
    void lastSeen() throws Exception {
        Files.write(fixture.calendar().resolve("c.ics"), item("c", "1"));
        assertThat(calendar.lastSeen().members().named("c.ics")).isEmpty();
        Collection found = store.find(CALENDAR).orElseThrow();
        assertThat(found.lastSeen().members().named("c.ics")).isPresent();
        assertThat(found.lastSeen()).isSameAs(found.snapshot());
        store.delete(CALENDAR);
        assertThatThrownBy(found::lastSeen).isInstanceOf(StoreException.NotFound.class);
    }

    @Test
    @DisplayName("a file edited in place is noticed without being read after the interval")
    void noticesEditInTime() throws Exception {
        Files.write(fixture.calendar().resolve("a.ics"), item("a", "2"));
        fixture.clock.advance(Duration.ofSeconds(31));
        assertThat(MemberContract.names(calendar.snapshot(), token)).containsExactly("+a.ics");
    }

    @Test
    @DisplayName("conditions are held against what is on the disk (RFC 9110 13.1.1)")
    void conditionsSeeTheDisk() throws Exception {
        Member known = calendar.snapshot().members().named("a.ics").orElseThrow();
        Files.write(fixture.calendar().resolve("a.ics"), item("a", "other"));
        assertThatThrownBy(() -> calendar.put("a.ics", item("a", "2"), facts("a"), ifMatch(known.etag())))
                .isInstanceOf(StoreException.ConditionFailed.class);
        Files.write(fixture.calendar().resolve("n.ics"), item("n", "1"));
        assertThatThrownBy(() -> calendar.put("n.ics", item("n", "2"), facts("n"), ABSENT))
                .isInstanceOf(StoreException.ConditionFailed.class);
        Files.delete(fixture.calendar().resolve("b.ics"));
        assertThat(calendar.put("b.ics", item("b", "2"), facts("b"), ABSENT).outcome())
                .isEqualTo(Collection.Outcome.CREATED);
        assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("a", "other"));
    }

    @Test
    @DisplayName("a file that vanished reads as absent and cannot be deleted again")
    void vanishedFile() throws Exception {
        Files.delete(fixture.calendar().resolve("a.ics"));
        assertThat(calendar.read("a.ics")).isEmpty();
        Files.delete(fixture.calendar().resolve("b.ics"));
        assertThatThrownBy(() -> calendar.delete("b.ics", ALWAYS)).isInstanceOf(StoreException.NotFound.class);
        assertThat(calendar.snapshot().members()).isEmpty();
    }

    @Test
    @DisplayName("collections that come, go or are replaced are noticed")
    void noticesCollections() throws Exception {
        Path other = fixture.data.resolve("collection-root/alice/other");
        Files.createDirectories(other);
        Files.writeString(other.resolve(".Radicale.props"), "{\"tag\": \"VADDRESSBOOK\"}");
        assertThat(store.children(HOME)).containsExactly("calendar", "other");
        assertThat(store.find(OTHER).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.ADDRESSBOOK);
        Files.move(fixture.calendar(), temp.resolve("away"));
        assertThat(store.find(CALENDAR)).isEmpty();
        assertThatThrownBy(() -> put(calendar, "c.ics", "c", "1")).isInstanceOf(StoreException.NotFound.class);
        assertThat(fixture.calendar()).doesNotExist();
        Files.move(other, fixture.calendar());
        assertThat(store.find(CALENDAR).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.ADDRESSBOOK);
        assertThat(store.children(HOME)).containsExactly("calendar");
    }

    @Test
    @DisplayName("a collection's folder that is moved away is not made again by who works in it, and its members stay")
    void movedAwayForAMoment() throws Exception {
        Path away = Files.move(fixture.calendar(), temp.resolve("away"));
        assertThatThrownBy(() -> calendar.delete("a.ics", ALWAYS)).isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> calendar.read("b.ics")).isInstanceOf(StoreException.NotFound.class);
        assertThat(fixture.calendar()).doesNotExist();
        Files.move(away, fixture.calendar());
        Collection back = store.find(CALENDAR).orElseThrow();
        assertThat(MemberContract.names(back.snapshot(), token)).isEmpty();
        assertThat(back.snapshot().members()).hasSize(2);
    }

    @Test
    @DisplayName("a folder that has just gone is not made by who opens it")
    void goneBeforeOpening() throws Exception {
        Path gone = fixture.data.resolve("collection-root/alice/gone");
        FolderOpener opener = new FolderOpener(
                fixture.setting(Disk.REAL),
                new Examiner(StoreFixture::facts),
                new HomeUsage(fixture.data, Quotas.NONE, path -> {}));
        assertThatThrownBy(() -> opener.open(gone, room -> {}, Comparing.FIRST))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(gone).doesNotExist();
    }

    @Test
    @DisplayName("a file that comes back while its folder is being looked through has not been away")
    void backWhileLooking() throws Exception {
        Path file = fixture.calendar().resolve("b.ics");
        byte[] octets = Files.readAllBytes(file);
        store.close();
        FactsReader readsAndPutsBack = (kind, read) -> {
            write(file, octets);
            return StoreFixture.facts(kind, read);
        };
        store = FileStore.open(fixture.data, readsAndPutsBack, fixture.clock);
        Collection open = store.find(CALENDAR).orElseThrow();
        Files.delete(file);
        Files.write(fixture.calendar().resolve("c.ics"), item("c", "1"));
        assertThat(MemberContract.names(open.snapshot(), token)).containsExactly("+c.ics");
        assertThat(open.snapshot().members()).hasSize(3);
    }

    private static void write(Path file, byte[] octets) {
        try {
            Files.write(file, octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("with an interval of zero an open folder is compared when it has changed, never because of its age")
    void neverForAge() throws Exception {
        store.close();
        store = FileStore.open(fixture.data, StoreFixture::facts, fixture.clock, Duration.ZERO);
        Collection open = store.find(CALENDAR).orElseThrow();
        Files.write(fixture.calendar().resolve("a.ics"), item("a", "2"));
        fixture.clock.advance(Duration.ofDays(1));
        assertThat(MemberContract.names(open.snapshot(), token)).isEmpty();
        Files.write(fixture.calendar().resolve("c.ics"), item("c", "1"));
        assertThat(MemberContract.names(open.snapshot(), token)).containsExactlyInAnyOrder("+a.ics", "+c.ics");
    }

    @Test
    @DisplayName("properties that somebody else changed are noticed, and not lost by a change of ours")
    void noticesProps() throws Exception {
        Path changed = Files.writeString(temp.resolve("new"), "{\"tag\": \"VCALENDAR\", \"D:displayname\": \"new\"}");
        Files.move(
                changed,
                fixture.calendar().resolve(".Radicale.props"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(calendar.snapshot().properties())
                .containsValue(new dev.fasti.store.property.PropertyValue.Text("new"));
    }

    @Test
    @DisplayName("octets and tag belong together however often the file changes meanwhile")
    void octetsMatchTag() throws Exception {
        Path file = fixture.calendar().resolve("a.ics");
        AtomicBoolean done = new AtomicBoolean();
        Thread editor = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                try {
                    Files.write(file, item("a", "x".repeat(i % 7)));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            done.set(true);
        });
        editor.start();
        while (!done.get()) {
            calendar.read("a.ics").ifPresent(content -> {
                assertThat(ETag.of(content.octets())).isEqualTo(content.member().etag());
                assertThat(content.member().size()).isEqualTo(content.octets().length);
            });
        }
        editor.join();
        assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("a", "x".repeat(299 % 7)));
    }
}
