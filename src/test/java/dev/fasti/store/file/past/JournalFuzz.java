package dev.fasti.store.file.past;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;

/** Journals, marks and names of versions are read from a disk that anything may have happened to. */
class JournalFuzz {
    @TempDir
    Path temp;

    @FuzzTest
    void line(byte[] octets) {
        String body = new String(octets, StandardCharsets.UTF_8);
        check(EventLine.decode(body));
        check(EventLine.decode(sealed(body)));
        check(EventLine.decode(sealed("1\t5\t6\t-\t-\t" + body + "\ta\tb\tc")));
        check(EventLine.decode(sealed("1\t" + body + "\t-\t-\tn\ta\tb\tc")));
        check(EventLine.decode(sealed("2\t5\tMADE\t/" + body + "\t-\ta\tb\tc")));
        check(EventLine.decode(sealed("2\t5\tMOVED\t/a/b\t/" + body + "\ta\tb\tc")));
    }

    private static void check(Optional<JournalLine> line) {
        line.ifPresent(
                found -> assertThat(EventLine.decode(EventLine.encode(found))).contains(found));
    }

    private static String sealed(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return body + "\t" + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @FuzzTest
    void journal(byte[] octets) throws IOException {
        Path file = temp.resolve("journal");
        Files.write(file, octets);
        List<JournalLine> lines = new Journal(file).read();
        new Journal(file).trim(java.time.Instant.MAX);
        new Journal(file).forget(event -> true);
        assertThat(new Journal(file).read()).hasSizeLessThanOrEqualTo(lines.size());
    }

    @FuzzTest
    void versionName(byte[] octets) {
        String name = new String(octets, StandardCharsets.UTF_8);
        VersionName.parse(name)
                .filter(version -> name.getBytes(StandardCharsets.UTF_8).length <= 255)
                .ifPresent(
                        version -> assertThat(VersionName.parse(version.file())).contains(version));
    }

    @FuzzTest
    void mark(byte[] octets) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("marks"));
        Files.write(folder.resolve("mass-delete-x"), octets);
        assertThat(new Marks(folder).all()).hasSizeLessThanOrEqualTo(1);
    }
}
