package dev.fasti.store.file.past;

import static dev.fasti.store.StoreFixture.ALWAYS;
import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.item;
import static dev.fasti.store.StoreFixture.named;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.file.disk.SteppedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a folder keeps of what it held, when steps fail or the process is killed")
class PastFailureTest {
    @TempDir
    Path temp;

    private DataFolderFixture fixture;

    @BeforeEach
    void make() {
        fixture = new DataFolderFixture(temp);
    }

    private List<String> kept() throws IOException {
        return DataFolderFixture.names(fixture.calendar().resolve(".fasti/history")).stream()
                .filter(name -> !name.equals("journal"))
                .toList();
    }

    private static List<String> told(FileStore store) {
        return store.past().events(CALENDAR).stream()
                .map(event -> event.what() + " " + event.name())
                .toList();
    }

    private static String text(String uid, String word) {
        return new String(item(uid, word), StandardCharsets.UTF_8);
    }

    /** Fails once, at the step whose turn it is. */
    private static final class FailingDisk extends SteppedDisk {
        private boolean isFired;

        @Override
        protected void turn() throws IOException {
            isFired = true;
            throw new IOException("the disk is on fire");
        }

        @Override
        public void syncFolder(Path folder) {
            // No step: what fails is what is done to names.
        }
    }

    @Test
    @DisplayName("whichever step fails, the member is whole in its place and the history tells of nothing")
    void failures() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            List<Runnable> writes = List.of(
                    () -> put(calendar, "a.ics", "u", "2"),
                    () -> calendar.delete("a.ics", ALWAYS),
                    () -> calendar.patch(named("n")));
            for (Runnable write : writes) {
                for (int step = 0; step < 2; step++) {
                    disk.left = step;
                    disk.isFired = false;
                    if (!fails(write, disk)) {
                        break;
                    }
                    disk.left = Integer.MAX_VALUE;
                    assertThat(calendar.read("a.ics").orElseThrow().octets()).isIn(item("u", "1"), item("u", "2"));
                    assertThat(kept()).hasSize(store.past().events(CALENDAR).size() - 1);
                }
                disk.left = Integer.MAX_VALUE;
                if (calendar.read("a.ics").isEmpty()) {
                    put(calendar, "a.ics", "u", "1");
                    store.past().forget(CALENDAR, name -> true);
                    put(calendar, "x" + writes.indexOf(write) + ".ics", "x" + writes.indexOf(write), "1");
                }
            }
        }
    }

    private static boolean fails(Runnable write, FailingDisk disk) {
        try {
            write.run();
            return false;
        } catch (StoreException.Unavailable e) {
            return disk.isFired;
        }
    }

    @Test
    @DisplayName("wherever the process is killed, a whole version is in place or in the history, and a start finds it")
    void killed() throws IOException {
        for (int step = 0; step < 4; step++) {
            killed(step, calendar -> calendar.delete("a.ics", ALWAYS));
            killed(step, calendar -> put(calendar, "a.ics", "u", "2"));
        }
    }

    private void killed(int step, Consumer<Collection> write) throws IOException {
        Path data = temp.resolve(Places.unique());
        Path left = temp.resolve(Places.unique());
        WitnessDisk disk = new WitnessDisk(data, left);
        try (FileStore store = new DataFolderFixture(data).open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            disk.left = step;
            write.accept(calendar);
            disk.left = Integer.MAX_VALUE;
            if (!Files.exists(left)) {
                copyAll(data, left);
            }
        }
        try (FileStore restarted = new DataFolderFixture(left).open()) {
            Collection calendar = restarted.find(CALENDAR).orElseThrow();
            List<String> whole = new ArrayList<>();
            restarted
                    .past()
                    .events(CALENDAR)
                    .forEach(event -> restarted
                            .past()
                            .version(CALENDAR, event)
                            .ifPresent(octets -> whole.add(new String(octets, StandardCharsets.UTF_8))));
            calendar.read("a.ics").ifPresent(now -> whole.add(new String(now.octets(), StandardCharsets.UTF_8)));
            assertThat(whole).contains(text("u", "1")).isSubsetOf(text("u", "1"), text("u", "2"));
            put(calendar, "a.ics", "u", "3");
            assertThat(told(restarted)).last().asString().endsWith(" a.ics");
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.getFileName().toString().equals(".fasti.lock")) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    /** Copies the data folder as a process leaves it that is killed at the step whose turn it is. */
    private static final class WitnessDisk extends SteppedDisk {
        private final Path data;
        private final Path copy;

        WitnessDisk(Path data, Path copy) {
            this.data = data;
            this.copy = copy;
        }

        @Override
        protected void turn() throws IOException {
            copyAll(data, copy);
        }

        @Override
        public void delete(Path path) throws IOException {
            deleteWithoutStep(path);
        }
    }

    @Test
    @DisplayName("a collection that cannot be kept cannot be written, and says so")
    void cannotKeep() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (FileStore store = fixture.open(disk)) {
            Collection calendar = calendar(store);
            put(calendar, "a.ics", "u", "1");
            disk.left = 1;
            assertThatThrownBy(() -> put(calendar, "a.ics", "u", "2")).isInstanceOf(StoreException.Unavailable.class);
            assertThat(calendar.read("a.ics").orElseThrow().octets()).isEqualTo(item("u", "1"));
            assertThat(kept()).isEmpty();
            assertThat(told(store)).containsExactly("CREATED a.ics");
        }
    }
}
