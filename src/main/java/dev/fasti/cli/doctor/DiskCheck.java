package dev.fasti.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Whether the disk has space and inodes left.
 *
 * @param usable bytes that can still be written
 * @param inodes files that can still be made; empty where the system does not tell
 * @param wanted bytes below which the server is not ready ({@code admin.min_free_space})
 */
public record DiskCheck(long usable, OptionalLong inodes, long wanted) implements Check {
    private static final String SUBJECT = "disk";
    private static final long FEW_INODES = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MEGABYTE = 1_000_000;

    /** Of the disk that a folder is on. */
    public static DiskCheck of(Path folder, long wanted) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return new DiskCheck(store.getUsableSpace(), inodesFree(folder), wanted);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        String space = "the disk has " + usable / MEGABYTE + " MB left";
        if (usable < wanted) {
            found.add(Finding.fail(
                    SUBJECT,
                    space + ", less than admin.min_free_space (" + wanted / MEGABYTE + " MB)",
                    "make room; old versions of items go with: fasti history purge"));
        } else if (usable < 2 * wanted) {
            found.add(Finding.warn(
                    SUBJECT,
                    space + ", and below " + wanted / MEGABYTE + " MB the server is not ready",
                    "make room; old versions of items go with: fasti history purge"));
        } else {
            found.add(Finding.ok(SUBJECT, space));
        }
        inodes.ifPresent(free -> {
            if (free < FEW_INODES) {
                found.add(Finding.fail(
                        SUBJECT,
                        "the disk takes only " + free + " more files, and each item is one",
                        "remove files, or move the data folder to a file system with more inodes (df -i shows them)"));
            } else {
                found.add(Finding.ok(SUBJECT, "it takes " + free + " more files"));
            }
        });
        return found;
    }

    /** From {@code df}: Java does not know of inodes. It hangs where a network's file system does not answer. */
    private static OptionalLong inodesFree(Path folder) throws IOException {
        return inodesFree(List.of("df", "-Pi", folder.toAbsolutePath().toString()), PATIENCE);
    }

    /** What a command prints if it ends in time; its few lines fit into the pipe. */
    static OptionalLong inodesFree(List<String> command, Duration patience) throws IOException {
        Process df;
        try {
            df = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        try {
            if (!df.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return OptionalLong.empty();
            }
            return inodesFree(new String(df.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            df.destroyForcibly();
        }
    }

    /** @param table what {@code df -Pi} prints: a heading, and device, all, used, free, percent, place */
    static OptionalLong inodesFree(String table) {
        String[] words = table.lines().skip(1).findFirst().orElse("").strip().split("\\s+");
        // A file system that makes inodes as it needs them says that it has none at all.
        return words.length >= 6 && words[3].matches("\\d+") && words[1].matches("0*[1-9]\\d*")
                ? OptionalLong.of(Long.parseLong(words[3]))
                : OptionalLong.empty();
    }
}
