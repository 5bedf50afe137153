package dev.fasti.store.file.disk;

import static dev.fasti.store.StoreFixture.CALENDAR;
import static dev.fasti.store.StoreFixture.calendar;
import static dev.fasti.store.StoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fasti.store.Collection;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.DataFolderFixture;
import dev.fasti.store.file.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that was started without a locale, as in a bare container. */
@Timeout(60)
class LocaleTest {
    @TempDir
    Path temp;

    /** Run in a second JVM, in the POSIX locale. */
    public static void main(String[] arguments) {
        try (FileStore store = new DataFolderFixture(Path.of(arguments[0])).open()) {
            Collection other = calendar(store, dev.fasti.store.StoreFixture.OTHER);
            put(other, "plain.ics", "p", "1");
            try {
                put(other, "\u00e9.ics", "e", "1");
            } catch (StoreException.NameRefused e) {
                System.out.println("put: " + e.getMessage());
            }
            try {
                System.out.println("find: " + store.find(CALENDAR));
            } catch (StoreException.Unavailable e) {
                System.out.println("find: unavailable");
            }
        }
    }

    @Test
    @DisplayName("names that the locale cannot write are refused with the remedy, never taken for removed")
    void refusesWhatItCannotWrite() throws Exception {
        assumeTrue(FileNames.canWriteAll(), "this locale cannot write the names either");
        DataFolderFixture fixture = new DataFolderFixture(temp);
        dev.fasti.store.SyncToken token;
        try (FileStore store = fixture.open()) {
            put(calendar(store), "\u00e9.ics", "e", "1");
            token = store.find(CALENDAR).orElseThrow().snapshot().token();
        }
        assertThat(inPosixLocale())
                .contains("put: file names are written in")
                .contains("LC_ALL=C.UTF-8")
                .contains("find: unavailable");
        try (FileStore store = fixture.open()) {
            assertThat(store.find(CALENDAR).orElseThrow().snapshot().token()).isEqualTo(token);
        }
    }

    private String inPosixLocale() throws IOException, InterruptedException {
        Path out = Files.createTempFile("fasti", ".out");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocaleTest.class.getName(),
                temp.toString());
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true).redirectOutput(out.toFile());
        builder.start().waitFor();
        String said = Files.readString(out, StandardCharsets.ISO_8859_1);
        Files.delete(out);
        return said;
    }
}
