package dev.fasti.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An archive is unpacked into its folder, or refused")
class ArchiveReaderFuzz {
    @FuzzTest
    void anyArchive(byte[] octets) throws IOException {
        Path temporary = Files.createTempDirectory("fasti-fuzz");
        try {
            Path into = Files.createDirectory(temporary.resolve("into"));
            try {
                ArchiveReader.ofAll(into).read(new ByteArrayInputStream(octets));
            } catch (IOException e) {
                assertThat(e).isNotNull(); // What is damaged is refused, in this way only.
            }
            try (Stream<Path> outside = Files.list(temporary)) {
                assertThat(outside).containsExactly(into);
            }
        } finally {
            erase(temporary);
        }
    }

    private static void erase(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(ArchiveReaderFuzz::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
