package dev.fasti.cli.verify;

import dev.fasti.server.fixture.CommandLineTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A data folder, and the command run on it. */
abstract class VerifyFixture {
    static final String CALENDAR = "{\"tag\": \"VCALENDAR\"}";
    static final String ADDRESSBOOK = "{\"tag\": \"VADDRESSBOOK\"}";

    @TempDir
    Path temporary;

    private final CommandLineTool fasti = new CommandLineTool();

    final int run(String... args) {
        return fasti.run(args);
    }

    final int verify() {
        return run("verify", "--data", data().toString());
    }

    final List<String> out() {
        return fasti.lines();
    }

    final String err() {
        return fasti.err();
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
