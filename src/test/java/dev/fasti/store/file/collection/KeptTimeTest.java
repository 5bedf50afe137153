package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.ifMatch;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Member;
import dev.fasti.store.MemberContract;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody else edits in place while the server runs, and which keep their size and their time. */
class KeptTimeTest {
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
        token = calendar.snapshot().token();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("a file edited in place is noticed when it is read, even with the same size and time")
    void noticesEditWhenRead() throws Exception {
        Path file = fixture.calendar().resolve("a.ics");
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, item("a", "2"));
        Files.setLastModifiedTime(file, time);
        Content content = calendar.read("a.ics").orElseThrow();
        assertThat(content.octets()).isEqualTo(item("a", "2"));
        assertThat(content.member().etag()).isEqualTo(ETag.of(item("a", "2")));
        assertThat(calendar.snapshot().members().named("a.ics")).contains(content.member());
        assertThat(MemberContract.names(calendar.snapshot(), token)).containsExactly("+a.ics");
    }

    @Test
    @DisplayName(
            "a file that has been read before is noticed as well when it is edited in place with its size and time")
    void noticesEditAfterRead(@TempDir Path other) throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10));
        try (FileStore store = FileStore.open(other, StoreFixture::facts, later)) {
            Collection read = StoreFixture.calendar(store);
            StoreFixture.put(read, "a.ics", "a", "1");
            assertThat(read.read("a.ics").orElseThrow().octets())
                    .isSameAs(read.read("a.ics").orElseThrow().octets());
            Path file = other.resolve("collection-root/alice/calendar/a.ics");
            FileTime time = Files.getLastModifiedTime(file);
            Files.write(file, item("a", "2"));
            Files.setLastModifiedTime(file, time);

            Content content = read.read("a.ics").orElseThrow();

            assertThat(content.octets()).isEqualTo(item("a", "2"));
            assertThat(content.member().etag()).isEqualTo(ETag.of(item("a", "2")));
        }
    }

    @Test
    @DisplayName("conditions see what was edited in place with its size and time (RFC 9110 13.1.1)")
    void conditionsSeeKeptTime() throws Exception {
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (String name : List.of("a.ics", "b.ics")) {
            Files.setLastModifiedTime(fixture.calendar().resolve(name), longAgo);
        }
        fixture.clock.advance(Duration.ofSeconds(31));
        Member a = calendar.snapshot().members().named("a.ics").orElseThrow();
        Member b = calendar.snapshot().members().named("b.ics").orElseThrow();
        assertThat(MemberContract.names(calendar.snapshot(), token)).isEmpty();
        Files.write(fixture.calendar().resolve("a.ics"), item("a", "2"));
        Files.write(fixture.calendar().resolve("b.ics"), item("b", "2"));
        for (String name : List.of("a.ics", "b.ics")) {
            Files.setLastModifiedTime(fixture.calendar().resolve(name), longAgo);
        }
        assertThatThrownBy(() -> calendar.put("a.ics", item("a", "3"), facts("a"), ifMatch(a.etag())))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThatThrownBy(() -> calendar.delete("b.ics", ifMatch(b.etag())))
                .isInstanceOf(StoreException.ConditionFailed.class);
        assertThat(MemberContract.names(calendar.snapshot(), token)).containsExactlyInAnyOrder("+a.ics", "+b.ics");
        calendar.put("a.ics", item("a", "3"), facts("a"), ifMatch(ETag.of(item("a", "2"))));
        calendar.delete("b.ics", ifMatch(ETag.of(item("b", "2"))));
    }
}
