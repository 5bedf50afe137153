package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestingHeapProcessTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "a server with little memory that nobody asks for anything collects what its start left, and ends as ever")
    void rests() throws Exception {
        List<String> options = List.of("-Xmx64m", "-Xlog:gc");
        try (FastiProcess server = FastiProcess.start(
                folder, options, Map.of(), "", "serve", "--data", folder.toString(), "--port", "0")) {
            assertThat(server.uri()).isNotNull();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!server.out().contains("(System.gc())") && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            assertThat(server.out()).contains("Pause Full (System.gc())");
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
    }
}
