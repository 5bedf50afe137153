package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.MemberContract;
import dev.fasti.store.SyncToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps back, as one does that is set by the network an hour after the start. */
class ClockSetBackTest {
    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
        try (FileStore store = fixture.open()) {
            put(calendar(store), "a.ics", "a", "1");
        }
    }

    @Test
    @DisplayName("revisions rise and tokens hold although the time falls, also over a restart")
    void tokens() {
        SyncToken before;
        try (FileStore store = fixture.open()) {
            before = store.find(CALENDAR).orElseThrow().snapshot().token();
            fixture.clock.advance(Duration.ofDays(-400));
            put(store.find(CALENDAR).orElseThrow(), "b.ics", "b", "1");
            assertThat(MemberContract.names(store.find(CALENDAR).orElseThrow().snapshot(), before))
                    .containsExactly("+b.ics");
        }
        fixture.clock.advance(Duration.ofDays(-400));
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            calendar.delete("a.ics", ALWAYS);
            assertThat(MemberContract.names(calendar.snapshot(), before)).containsExactly("+b.ics", "-a.ics");
        }
    }

    @Test
    @DisplayName("a file edited in place is still noticed in time")
    void rescan() throws Exception {
        try (FileStore store = fixture.open()) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            SyncToken before = calendar.snapshot().token();
            fixture.clock.advance(Duration.ofDays(-400));
            Files.write(fixture.calendar().resolve("a.ics"), item("a", "2"));
            calendar.snapshot();
            fixture.clock.advance(Duration.ofSeconds(31));
            assertThat(MemberContract.names(calendar.snapshot(), before)).containsExactly("+a.ics");
        }
    }
}
