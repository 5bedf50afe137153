package dev.fasti.store.file.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Author;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of a collection")
class JournalTest {
    private static final Instant TIME = Instant.parse("2026-11-27T10:04:31.123Z");
    private static final ETag TAG = ETag.of("x".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path temp;

    private Path file;
    private Journal journal;

    @BeforeEach
    void open() {
        file = temp.resolve("journal");
        journal = new Journal(file);
    }

    private static Event event(int number, String name) {
        Author author = new Author("zoë", "DAVx5/4.4 (2026)", "DELETE");
        return new Event(TIME.plusSeconds(number), number, name, TAG, null, author);
    }

    private void append(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            journal.append(List.of(event(i, i + ".ics")));
        }
    }

    private List<Long> revisions() throws IOException {
        return Event.in(new Journal(file).read()).stream().map(Event::revision).toList();
    }

    @Test
    @DisplayName("what is written is read, whatever characters a name has, by whoever opens it next")
    void roundTrip() throws IOException {
        List<Event> events = List.of(
                event(1, "a b\tc%0a\u007f\u0001.ics"),
                new Event(TIME, 2, "ü \u2028 \ud83d\ude00.vcf", null, TAG, Author.UNKNOWN),
                new Event(TIME, 3, Event.PROPERTIES, null, null, Author.OUTSIDE));
        journal.append(events.subList(0, 2));
        new Journal(file).append(events.subList(2, 3));
        assertThat(Event.in(journal.read())).isEqualTo(events);
        assertThat(events)
                .extracting(Event::what)
                .containsExactly(Event.What.DELETED, Event.What.CREATED, Event.What.PROPERTIES);
    }

    @Test
    @DisplayName("what became of the collection as a whole is read, too, and outlives that its changes are forgotten")
    void wholeCollection() throws IOException {
        CollectionPath old = CollectionPath.of("zoë", "a %2f \ud83d\ude00");
        CollectionPath now = CollectionPath.of("-", "-");
        Author author = new Author("zoë", "x\"y", "MOVE");
        List<CollectionEvent> events = List.of(
                CollectionEvent.at(old, CollectionEvent.What.MADE, TIME, author),
                new CollectionEvent(TIME, CollectionEvent.What.MOVED, now, old, author),
                new CollectionEvent(TIME.plusSeconds(1), CollectionEvent.What.COPIED, now, old, Author.UNKNOWN));
        journal.append(events.subList(0, 1));
        append(0, 2);
        journal.append(events.subList(1, 3));
        assertThat(new Journal(file).life()).isEqualTo(new Life(events));
        assertThat(revisions()).containsExactly(0L, 1L);
        journal.forget(event -> true);
        assertThat(journal.read()).isEqualTo(events);
    }

    @Test
    @DisplayName("a collection's place at a moment is what it was before the first event that is later")
    void placeAt() {
        CollectionPath one = CollectionPath.of("a", "1");
        CollectionPath two = CollectionPath.of("a", "2");
        Author none = Author.UNKNOWN;
        Life life = new Life(List.of(
                CollectionEvent.at(one, CollectionEvent.What.MADE, TIME.plusSeconds(10), none),
                new CollectionEvent(TIME.plusSeconds(20), CollectionEvent.What.MOVED, two, one, none),
                CollectionEvent.at(two, CollectionEvent.What.DELETED, TIME.plusSeconds(30), none),
                CollectionEvent.at(one, CollectionEvent.What.BROUGHT_BACK, TIME.plusSeconds(40), none)));
        assertThat(life.placeAt(TIME.plusSeconds(9), one)).isEmpty();
        assertThat(life.placeAt(TIME.plusSeconds(10), one)).contains(one);
        assertThat(life.placeAt(TIME.plusSeconds(29), one)).contains(two);
        assertThat(life.placeAt(TIME.plusSeconds(30), one)).isEmpty();
        assertThat(life.placeAt(TIME.plusSeconds(40), one)).contains(one);
        assertThat(new Life(List.of()).placeAt(TIME, two)).contains(two);
    }

