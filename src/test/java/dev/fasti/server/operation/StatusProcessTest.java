package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fasti status, beside a server and without one")
class StatusProcessTest {
    @TempDir
    Path folder;

    private String data() {
        return folder.resolve("data").toString();
    }

    private FastiProcess server(List<String> options) {
        return FastiProcess.start(folder, options, Map.of(), "", "--data", data(), "--port", "0");
    }

    private FastiProcess status(String... options) throws InterruptedException {
        String[] words = new String[options.length + 1];
        words[0] = "status";
        System.arraycopy(options, 0, words, 1, options.length);
        Map<String, String> environment = Map.of("FASTI_STORAGE_DATA", data());
        FastiProcess process = FastiProcess.start(folder, List.of(), environment, "", words);
        process.exitCode();
        return process;
    }

    @Test
    @DisplayName(
            "It says where the server is, and that there is none: before it starts, when it stopped, when it crashed")
    void wholeLife() throws IOException, InterruptedException {
        FastiProcess before = status();
        assertThat(before.exitCode()).isEqualTo(3);
        assertThat(before.out()).isEqualTo("no server runs on " + data() + "\n");
        assertThat(folder.resolve("data")).doesNotExist();
        try (FastiProcess server = server(List.of())) {
            URI uri = server.uri();
            FastiProcess running = status();
            assertThat(running.exitCode()).as(running.err()).isZero();
            assertThat(running.out()).matches("""
                    Fasti \\S+ is at \\Q%s\\E
                    since 20\\d\\d-\\S+Z, on \\Q%s\\E
                    users: 0, homes: 0, open collections: 0
                    """.formatted(uri, data()));
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
        assertThat(status().exitCode()).isEqualTo(3);
        try (FastiProcess server = server(List.of())) {
            server.uri();
            server.close();
            server.exitCode();
            assertThat(folder.resolve("data/fasti/control.sock")).exists();
        }
        assertThat(status("--json").out()).isEqualTo("{\"running\":false,\"data\":\"" + data() + "\"}\n");
        try (FastiProcess server = server(List.of())) {
            URI uri = server.uri();
            assertThat(status("--json").out())
                    .startsWith("{\"running\":true,\"version\":\"")
                    .contains("\"url\":\"" + uri + "\"", "\"homes\":0");
        }
    }

    @Test
    @DisplayName("Where no socket can be made the server serves, warns once, and the command finds no server")
    void noSocket() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data/fasti/control.sock/x"));
        try (FastiProcess server = server(List.of("-Djava.io.tmpdir=" + folder.resolve("missing")))) {
            server.uri();
            assertThat(status().exitCode()).isEqualTo(3);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err().lines().filter(line -> line.contains("WARN  RunningServer")))
                    .singleElement()
                    .asString()
                    .contains("No control socket", "stop this server");
        }
    }
}
