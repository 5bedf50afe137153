package dev.fasti.store.file.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.condition.ETag;
import dev.fasti.store.file.cache.Provenance.Piece;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What was brought from elsewhere")
class ProvenanceTest {
    private static final CollectionPath PATH = CollectionPath.of("alice").child("work");
    private static final String ORIGIN = "https://dav.example.org/a/ alice";
    private static final Piece PIECE =
            new Piece("W/\"1\t\n%\"", "ä b.ics", ETag.of("x".getBytes(StandardCharsets.UTF_8)));

    @TempDir
    Path data;

    private Path cache;

    @BeforeEach
    void folder() throws IOException {
        cache = Files.createDirectories(data.resolve("collection-root/alice/work/.fasti/cache"));
    }

    private Provenance read() {
        return Provenance.read(data, PATH, ORIGIN);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    @DisplayName(
            "is known again, each note as soon as it is made; the state only if all was brought, and until the next")
    void known() throws IOException {
        Provenance first = read();
        assertThat(first.pieces()).isEmpty();
        assertThat(first.token()).isEmpty();
        first.brought("https://dav.example.org/a/%C3%A4.ics", PIECE);
        assertThat(read().pieces())
                .containsOnlyKeys("https://dav.example.org/a/%C3%A4.ics")
                .containsValue(PIECE);
        first.end("state 1");
        assertThat(read().token()).isEqualTo("state 1");
        Provenance second = read();
        second.brought("b", PIECE);
        assertThat(read().token()).isEmpty();
        second.forget("https://dav.example.org/a/%C3%A4.ics");
        second.end("");
        assertThat(read().pieces()).containsOnlyKeys("b");
        assertThat(read().token()).isEmpty();
        assertThat(Provenance.read(data, PATH, "https://elsewhere.example/").pieces())
                .isEmpty();
        second.clear();
        second.brought("c", PIECE);
        assertThat(read().pieces()).containsOnlyKeys("c");
    }

    @Test
    @DisplayName("is, of a file that was cut anywhere, at most what was in it, and can be added to")
    void cut() throws IOException {
        Provenance whole = read();
        whole.brought("a", PIECE);
        whole.brought("b", PIECE);
        whole.end("state");
        byte[] octets = Files.readAllBytes(file());
        for (int length = 0; length < octets.length; length++) {
            Files.write(file(), Arrays.copyOf(octets, length));
            Provenance cut = read();
            assertThat(whole.pieces()).containsAllEntriesOf(cut.pieces());
            assertThat(cut.token()).isIn("", "state");
            cut.brought("z", PIECE);
            assertThat(read().pieces()).containsKey("z").containsAllEntriesOf(cut.pieces());
            assertThat(read().token()).isEmpty();
        }
    }
}