    @Test
    @DisplayName("a tail that a crash has cut, or any damaged octet, costs the lines that it is in and no other")
    void damage() throws IOException {
        append(0, 3);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = whole.length / 3 * 2 + 5; cut < whole.length - 1; cut += 7) {
            Files.write(file, Arrays.copyOf(whole, cut));
            new Journal(file).append(List.of(event(9, "9.ics")));
            assertThat(revisions()).containsExactly(0L, 1L, 9L);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Files.write(file, damaged);
            assertThat(revisions()).as("octet " + at).hasSizeBetween(1, 3).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("what did not happen is taken back")
    void takeBack() throws IOException {
        append(0, 2);
        Journal.Point point = journal.append(List.of(event(2, "2.ics"), event(3, "3.ics")));
        journal.takeBack(point);
        append(4, 5);
        assertThat(revisions()).containsExactly(0L, 1L, 4L);
    }

    @Test
    @DisplayName("one that somebody has removed or cut begins anew")
    void removed() throws IOException {
        append(0, 2);
        Files.delete(file);
        append(2, 3);
        assertThat(revisions()).containsExactly(2L);
    }

    @Test
    @DisplayName("old events go when much would go, and what comes after is written at the right place")
    void trim() throws IOException {
        append(0, 10);
        journal.trim(TIME.plusSeconds(9));
        assertThat(revisions()).as("too small to be worth it").hasSize(10);
        List<Event> many = new ArrayList<>();
        for (int i = 10; i < 1_000; i++) {
            many.add(event(i, i + ".ics"));
        }
        journal.append(many);
        journal.trim(TIME.plusSeconds(100));
        assertThat(revisions()).as("a tenth is not worth it").hasSize(1_000);
        journal.trim(TIME.plusSeconds(900));
        append(1_000, 1_001);
        assertThat(revisions()).hasSize(101).startsWith(900L).endsWith(1_000L);
        journal.forget(event -> !event.name().equals("950.ics"));
        append(1_001, 1_002);
        assertThat(revisions()).containsExactly(950L, 1_001L);
    }

    @Test
    @DisplayName("it never grows beyond its bound, even if no event is old")
    void bounded() throws IOException {
        append(0, 1);
        byte[] line = Files.readAllBytes(file);
        byte[] block = new byte[line.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(line, 0, block, i * line.length, line.length);
        }
        while (Files.size(file) <= Journal.LARGEST) {
            Files.write(file, block, StandardOpenOption.APPEND);
        }
        Journal large = new Journal(file);
        large.trim(Instant.EPOCH);
        assertThat(Files.size(file)).isLessThan(Journal.LARGEST / 10 * 6);
    }

    @Test
    @DisplayName("the name of a version tells what it was, cut to what a file name holds")
    void versionName() {
        VersionName name = VersionName.of(event(17, "a-1-b.ics"));
        assertThat(name.file()).isEqualTo("20261127T100448123Z-17-a-1-b.ics");
        assertThat(VersionName.parse(name.file())).contains(name);
        assertThat(VersionName.parse("20261327T100448123Z-17-a.ics")).isEmpty();
        assertThat(VersionName.parse("20261127T100448123Z-99999999999999999999-a"))
                .isEmpty();
        assertThat(VersionName.parse("journal")).isEmpty();
        VersionName longest = new VersionName(TIME, Long.MAX_VALUE, "\ud83d\ude00".repeat(60) + "é");
        assertThat(longest.file().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
        assertThat(longest.file()).doesNotContain("?").endsWith("\ud83d\ude00");
    }

    @Test
    @DisplayName("an author's name and program are one short printable line, whatever a client sends")
    void author() {
        Author author = new Author(" a\u202eb\n", "x".repeat(500), "PUT\u0000\u001b[31m");
        assertThat(author.user()).isEqualTo("a b");
        assertThat(author.client()).hasSize(120);
        assertThat(author.action()).isEqualTo("PUT  [31m");
    }
}
