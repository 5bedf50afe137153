package dev.fasti.store.file.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.SearchedValues;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.index.Chain;
import dev.fasti.store.file.index.CollectionIndex;
import dev.fasti.store.file.index.Entry;
import dev.fasti.store.file.index.Latest;
import dev.fasti.store.file.index.Latest.Tombstone;
import dev.fasti.store.file.props.Props;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Index, change log, notes and properties are read from a disk that anything may have happened to. */
class CacheFilesFuzz {
    @TempDir
    Path temp;

    @FuzzTest
    void index(byte[] octets) throws IOException {
        read(octets, CollectionKind.CALENDAR).ifPresent(CacheFilesFuzz::assertUsable);
        read(sealed(octets), CollectionKind.PLAIN).ifPresent(CacheFilesFuzz::assertUsable);
    }

    private static Optional<SavedIndex> read(byte[] octets, CollectionKind kind) throws IOException {
        return IndexFile.read(new ByteArrayInputStream(octets), octets.length, kind);
    }

    private static void assertUsable(SavedIndex saved) {
        CollectionIndex index = CollectionIndex.of(saved.entries(), saved.tombstones(), saved.chain());
        assertThat(index.byName()).hasSameSizeAs(saved.entries());
        saved.byName().forEach((name, entry) -> assertThat(index.entry(name)).isSameAs(entry));
        index.byName().forEach(entry -> {
            assertThat(entry.member().name()).isEqualTo(entry.name());
            assertThat(SearchedValues.of(entry.facts().values().octets()))
                    .containsExactlyElementsOf(entry.facts().values());
        });
    }

    @FuzzTest
    void log(byte[] octets) {
        History.parse(octets).ifPresent(CacheFilesFuzz::assertSound);
    }

    @FuzzTest
    void props(byte[] octets) {
        try {
            Props props = Props.parse(octets);
            assertThat(Props.parse(props.octets())).isEqualTo(props);
        } catch (IOException e) {
            assertThat(e).isNotNull(); // What is no JSON is refused, in this way only.
        }
    }

    @FuzzTest
    void provenance(byte[] octets) {
        ProvenanceLine.decode(new String(octets, StandardCharsets.UTF_8))
                .ifPresent(
                        line -> assertThat(ProvenanceLine.decode(line.encode().stripTrailing()))
                                .contains(line));
    }

    private static void assertSound(History history) {
        assertThat(history.end()).isPositive();
        history.latest()
                .values()
                .forEach(record -> assertThat(record.revision())
                        .isBetween(1L, history.chain().revision()));
    }

    /** With a right checksum, so that the parser behind it is reached. */
    private static byte[] sealed(byte[] octets) {
        byte[] head = {'F', 'A', 'S', 'T', 'I', 'I', 'X', '4', (byte) CollectionKind.PLAIN.ordinal()};
        byte[] sealed = Arrays.copyOf(head, head.length + octets.length + 4);
        System.arraycopy(octets, 0, sealed, head.length, octets.length);
        java.nio.ByteBuffer.wrap(sealed).putInt(sealed.length - 4, LogRecord.crc(sealed, 0, sealed.length - 4));
        return sealed;
    }

    private static CollectionIndex sample() {
        Chain chain = Chain.seeded(42);
        Facts facts = new Facts(
                "uid",
                "VEVENT",
                Instant.EPOCH,
                Instant.ofEpochSecond(1, 5),
                Set.of(Facts.Trait.ALARM, Facts.Trait.RECURRING),
                List.of(new Facts.Value("FN", "Zoë"), new Facts.Value("FN", "")));
        Entry a = new Entry("a.ics", Digest.of(new byte[] {1}), 1, 2, 3, 4, 1, facts, Map.of());
        Entry b = new Entry("b ü.ics", Digest.of(new byte[] {2}), 5, 6, 7, 8, 2, Facts.NONE, Map.of());
        CollectionIndex index = CollectionIndex.of(List.of(), List.of(), chain);
        for (Latest change : List.of(a, b, new Tombstone("c", 3, 9))) {
            index = index.with(change, change.revision());
        }
        return index;
    }

    @Test
    @DisplayName("what was written is read back, and no mutation of it breaks the reader or is believed")
    void survivesMutations() throws IOException {
        Path file = temp.resolve("facts.index");
        CollectionIndex sample = sample();
        ChangeLog.Extent extent = new ChangeLog.Extent(123, 4);
        IndexFile.save(file, new IndexFile.State(CollectionKind.CALENDAR, 77, extent, 88, sample));
        byte[] index = Files.readAllBytes(file);
        SavedIndex read = read(index, CollectionKind.CALENDAR).orElseThrow();
        assertThat(read.entries())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(sample.byName());
        assertThat(read.tombstones()).containsExactlyElementsOf(sample.tombstones());
        assertThat(read.chain()).usingRecursiveComparison().isEqualTo(Chain.of(new long[] {42, 1, 2, 3}));
        assertThat(read.created()).isEqualTo(77);
        assertThat(read.mtime()).isEqualTo(88);
        assertThat(read.log()).isEqualTo(extent);
        assertThat(read(index, CollectionKind.ADDRESSBOOK)).isEmpty();

        Path logFile = temp.resolve("changes.log");
        new ChangeLog(logFile).rewrite(sample, 77);
        byte[] log = Files.readAllBytes(logFile);
        assertThat(History.parse(log).orElseThrow().latest()).hasSize(3);
        assertThat(History.parse(log).orElseThrow().created()).isEqualTo(77);

        byte[] props = new Props(
                        CollectionKind.CALENDAR,
                        Map.of(new PropertyName("DAV:", "displayname"), new PropertyValue.Text("x")),
                        Map.of("k", "v"))
                .octets();
        Random random = new Random(20261123);
        for (int i = 0; i < 3000; i++) {
            byte[] changedIndex = mutated(index, random);
            if (!Arrays.equals(changedIndex, index)) {
                assertThat(read(changedIndex, CollectionKind.CALENDAR)).isEmpty();
            }
            byte[] behindTheMagic = Arrays.copyOfRange(index, 9, index.length - 4);
            assertThat(read(sealed(behindTheMagic), CollectionKind.PLAIN)).isPresent();
            index(mutated(behindTheMagic, random));
            byte[] changedLog = mutated(log, random);
            if (!Arrays.equals(changedLog, log)) {
                assertThat(History.parse(Arrays.copyOf(changedLog, log.length))).isEmpty();
            }
            log(mutated(changedLog, random));
            props(mutated(props, random));
        }
    }

    private static byte[] mutated(byte[] octets, Random random) {
        byte[] changed = octets.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                default -> Arrays.fill(changed, at, Math.min(changed.length, at + 1 + random.nextInt(8)), (byte) 0);
            }
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length) + 1) : changed;
    }
}
