package dev.fasti.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.file.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtticTest {
    @TempDir
    Path temp;

    private Path root;
    private Attic attic;
    private Trash trash;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(temp.resolve("data/root"));
        DataFolderFixture fixture = new DataFolderFixture(temp);
        trash = new Trash(temp.resolve("data/trash"), root, fixture.setting(Disk.REAL));
        attic = new Attic(temp.resolve("data/attic"), root, Disk.REAL, trash);
        attic.recover();
    }

    @Test
    @DisplayName("what a crash has left in the attic after it was replaced goes to the trash, with its path")
    void replacedIsKept() throws IOException {
        Files.createDirectories(root.resolve("a/b/c"));
        attic.displace(root.resolve("a/b"));
        Files.createDirectory(root.resolve("a/b"));
        attic.recover();
        List<Trash.Item> items = trash.items();
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path()).hasToString("/a/b");
        assertThat(items.get(0).content().resolve("c")).isDirectory();
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
    @DisplayName(
            "a note that a power cut has left half written, before anything was displaced, keeps nothing from starting")
    void tornNote() throws IOException {
        for (String torn : List.of("", "\0\0\0\0", "a/b~", "a/.b", "a")) {
            Files.writeString(temp.resolve("data/attic/cafe.origin"), torn);
            attic.recover();
            assertThat(temp.resolve("data/attic")).isEmptyDirectory();
        }
        assertThat(trash.items()).isEmpty();
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
