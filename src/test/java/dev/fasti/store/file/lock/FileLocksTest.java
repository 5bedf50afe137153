package dev.fasti.store.file.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.lock.WriteLock;
import dev.fasti.store.lock.WriteLock.Reach;
import dev.fasti.store.lock.WriteLock.Scope;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The file of locks")
class FileLocksTest {
    private static final WriteLock DEEP = new WriteLock(
            "tag:fasti.dev,2026:a",
            CollectionPath.of("zoë@example.org", "a b", "%2F\"x\".txt"),
            Scope.EXCLUSIVE,
            Reach.INFINITY,
            new Principal("zoë@example.org"),
            "<D:owner xmlns:D=\"DAV:\">\r\n\u00e9\ud83d\ude00</D:owner>",
            Duration.ofMillis(1_500),
            Instant.parse("2026-01-02T03:04:05.678901Z"));
    private static final WriteLock FLAT = new WriteLock(
            "urn:x:b",
            CollectionPath.of("bob"),
            Scope.SHARED,
            Reach.ZERO,
            new Principal("alice"),
            null,
            Duration.ofDays(1),
            Instant.EPOCH);

    @TempDir
    Path data;

    private Path file = Path.of("");

    @BeforeEach
    void folder() throws IOException {
        file = Files.createDirectory(data.resolve("fasti")).resolve("locks");
    }

    @Test
    @DisplayName("locks are read as they were saved, the last time only")
    void saves() {
        FileLocks locks = FileLocks.in(data);
        assertThat(locks.load()).isEmpty();
        locks.save(List.of(FLAT));
        locks.save(List.of(DEEP, FLAT));
        assertThat(FileLocks.in(data).load()).containsExactly(DEEP, FLAT);
        locks.save(List.of());
        assertThat(FileLocks.in(data).load()).isEmpty();
    }

    @Test
    @DisplayName("a save that fails leaves what was there")
    void failure() throws IOException {
        FileLocks.in(data).save(List.of(FLAT));
        Files.createDirectory(data.resolve("fasti/locks.new"));
        Files.createFile(data.resolve("fasti/locks.new/in-the-way"));
        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> FileLocks.in(data).save(List.of(DEEP)));
        assertThat(FileLocks.in(data).load()).containsExactly(FLAT);
    }

    @Test
    @DisplayName("what a crash left half written is written anew")
    void leftover() throws IOException {
        Files.writeString(data.resolve("fasti/locks.new"), "half");
        FileLocks.in(data).save(List.of(DEEP));
        assertThat(FileLocks.in(data).load()).containsExactly(DEEP);
    }

    @Test
    @DisplayName("a line that cannot be read costs its lock only, and is kept aside")
    void unreadableLine() throws IOException {
        FileLocks.in(data).save(List.of(DEEP, FLAT));
        Files.writeString(
                file, "{\"token\":\"urn:x:c\"}\nrubbish\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        assertThat(FileLocks.in(data).load()).containsExactly(DEEP, FLAT);
        assertThat(data.resolve("fasti/locks.unreadable")).content().contains("rubbish");
    }

    @Test
    @DisplayName("a file that cannot be read at all is no locks")
    void unreadable() throws IOException {
        Files.createDirectory(file);
        assertThat(FileLocks.in(data).load()).isEmpty();
    }
}
