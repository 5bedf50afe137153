package dev.fasti.store.file.collection;

import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyPatch;
import dev.fasti.store.property.PropertyValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of properties that somebody else writes, or that cannot be read: clients forget a calendar that is none. */
class PropsBehindTheBackTest {
    private static final PropertyName NAME = new PropertyName("DAV:", "displayname");

    @TempDir
    Path temp;

    private DataFolderFixture fixture;
    private FileStore store;
    private Collection calendar;
    private Path props;

    @BeforeEach
    void open() {
        fixture = new DataFolderFixture(temp);
        store = fixture.open();
        calendar = calendar(store);
        put(calendar, "a.ics", "a", "1");
        props = fixture.calendar().resolve(".Radicale.props");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("properties that are half written leave an open calendar as it was, and count when they are whole")
    void halfWritten() throws Exception {
        Files.writeString(props, "{\"tag\": \"VCAL");
        Files.write(fixture.calendar().resolve("b.ics"), item("b", "1"));
        assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
        assertThat(calendar.snapshot().members()).hasSize(2);
        Files.writeString(props, "{\"tag\": \"VCALENDAR\", \"D:displayname\": \"whole\"}");
        fixture.clock.advance(Duration.ofSeconds(31));
        assertThat(calendar.snapshot().properties()).containsEntry(NAME, new PropertyValue.Text("whole"));
    }

    @Test
    @DisplayName("properties that are gone make an open calendar a plain collection")
    void gone() throws Exception {
        Files.delete(props);
        assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.PLAIN);
    }

    @Test
    @DisplayName("properties that are away for a moment are not replaced by what is changed in them")
    void changedWhileAway() throws Exception {
        PropertyPatch patch = new PropertyPatch(Map.of(NAME, Optional.of(new PropertyValue.Text("new"))));
        Path aside = Files.move(props, temp.resolve("aside"));
        assertThatThrownBy(() -> calendar.patch(patch)).isInstanceOf(StoreException.Unavailable.class);
        Files.move(aside, props);
        calendar.patch(patch);
        assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
        assertThat(calendar.snapshot().properties()).containsEntry(NAME, new PropertyValue.Text("new"));
    }

    @Test
    @DisplayName("a collection whose properties cannot be read is unavailable, not a plain one")
    void unreadable() throws Exception {
        store.close();
        Path aside = Files.move(props, temp.resolve("aside"));
        Files.createDirectory(props);
        store = fixture.open();
        assertThatThrownBy(() -> store.find(CALENDAR)).isInstanceOf(StoreException.Unavailable.class);
        Files.delete(props);
        Files.move(aside, props);
        assertThat(store.find(CALENDAR).orElseThrow().snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
    }

    @Test
    @DisplayName("properties that cannot be read for a while leave an open calendar as it was")
    void unreadableMeanwhile() throws Exception {
        Path aside = Files.move(props, temp.resolve("aside"));
        Files.createDirectory(props);
        assertThatThrownBy(() -> calendar.snapshot()).isInstanceOf(StoreException.Unavailable.class);
        Files.delete(props);
        Files.move(aside, props);
        assertThat(calendar.snapshot().kind()).isEqualTo(CollectionKind.CALENDAR);
    }
}
