package dev.fasti.cli.doctor;

import dev.fasti.cli.control.ControlClient;
import dev.fasti.cli.control.ControlRefused;
import dev.fasti.cli.control.OwnStreams;
import dev.fasti.store.file.datafolder.FolderUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has the data folder, and whether that one can do its work.
 *
 * @param data the data folder
 * @param version of this program
 */
public record ServerCheck(Path data, String version) implements Check {
    private static final String SUBJECT = "server";

    @Override
    public List<Finding> findings() throws IOException {
        try {
            Optional<String> status = ask("status");
            if (status.isPresent()) {
                return running(status.get());
            }
        } catch (ControlRefused e) {
            return List.of(Finding.warn(
                    SUBJECT,
                    "the server on " + data + " takes no commands from here: " + e.getMessage(),
                    "run the fasti of the same version, as the server's user"));
        }
        return List.of(FolderUse.by(data)
                .map(use -> Finding.fail(
                        SUBJECT,
                        use + ", which takes no commands: two servers must not work on one folder",
                        "end it (ps -ef shows it), then start Fasti"))
                .orElseGet(() -> Finding.ok(SUBJECT, "none runs on " + data + ", and nobody else has it")));
    }

    private List<Finding> running(String status) throws IOException, ControlRefused {
        String health = ask("health").orElse("");
        if (status.isBlank() || health.isBlank()) {
            return List.of(Finding.fail(
                    SUBJECT,
                    "it runs, but its commands fail: was its program replaced under it?",
                    "restart it: sudo systemctl restart fasti"));
        }
        List<Finding> found = new ArrayList<>();
        String name = status.lines().findFirst().orElse("");
        for (String problem : health.lines().toList()) {
            found.add(
                    problem.equals("ready")
                            ? Finding.ok(SUBJECT, name + ", and is ready")
                            : Finding.fail(
                                    SUBJECT, "it is not ready: " + problem, "fasti health says when it is mended"));
        }
        return found;
    }

    private Optional<String> ask(String command) throws IOException, ControlRefused {
        Optional<ControlClient> server = ControlClient.connect(data, version);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ControlClient client = server.get()) {
            client.run(
                    List.of(command),
                    new OwnStreams(
                            InputStream.nullInputStream(),
                            out,
                            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
        }
        return Optional.of(out.toString(StandardCharsets.UTF_8));
    }
}
