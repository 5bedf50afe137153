package dev.fasti.store.file;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.OTHER;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.facts;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore.Transfer;
import dev.fasti.store.path.MemberPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a member was made, as it is moved and copied. */
class CreationTest {
    @TempDir
    Path temp;

    @Test
    @DisplayName(
            "a moved member keeps its creation, within a collection and between two; a copy starts anew (RFC 4918 15.1)")
    void transferred() {
        DataFolderFixture fixture = new DataFolderFixture(temp);
        try (FileStore store = fixture.open()) {
            Collection source = calendar(store);
            Collection target = calendar(store, OTHER);
            Instant made = put(source, "a.ics", "u", "1").created();
            fixture.clock.advance(Duration.ofDays(1));
            put(target, "d.ics", "u", "2");
            fixture.clock.advance(Duration.ofDays(1));
            transfer(store, Transfer.MOVE, new MemberPath(CALENDAR, "a.ics"), new MemberPath(CALENDAR, "b.ics"));
            assertThat(created(source, "b.ics")).isEqualTo(made);
            transfer(store, Transfer.COPY, new MemberPath(CALENDAR, "b.ics"), new MemberPath(OTHER, "d.ics"));
            assertThat(created(target, "d.ics")).as("over another").isAfterOrEqualTo(made.plus(Duration.ofDays(2)));
            fixture.clock.advance(Duration.ofDays(1));
            transfer(store, Transfer.MOVE, new MemberPath(CALENDAR, "b.ics"), new MemberPath(OTHER, "d.ics"));
            assertThat(created(target, "d.ics")).as("over another").isEqualTo(made);
        }
    }

    private static void transfer(FileStore store, Transfer transfer, MemberPath from, MemberPath to) {
        store.transfer(transfer, from, ALWAYS, to, facts("u"), ALWAYS);
    }

    private static Instant created(Collection collection, String name) {
        return collection.snapshot().members().named(name).orElseThrow().created();
    }
}
