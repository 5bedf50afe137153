package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmupProcessTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("warmup asks a server of its own, gets every answer right, exits with 0 and leaves nothing behind")
    void warmup() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
        Map<String, String> settings = Map.of("FASTI_SERVER_PORT", "1", "FASTI_STORAGE_DATA", "/nowhere");
        try (FastiProcess warmup = FastiProcess.start(folder, options, settings, "", "warmup")) {
            assertThat(warmup.exitCode()).as(warmup.err()).isZero();
            assertThat(warmup.out())
                    .matches("Fasti is at http://127\\.0\\.0\\.1:\\d+/\nwarmed up: \\d+ answers, all right\n");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("A server that answers all of it reads no names of locales, which would take each start its time")
    void locales() throws IOException, InterruptedException {
        Path classes = folder.resolve("classes.txt");
        List<String> options = List.of("-Xlog:class+load:file=" + classes);
        try (FastiProcess warmup = FastiProcess.start(folder, options, Map.of(), "", "warmup")) {
            assertThat(warmup.exitCode()).as(warmup.err()).isZero();
            assertThat(Files.readString(classes))
                    .contains("org.eclipse.jetty.http.MimeTypes")
                    .doesNotContain("sun.util.cldr.CLDR");
        }
    }
}
