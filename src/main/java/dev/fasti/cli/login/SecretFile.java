package dev.fasti.cli.login;

import dev.fasti.config.ConfigException;
import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file whose first line is a secret. */
public final class SecretFile {
    private SecretFile() {}

    /** @throws ConfigException if there is none */
    public static String read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isBlank()) {
                throw new ConfigException(List.of(file + ": its first line should be a secret, and is empty"));
            }
            return lines.get(0);
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": the secret cannot be read: " + Reason.of(e)));
        }
    }
}
