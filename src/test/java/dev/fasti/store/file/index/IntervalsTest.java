package dev.fasti.store.file.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Facts;
import dev.fasti.store.file.disk.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The index of members by component and time")
class IntervalsTest {
    private static final String[] COMPONENTS = {"VEVENT", "VEVENT", "VEVENT", "VTODO", null};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("through inserts, removals and replacements it finds what a look at every member finds")
    void agreesWithAScan(long seed) {
        Random random = new Random(seed);
        TreeMap<String, Entry> members = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            Entry entry = entry("m" + random.nextInt(300), random);
            members.put(entry.name(), entry);
        }
        Intervals index = Intervals.of(members.values());
        for (int i = 0; i < 1_500; i++) {
            String name = "m" + random.nextInt(300);
            Entry old = members.remove(name);
            if (old != null) {
                index = index.minus(old);
            }
            if (old == null || random.nextBoolean()) {
                Entry entry = entry(name, random);
                members.put(name, entry);
                index = index.plus(entry);
            }
            Query query = Query.random(random);
            assertThat(query.on(index))
                    .as("seed %d, step %d, %s", seed, i, query)
                    .isEqualTo(query.on(members));
        }
        assertThat(index.bounded().values()).allSatisfy(IntervalsTest::isBalanced);
        assertThat(index.endless().values()).allSatisfy(IntervalsTest::isBalanced);
        for (Entry entry : members.values()) {
            index = index.minus(entry);
        }
        assertThat(index.bounded()).isEmpty();
        assertThat(index.endless()).isEmpty();
    }

    @Test
    @DisplayName("a change leaves every older index as it was")
    void isPersistent() {
        Random random = new Random(7);
        List<Intervals> versions = new ArrayList<>(List.of(Intervals.of(List.of())));
        List<Map<String, Entry>> oracles = new ArrayList<>(List.of(Map.of()));
        for (int i = 0; i < 120; i++) {
            TreeMap<String, Entry> members = new TreeMap<>(oracles.get(i));
            Intervals index = versions.get(i);
            Entry entry = entry("m" + random.nextInt(60), random);
            Entry old = members.put(entry.name(), entry);
            versions.add((old == null ? index : index.minus(old)).plus(entry));
            oracles.add(members);
        }
        for (int i = 0; i < versions.size(); i++) {
            Query query = Query.random(random);
            assertThat(query.on(versions.get(i))).as("%d %s", i, query).isEqualTo(query.on(oracles.get(i)));
        }
    }

    @Test
    @DisplayName("members that come by rising start, as a calendar grows, leave it flat")
    void staysFlat() {
        IntervalTree tree = IntervalTree.EMPTY;
        for (int i = 0; i < 4_096; i++) {
            tree = tree.plus(entry("m" + i, "VEVENT", (long) i, i + 1L));
        }
        isBalanced(tree);
        for (int i = 0; i < 4_000; i++) {
            tree = tree.minus(entry("m" + i, "VEVENT", (long) i, i + 1L));
        }
        assertThat(tree.size()).isEqualTo(96);
        isBalanced(tree);
    }

    @Test
    @DisplayName("a look at some time shows the members of that time only, beside any number of others")
    void looksAtFew() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            entries.add(entry("m" + i, "VEVENT", i * 100L, i * 100L + 50));
        }
        AtomicInteger shown = new AtomicInteger();
        IntervalTree.of(entries)
                .visit(
                        Instant.ofEpochSecond(500_000),
                        Instant.ofEpochSecond(501_000),
                        entry -> shown.incrementAndGet());
        assertThat(shown.get()).isEqualTo(11);
    }

    @Test
    @DisplayName("an end within a second counts as the end of that second, so that nothing is left out")
    void partsOfSeconds() {
        Instant end = Instant.parse("2026-01-01T10:00:00.25Z");
        Facts facts = new Facts("u", "VEVENT", end.minusSeconds(60), end, Set.of(), List.of());
        Intervals index = Intervals.of(List.of(entry("m", facts)));

        assertThat(index.overlapping("VEVENT", end, Instant.MAX)).hasSize(1);
        Instant second = Instant.parse("2026-01-01T10:00:01Z");
        assertThat(index.overlapping("VEVENT", second, Instant.MAX)).hasSize(1);
        assertThat(index.overlapping("VEVENT", second.plusNanos(1), Instant.MAX))
                .isEmpty();
        assertThat(index.overlapping("VEVENT", Instant.MIN, end.minusSeconds(60)))
                .hasSize(1);
        Instant start = Instant.parse("2026-01-01T09:59:00Z");
        assertThat(index.overlapping("VEVENT", Instant.MIN, start)).hasSize(1);
        assertThat(index.overlapping("VEVENT", Instant.MIN, start.minusNanos(1)))
                .isEmpty();
    }

    @Test
    @DisplayName("a member that is there twice, or is to go and is not there, is a bug that shows")
    void refusesNonsense() {
        Entry entry = entry("m", "VEVENT", 1L, 2L);
        IntervalTree tree = IntervalTree.EMPTY.plus(entry);
        assertThatThrownBy(() -> tree.plus(entry)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IntervalTree.EMPTY.minus(entry)).isInstanceOf(IllegalArgumentException.class);
        Intervals none = Intervals.of(List.of());
        assertThatThrownBy(() -> none.minus(entry)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void isBalanced(IntervalTree tree) {
        double levels = Math.log(tree.size() + 1) / Math.log(BTree.FULL / 4.0);
        assertThat(tree.entries().height()).isLessThanOrEqualTo((int) Math.ceil(levels) + 1);
    }

    private static Entry entry(String name, Random random) {
        Long start = random.nextInt(8) == 0 ? null : (long) random.nextInt(1_000);
        Long end = random.nextInt(6) == 0 ? null : (start == null ? random.nextInt(1_000) : start + random.nextInt(90));
        return entry(name, COMPONENTS[random.nextInt(COMPONENTS.length)], start, end);
    }

    private static Entry entry(String name, @Nullable String component, @Nullable Long start, @Nullable Long end) {
        return entry(
                name,
                new Facts(
                        "uid-" + name,
                        component,
                        start == null ? null : Instant.ofEpochSecond(start),
                        end == null ? null : Instant.ofEpochSecond(end),
                        Set.of(),
                        List.of()));
    }

    private static Entry entry(String name, Facts facts) {
        return new Entry(name, Digest.of(new byte[0]), 0, 0, 0, 0, 1, facts, Map.of());
    }

    private record Query(@Nullable String component, Instant start, Instant end) {
        static Query random(Random random) {
            long from = random.nextInt(1_100) - 50;
            Instant start = random.nextInt(8) == 0 ? Instant.MIN : Instant.ofEpochSecond(from);
            Instant end = random.nextInt(8) == 0 ? Instant.MAX : Instant.ofEpochSecond(from + random.nextInt(120));
            return new Query(COMPONENTS[random.nextInt(COMPONENTS.length)], start, end);
        }

        List<String> on(Intervals index) {
            return index.overlapping(component, start, end).stream()
                    .map(Entry::name)
                    .toList();
        }

        List<String> on(Map<String, Entry> members) {
            return members.values().stream()
                    .filter(entry -> entry.facts().mayOverlap(component, start, end))
                    .map(Entry::name)
                    .toList();
        }
    }
}
