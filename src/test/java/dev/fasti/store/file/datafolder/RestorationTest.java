package dev.fasti.store.file.datafolder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.file.DataFolderFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A data folder that a backup takes the place of")
class RestorationTest {
    private static final String BEFORE = "before-restore-1";

    @TempDir
    Path data;

    private boolean restore(String word) throws IOException {
        try (Restoration restoration = Restoration.begin(data)) {
            Path calendar = restoration.place().resolve("collection-root/alice/calendar");
            Files.createDirectories(calendar);
            Files.writeString(calendar.resolve("a.ics"), word);
            Files.createDirectories(restoration.place().resolve("fasti"));
            Files.writeString(restoration.place().resolve("fasti/users"), word);
            return restoration.finish(BEFORE);
        }
    }

    private String content(String path) throws IOException {
        return Files.readString(data.resolve(path));
    }

    @Test
    @DisplayName("and that held nothing, or what a server's first start makes, leaves no useless folder behind")
    void empty() throws IOException {
        Files.createDirectories(data.resolve("collection-root"));
        Files.createDirectories(data.resolve("fasti/attic"));

        assertThat(restore("new")).isFalse();
        assertThat(DataFolderFixture.names(data)).doesNotContain(BEFORE);
        assertThat(content("collection-root/alice/calendar/a.ics")).isEqualTo("new");
    }

    @Test
    @DisplayName("is kept, files of the server's own too")
    void kept() throws IOException {
        assertThat(restore("old")).isFalse();
        assertThat(restore("new")).isTrue();

        assertThat(content(BEFORE + "/collection-root/alice/calendar/a.ics")).isEqualTo("old");
        assertThat(content(BEFORE + "/fasti/users")).isEqualTo("old");
        assertThat(content("fasti/users")).isEqualTo("new");
    }
}
