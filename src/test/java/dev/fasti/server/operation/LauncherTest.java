package dev.fasti.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("bin/fasti")
class LauncherTest {
    @TempDir
    Path folder;

    /** Runs it with a Java that says which it is, and that it was called. */
    private String run(int exitCode, String version) throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho called\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!version.isEmpty()) {
            Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        ProcessBuilder builder = new ProcessBuilder("bin/fasti", "--version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.25", "1.8.0_432", "16"})
    @DisplayName("says which Java it has found where that is too old, instead of what Java says of classes")
    void tooOld(String version) throws IOException, InterruptedException {
        assertThat(run(1, version))
                .isEqualTo("fasti: " + folder.resolve("bin/java") + " is Java " + version
                        + "; install Java 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    @DisplayName("takes Java 17")
    void newEnough() throws IOException, InterruptedException {
        assertThat(run(0, "17.0.15")).isEqualTo("called\n");
    }

    @Test
    @DisplayName("takes one that does not say which it is")
    void unknown() throws IOException, InterruptedException {
        assertThat(run(0, "")).isEqualTo("called\n");
    }
}
