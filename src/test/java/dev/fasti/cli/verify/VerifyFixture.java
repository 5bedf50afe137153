package dev.fasti.cli.verify;

import dev.fasti.cli.Fasti;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A data folder, and the command run on it. */
abstract class VerifyFixture {
    static final String CALENDAR = "{\"tag\": \"VCALENDAR\"}";
    static final String ADDRESSBOOK = "{\"tag\": \"VADDRESSBOOK\"}";

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    final int run(String... args) {
        out.reset();
        err.reset();
        return Fasti.run(
                args,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
    }

    final int verify() {
        return run("verify", "--data", data().toString());
    }

    final List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    final String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    final Path data() {
        return temporary.resolve("data");
    }

    final void put(String path, String content) throws IOException {
        Path file = data().resolve("collection-root").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
