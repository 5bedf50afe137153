package dev.fasti.store.file.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.file.index.BTree.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sorted set that never changes")
class BTreeTest {
    private record Span(int key, long end) {}

    private static final Order<Span> ORDER = new Order<>(Comparator.comparingInt(Span::key), Span::end);

    private static BTree<Span> tree(TreeMap<Integer, Span> spans) {
        return BTree.of(ORDER, List.copyOf(spans.values()));
    }

    private static TreeMap<Integer, Span> spans(int number, Random random) {
        TreeMap<Integer, Span> spans = new TreeMap<>();
        while (spans.size() < number) {
            int key = random.nextInt(number * 3 + 1);
            spans.put(key, new Span(key, random.nextInt(10_000)));
        }
        return spans;
    }

    private static <E> List<E> list(Iterator<E> elements) {
        List<E> list = new ArrayList<>();
        elements.forEachRemaining(list::add);
        return list;
    }

    private static void assertSame(BTree<Span> tree, TreeMap<Integer, Span> oracle, int probe, long least) {
        assertThat(tree.size()).isEqualTo(oracle.size());
        assertThat(list(tree.iterator())).containsExactlyElementsOf(oracle.values());
        assertThat(tree.at(span -> Integer.compare(span.key(), probe))).isEqualTo(oracle.get(probe));
        assertThat(tree.last())
                .isEqualTo(oracle.isEmpty() ? null : oracle.lastEntry().getValue());
        assertThat(list(tree.from(span -> Integer.compare(span.key(), probe))))
                .containsExactlyElementsOf(oracle.tailMap(probe, true).values());
        List<Span> shown = new ArrayList<>();
        tree.visit(span -> Integer.compare(span.key(), probe), least, shown::add);
        assertThat(shown)
                .containsExactlyElementsOf(oracle.headMap(probe, true).values().stream()
                        .filter(span -> span.end() >= least)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 64, 65, 1_000, 1_024, 1_025, 40_000})
    @DisplayName("built in one go, it is what a sorted map is, of any size")
    void built(int number) {
        TreeMap<Integer, Span> oracle = spans(number, new Random(number));
        BTree<Span> tree = tree(oracle);
        for (int probe : new int[] {-1, 0, number, number * 3 + 2}) {
            assertSame(tree, oracle, probe, 5_000);
        }
        assertThat(tree.height()).isLessThanOrEqualTo(number == 0 ? 0 : number <= 32 ? 1 : number <= 1_025 ? 3 : 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "through additions, replacements and removals it stays what a sorted map is, and every older one what it was")
    void changes(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Span> oracle = spans(random.nextInt(600), random);
        BTree<Span> tree = tree(oracle);
        BTree<Span> older = tree;
        TreeMap<Integer, Span> olderOracle = new TreeMap<>(oracle);
        for (int i = 0; i < 6_000; i++) {
            int key = random.nextInt(900);
            boolean isGrowing = i / 1_500 % 2 == 0;
            if (random.nextInt(4) > 0 == isGrowing) {
                Span span = new Span(key, random.nextInt(10_000));
                oracle.put(key, span);
                tree = tree.plus(span);
            } else {
                BTree<Span> rest = tree.minus(span -> Integer.compare(span.key(), key));
                assertThat(rest == tree).isEqualTo(oracle.remove(key) == null);
                tree = rest;
            }
            if (i % 100 == 0) {
                assertSame(tree, oracle, random.nextInt(900), random.nextInt(10_000));
                assertSame(older, olderOracle, random.nextInt(900), random.nextInt(10_000));
                older = tree;
                olderOracle = new TreeMap<>(oracle);
            }
        }
        for (int key : List.copyOf(oracle.keySet())) {
            tree = tree.minus(span -> Integer.compare(span.key(), key));
        }
        assertThat(tree.isEmpty()).isTrue();
        assertThat(tree.height()).isZero();
    }

    @Test
    @DisplayName("it stays flat while it grows at its end and is emptied from its start")
    void staysFlat() {
        BTree<Span> tree = tree(new TreeMap<>());
        for (int i = 0; i < 20_000; i++) {
            tree = tree.plus(new Span(i, i));
        }
        assertThat(tree.height()).isLessThanOrEqualTo(4);
        for (int i = 0; i < 19_990; i++) {
            int key = i;
            tree = tree.minus(span -> Integer.compare(span.key(), key));
        }
        assertThat(tree.size()).isEqualTo(10);
        assertThat(tree.height()).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("a walk past the end is a bug that shows")
    void ends() {
        Iterator<Span> none = tree(new TreeMap<>()).iterator();
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
}
