package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.COLOR;
import static dev.fasti.store.StoreFixture.HOME;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.FactsReader;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    Path temp;

    private DataFolderFixture fixture() {
        return new DataFolderFixture(temp.resolve("data"));
    }

    @Test
    @DisplayName("collections, members and properties lie where Radicale has them")
    void keepsRadicalesLayout() throws Exception {
        DataFolderFixture fixture = fixture();
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            calendar.patch(new PropertyPatch(Map.of(COLOR, Optional.of(new PropertyValue.Text("#ff0000ff")))));
            assertThat(Files.readAllBytes(fixture.calendar().resolve("a.ics"))).isEqualTo(item("u", "1"));
            assertThat(DataFolderFixture.names(fixture.calendar()))
                    .containsExactly(".Radicale.props", ".fasti", "a.ics");
            assertThat(fixture.calendar().resolve(".Radicale.props"))
                    .hasContent(
                            "{\"D:displayname\":\"calendar\",\"ICAL:calendar-color\":\"#ff0000ff\",\"tag\":\"VCALENDAR\"}");
            assertThat(DataFolderFixture.names(fixture.calendar().resolve(".fasti/tmp")))
                    .isEmpty();
        }
        assertThat(DataFolderFixture.names(fixture.data)).containsExactly(".fasti.lock", "collection-root", "fasti");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.data.resolve("fasti"))))
                .isEqualTo("rwx------");
        assertThat(DataFolderFixture.names(fixture.data.resolve("fasti/attic"))).isEmpty();
    }

    @Test
    @DisplayName("keys that we do not know stay in the properties' file through a change")
    void keepsUnknownKeys() throws Exception {
        DataFolderFixture fixture = fixture();
        Files.createDirectories(fixture.calendar());
        Path props = fixture.calendar().resolve(".Radicale.props");
        Files.writeString(
                props,
                "{\"tag\": \"VCALENDAR\", \"X:strange\": \"1\", \"nocolon\": \"2\", \"D:displayname\": \"N\\u00e4me\","
                        + " \"{urn:x}p\": \"3\", \"C:supported-calendar-component-set\": \"VEVENT,VTODO\", \"n\": null}");
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
            assertThat(calendar.snapshot().properties())
                    .containsEntry(new PropertyName("DAV:", "displayname"), new PropertyValue.Text("Näme"))
                    .containsEntry(new PropertyName("urn:x", "p"), new PropertyValue.Text("3"))
                    .containsKey(PropertyName.RESOURCE_ID)
                    .hasSize(4);
            PropertyName odd = new PropertyName("", "odd");
            PropertyValue xml = new PropertyValue.Xml("<x:p xmlns:x=\"urn:}x\">a<b/></x:p>");
            calendar.patch(new PropertyPatch(Map.of(
                    odd, Optional.of(new PropertyValue.Text("")), new PropertyName("urn:}x", "p"), Optional.of(xml))));
        }
        assertThat(props)
                .content()
                .contains("\"X:strange\":\"1\"", "\"nocolon\":\"2\"", "\"{urn:x}p\":\"3\"")
                .contains("\"{https://fasti.dev/ns/xml/urn%3A%7Dx}p\":", "\"{https://fasti.dev/ns/text/}odd\":\"\"");
        try (FileStore store = fixture.open()) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().properties())
                    .hasSize(6)
                    .containsEntry(
                            new PropertyName("urn:}x", "p"),
                            new PropertyValue.Xml("<x:p xmlns:x=\"urn:}x\">a<b/></x:p>"))
                    .containsEntry(new PropertyName("", "odd"), new PropertyValue.Text(""));
        }
    }

    @Test
    @DisplayName("a properties' file that makes no sense is served as a plain folder and never overwritten")
    void keepsBrokenProps() throws Exception {
        DataFolderFixture fixture = fixture();
        Files.createDirectories(fixture.calendar());
        Path props = fixture.calendar().resolve(".Radicale.props");
        Files.writeString(props, "{\"tag\": \"VCAL");
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.PLAIN);
            assertThatThrownBy(() -> calendar.patch(new PropertyPatch(Map.of())))
                    .isInstanceOf(StoreException.Unavailable.class);
        }
        assertThat(props).hasContent("{\"tag\": \"VCAL");
    }

    @Test
    @DisplayName("any legal name is kept as it is, up to 255 octets; what is longer is refused (RFC 4918 5.2)")
    void keepsNames() throws Exception {
        List<String> names = List.of(
                "with space.ics",
                "a@b.example.ics",
                "100%25.ics",
                "q\"uo'te\\s.ics",
                "a+b~c#d?e&f.ics",
                "Å\u030a\u00e9 e\u0301 日本 🎂.ics",
                "x".repeat(255),
                "é".repeat(127) + "x");
        DataFolderFixture fixture = fixture();
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            for (int i = 0; i < names.size(); i++) {
                put(calendar, names.get(i), "u" + i, "1");
            }
            for (String refused : List.of("x".repeat(256), "é".repeat(128), ".a", "a~", "a/b", "a\0b", "", "..")) {
                assertThatThrownBy(() -> put(calendar, refused, "v", "1"))
                        .isInstanceOf(StoreException.NameRefused.class);
            }
        }
        assertThat(DataFolderFixture.names(fixture.calendar())).containsAll(names);
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            for (int i = 0; i < names.size(); i++) {
                assertThat(calendar.read(names.get(i)).orElseThrow().octets()).isEqualTo(item("u" + i, "1"));
            }
            assertThat(store.find(HOME.child("x".repeat(300)))).isEmpty();
        }
    }

    @Test
    @DisplayName("a linked collection is the one it leads to; deleting it removes the link only")
    void followsLinks() throws Exception {
        DataFolderFixture fixture = fixture();
        CollectionPath link = HOME.child("link");
        try (FileStore store = fixture.open()) {
            Collection calendar = calendar(store);
            Files.createSymbolicLink(fixture.data.resolve("collection-root/alice/link"), Path.of("calendar"));
            Collection linked = store.find(link).orElseThrow();
            put(linked, "a.ics", "u", "1");
            assertThat(calendar.read("a.ics")).isPresent();
            assertThat(linked.snapshot().token()).isEqualTo(calendar.snapshot().token());
            assertThat(store.children(HOME)).containsExactly("calendar", "link");
            store.delete(link);
            assertThat(store.find(link)).isEmpty();
            assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
            Path outside = Files.writeString(temp.resolve("outside.ics"), "UID:o\n");
            Files.createSymbolicLink(fixture.calendar().resolve("o.ics"), outside);
            assertThat(store.find(CALENDAR)
                            .orElseThrow()
                            .read("o.ics")
                            .orElseThrow()
                            .octets())
                    .isEqualTo("UID:o\n".getBytes());
            put(calendar, "o.ics", "o", "new");
            assertThat(outside).hasContent("UID:o");
            Files.createDirectories(temp.resolve("elsewhere"));
            Files.writeString(temp.resolve("elsewhere/x.ics"), "UID:x\n");
            Files.createSymbolicLink(fixture.calendar().resolve("folder"), temp.resolve("elsewhere"));
            store.delete(CALENDAR);
            assertThat(temp.resolve("elsewhere/x.ics")).exists();
            assertThat(outside).exists();
        }
    }

    @Test
    @DisplayName("an unreadable file is left out and hides no other; one that was known is not taken for removed")
    void leavesOutUnreadable() throws Exception {
        DataFolderFixture fixture = fixture();
        Files.createDirectories(fixture.calendar());
        Files.writeString(fixture.calendar().resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        Files.writeString(fixture.calendar().resolve("good.ics"), "UID:good\n");
        Files.writeString(fixture.calendar().resolve("known.ics"), "UID:known\n");
        // A link that leads to itself is unreadable for root, too.
        Files.createSymbolicLink(fixture.calendar().resolve("bad.ics"), Path.of("bad.ics"));
        Files.createSymbolicLink(fixture.calendar().resolve("dangling.ics"), Path.of("nowhere.ics"));
        SyncToken token;
        try (FileStore store = fixture.open()) {
            Snapshot snapshot = store.find(CALENDAR).orElseThrow().snapshot();
            assertThat(snapshot.members()).extracting(Member::name).containsExactly("good.ics", "known.ics");
            token = snapshot.token();
        }
        Files.delete(fixture.calendar().resolve("known.ics"));
        Files.createSymbolicLink(fixture.calendar().resolve("known.ics"), Path.of("known.ics"));
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(calendar.snapshot().token()).isEqualTo(token);
            assertThat(calendar.snapshot().members()).hasSize(2);
            assertThatThrownBy(() -> calendar.read("known.ics")).isInstanceOf(StoreException.Unavailable.class);
            assertThatThrownBy(() -> put(calendar, "bad.ics", "bad", "1"))
                    .isInstanceOf(StoreException.Unavailable.class);
            assertThat(calendar.read("good.ics")).isPresent();
        }
    }

    @Test
    @DisplayName("a file without read permission is left out")
    void leavesOutForbidden() throws Exception {
        DataFolderFixture fixture = fixture();
        Files.createDirectories(fixture.calendar());
        Files.writeString(fixture.calendar().resolve("good.ics"), "UID:good\n");
        Path bad = Files.writeString(fixture.calendar().resolve("bad.ics"), "UID:bad\n");
        Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(bad), "root reads everything");
        try (FileStore store = fixture.open()) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().members()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a failing facts reader makes a member unreadable, not a collection")
    void survivesFactsReader() throws Exception {
        Path calendar = fixture().calendar();
        Files.createDirectories(calendar);
        Files.writeString(calendar.resolve("a.ics"), "x");
        FactsReader failing = (kind, octets) -> {
            throw new IllegalStateException("a bug");
        };
        try (FileStore store = FileStore.open(temp.resolve("data"), failing, Clock.systemUTC())) {
            Member member = store.find(CALENDAR)
                    .orElseThrow()
                    .snapshot()
                    .members()
                    .iterator()
                    .next();
            assertThat(member.facts().traits()).containsExactly(Facts.Trait.UNREADABLE);
        }
    }

    @Test
    @DisplayName("two files with one UID, copied by hand, are both served and can be changed; no third is made")
    void servesSharedUids() throws Exception {
        DataFolderFixture fixture = fixture();
        Files.createDirectories(fixture.calendar());
        Files.writeString(fixture.calendar().resolve(".Radicale.props"), "{\"tag\": \"VCALENDAR\"}");
        Files.write(fixture.calendar().resolve("b.ics"), item("u", "b"));
        Files.write(fixture.calendar().resolve("a.ics"), item("u", "a"));
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(calendar.snapshot().members()).hasSize(2);
            assertThat(calendar.snapshot().members().withUid("u").orElseThrow().name())
                    .isEqualTo("a.ics");
            calendar.put("b.ics", item("u", "b2"), facts("u"), ALWAYS);
            assertThatThrownBy(() -> put(calendar, "c.ics", "u", "c")).isInstanceOf(StoreException.UidConflict.class);
            calendar.delete("a.ics", ALWAYS);
            assertThat(calendar.snapshot().members().withUid("u").orElseThrow().name())
                    .isEqualTo("b.ics");
        }
    }
}
