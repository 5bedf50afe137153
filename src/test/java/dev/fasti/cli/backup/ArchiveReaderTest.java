package dev.fasti.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An archive that somebody else has made leads nowhere but into its folder")
class ArchiveReaderTest {
    @TempDir
    Path temporary;

    private Path folder() throws IOException {
        return Files.createDirectories(temporary.resolve("into"));
    }

    private static byte[] archive(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            put(tar, new TarArchiveEntry(ArchiveWriter.NOTE), "note");
            for (TarArchiveEntry entry : entries) {
                put(tar, entry, entry.isFile() && !entry.isSymbolicLink() && !entry.isLink() ? "octets" : "");
            }
            tar.finish();
        }
        return out.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
        byte[] octets = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(octets.length);
        tar.putArchiveEntry(entry);
        tar.write(octets);
        tar.closeArchiveEntry();
    }

    private void assertRefused(TarArchiveEntry... entries) throws IOException {
        byte[] archive = archive(entries);
        Path into = folder();
        assertThatThrownBy(() -> ArchiveReader.ofAll(into).read(new ByteArrayInputStream(archive)))
                .isInstanceOf(BadArchive.class);
        try (Stream<Path> outside = Files.list(temporary)) {
            assertThat(outside).containsExactly(into);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out",
                "collection-root/../../out",
                "collection-root/./a",
                "collection-root//a",
                "elsewhere/a",
                "a"
            })
    @DisplayName("no path climbs, and none is of something else than a data folder")
    void paths(String name) throws IOException {
        assertRefused(new TarArchiveEntry(name, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../../out", "../../fasti/users"})
    @DisplayName("no link leads out of the collections")
    void links(String to) throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("collection-root/a", TarConstants.LF_SYMLINK);
        link.setLinkName(to);
        assertRefused(new TarArchiveEntry("collection-root/"), link);
    }

    @Test
    @DisplayName("nothing is written through a link, and no devices or hard links are made")
    void through() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("collection-root/a", TarConstants.LF_SYMLINK);
        link.setLinkName("b");
        assertRefused(
                new TarArchiveEntry("collection-root/"),
                new TarArchiveEntry("collection-root/b/"),
                link,
                new TarArchiveEntry("collection-root/a/x"));
        Files.delete(folder().resolve("collection-root/a"));
        Files.delete(folder().resolve("collection-root/b"));
        Files.delete(folder().resolve("collection-root"));
        TarArchiveEntry hard = new TarArchiveEntry("collection-root/a", TarConstants.LF_LINK);
        hard.setLinkName("/etc/passwd");
        assertRefused(new TarArchiveEntry("collection-root/"), hard);
    }
}
