package dev.fasti.store.file.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.Change;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.StoreFixture;
import dev.fasti.store.SyncToken;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import dev.fasti.store.file.cache.History;
import dev.fasti.store.file.disk.NoSyncDisk;
import dev.fasti.store.file.disk.Places;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An index or a change log that is cut or flipped at whatever octet")
class CacheDamageTest {
    private static final CollectionPath CALENDAR = CollectionPath.of("alice", "calendar");

    @TempDir
    Path temporary;

    private DataFolderFixture folder;
    private byte[] log;
    private byte[] index;
    private Map<String, String> members;
    /** What a client that has each token has, as names and tags. */
    private final Map<SyncToken, Map<String, String>> tokens = new LinkedHashMap<>();

    @BeforeEach
    void fill() throws IOException {
        folder = new DataFolderFixture(temporary.resolve("data"));
        try (FileStore store = folder.open(new NoSyncDisk())) {
            store.create(CALENDAR.parent().orElseThrow(), CollectionKind.PLAIN, Map.of());
            Collection calendar = store.create(CALENDAR, CollectionKind.CALENDAR, Map.of());
            remember(calendar);
            for (String name : List.of("a.ics", "b.ics", "c.ics")) {
                byte[] octets = ("UID:" + name).getBytes(StandardCharsets.UTF_8);
                Facts facts = StoreFixture.facts(CollectionKind.CALENDAR, octets);
                calendar.put(name, octets, facts, new WriteCondition.Always());
                remember(calendar);
            }
            calendar.delete("b.ics", new WriteCondition.Always());
            remember(calendar);
            members = members(calendar);
        }
        log = Files.readAllBytes(folder.log());
        index = Files.readAllBytes(folder.index());
    }

    private void remember(Collection calendar) {
        tokens.put(calendar.snapshot().token(), tags(calendar));
    }

    private static Map<String, String> tags(Collection calendar) {
        Map<String, String> tags = new TreeMap<>();
        calendar.snapshot().members().forEach(member -> tags.put(member.name(), "" + member.etag()));
        return tags;
    }

    /** What a client has after it has asked for the changes since; empty if the token is refused. */
    private static Optional<Map<String, String>> synchronised(
            Collection calendar, SyncToken since, Map<String, String> before) {
        return calendar.snapshot().changesSince(since).map(changes -> {
            Map<String, String> after = new TreeMap<>(before);
            for (Change change : changes) {
                if (change instanceof Change.Written written) {
                    after.put(change.name(), "" + written.member().etag());
                } else {
                    after.remove(change.name());
                }
            }
            return after;
        });
    }

    private static Map<String, String> members(Collection calendar) {
        Map<String, String> found = new TreeMap<>();
        for (Member member : calendar.snapshot().members()) {
            byte[] octets = calendar.read(member.name()).orElseThrow().octets();
            Facts facts = member.facts();
            found.put(
                    member.name(),
                    member.etag() + new String(octets, StandardCharsets.UTF_8) + facts.uid() + facts.traits());
        }
        return found;
    }

    private Map<String, String> named() {
        return CacheSurvey.problems(new Places(folder.calendar()), CollectionKind.CALENDAR);
    }

    /** Serves what the files hold; each old token is refused or leads to what is there. */
    private int check(String what) throws IOException {
        int refused = 0;
        try (FileStore store = folder.open(new NoSyncDisk())) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            assertThat(members(calendar)).as(what).isEqualTo(members);
            for (Map.Entry<SyncToken, Map<String, String>> token : tokens.entrySet()) {
                Optional<Map<String, String>> found = synchronised(calendar, token.getKey(), token.getValue());
                if (found.isEmpty()) {
                    refused++;
                } else {
                    assertThat(found.get()).as(what).isEqualTo(tags(calendar));
                }
            }
        }
        return refused;
    }

    private void restore() throws IOException {
        Files.write(folder.log(), log);
        Files.write(folder.index(), index);
    }

    @Test
    @DisplayName(
            "flipped: fasti verify names it, items are served as they are, tokens are refused or lead where they led")
    void flipped() throws IOException {
        for (Path file : List.of(folder.log(), folder.index())) {
            byte[] whole = file.equals(folder.log()) ? log : index;
            for (int at = 0; at < whole.length; at++) {
                restore();
                byte[] octets = whole.clone();
                octets[at] ^= (byte) (1 << at % 8);
                Files.write(file, octets);
                String what = file.getFileName() + " flipped at " + at;
                assertThat(named()).as(what).containsOnlyKeys(file.getFileName().toString());
                int refused = check(what);
                assertThat(file.equals(folder.index()) ? refused : 0).as(what).isZero();
            }
        }
    }

    @Test
    @DisplayName("cut: it is named, or what is left is a whole log that is only older; nothing lies")
    void cut() throws IOException {
        for (Path file : List.of(folder.log(), folder.index())) {
            byte[] whole = file.equals(folder.log()) ? log : index;
            for (int length = 0; length < whole.length; length++) {
                restore();
                byte[] octets = Arrays.copyOf(whole, length);
                Files.write(file, octets);
                String what = file.getFileName() + " cut at " + length;
                boolean isOlder = file.equals(folder.log())
                        && History.parse(octets)
                                .filter(left -> left.end() == octets.length)
                                .isPresent();
                assertThat(named().isEmpty()).as(what).isEqualTo(isOlder);
                check(what);
            }
        }
    }

    @Test
    @DisplayName("sound ones are not named, and rewriting them keeps every token")
    void sound() throws IOException {
        assertThat(named()).isEmpty();
        assertThat(check("sound")).isZero();
        try (FileStore store = folder.open(new NoSyncDisk())) {
            Collection calendar = store.find(CALENDAR).orElseThrow();
            for (Path file : List.of(folder.log(), folder.index())) {
                Files.writeString(file, "damaged");
                assertThat(named()).hasSize(1);
                CacheRepair.rewrite(calendar);
                assertThat(named()).isEmpty();
            }
        }
        assertThat(check("rewritten")).isZero();
    }
}
