package dev.fasti.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtticTest {
    @TempDir
    Path temp;

    private Path root;
    private Attic attic;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(temp.resolve("data/root"));
        attic = new Attic(temp.resolve("data/attic"), root, Disk.REAL);
        attic.recover();
    }

    @Test
    @DisplayName("a displaced folder comes back after a crash, unless something took its place")
    void comesBack() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        attic.displace(root.resolve("a"));
        assertThat(root).isEmptyDirectory();
        attic.recover();
        assertThat(root.resolve("a/b")).isDirectory();
        attic.displace(root.resolve("a"));
        Files.createDirectory(root.resolve("a"));
        attic.recover();
        assertThat(root.resolve("a")).isEmptyDirectory();
        assertThat(temp.resolve("data/attic")).isEmptyDirectory();
    }

    @Test
    @DisplayName("a folder that was taken away for good does not come back")
    void staysAway() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        assertThat(attic.take(root.resolve("a"))).isDirectory();
        attic.recover();
        assertThat(root).isEmptyDirectory();
        assertThat(temp.resolve("data/attic")).isEmptyDirectory();
    }

    @Test
    @DisplayName("a note never leads out of the store")
    void staysInside() throws IOException {
        Files.createDirectories(temp.resolve("data/attic/cafe"));
        Files.writeString(temp.resolve("data/attic/cafe.origin"), "../../outside");
        attic.recover();
        assertThat(temp.resolve("outside")).doesNotExist();
        assertThat(temp.resolve("data/attic")).isEmptyDirectory();
    }
}
