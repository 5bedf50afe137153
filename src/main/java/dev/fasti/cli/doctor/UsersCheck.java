package dev.fasti.cli.doctor;

import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.auth.htpasswd.WeakHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the users file has users, lines that count, strong hashes, and no other readers.
 *
 * @param file the users file
 * @param plainText whether it may hold passwords as they are
 */
public record UsersCheck(Path file, PlainText plainText) implements Check {
    private static final String SUBJECT = "users";
    private static final int MOST_NAMED = 10;

    @Override
    public List<Finding> findings() throws IOException {
        String word = ShellWord.of(file);
        if (!Files.exists(file)) {
            return List.of(Finding.fail(SUBJECT, "there is no " + file + ": nobody can log in", "fasti user add NAME"));
        }
        if (!Files.isReadable(file)) {
            return List.of(Finding.fail(
                    SUBJECT,
                    file + " cannot be read: nobody can log in",
                    "give it to the server's user: sudo chown USER " + word));
        }
        HtpasswdEditor users = new HtpasswdEditor(file);
        List<Finding> found = new ArrayList<>();
        int count = users.logins(plainText).size();
        if (count == 0) {
            found.add(Finding.fail(SUBJECT, file + " has no users: nobody can log in", "fasti user add NAME"));
        }
        users.problems(plainText).stream()
                .limit(MOST_NAMED)
                .forEach(problem -> found.add(Finding.warn(
                        SUBJECT,
                        file + ":" + problem + " (the line is skipped)",
                        "fasti user passwd NAME, or remove the line")));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            found.addAll(openness(Files.getPosixFilePermissions(file), word));
        }
        for (Map.Entry<String, String> weak : WeakHashes.in(file, plainText).entrySet()) {
            found.add(Finding.warn(
                    SUBJECT,
                    weak.getKey() + " has " + weak.getValue() + ", which is guessed fast if the file leaks",
                    "fasti user passwd " + weak.getKey()));
        }
        return found.isEmpty() ? List.of(Finding.ok(SUBJECT, count + " can log in, all with strong hashes")) : found;
    }

    private List<Finding> openness(Set<PosixFilePermission> permissions, String word) {
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            return List.of(Finding.fail(SUBJECT, "everybody on this machine may write " + file, "chmod 600 " + word));
        }
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                ? List.of(Finding.warn(SUBJECT, "everybody on this machine may read " + file, "chmod 600 " + word))
                : List.of();
    }
}
