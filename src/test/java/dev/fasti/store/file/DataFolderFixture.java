package dev.fasti.store.file;

import dev.fasti.store.StoreFixture;
import dev.fasti.store.file.collection.OpenBounds;
import dev.fasti.store.file.disk.Disk;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A data folder under a test, and the server's view of it. */
public final class DataFolderFixture {
    /** Small, so that a log is rewritten within a test. */
    public static final int SLACK = 500;

    public final Path data;
    public final TestClock clock = new TestClock();

    /** How much of the past is kept; changed before the store is opened. */
    public Retention retention = Retention.USUAL;

    /** What is open at once; changed before the store is opened. */
    public OpenBounds bounds = OpenBounds.NONE;

    /** How many files the facts reader was asked about. */
    public final AtomicInteger parsed = new AtomicInteger();

    public DataFolderFixture(Path data) {
        this.data = data;
    }

    public FileStore open() {
        return open(Disk.REAL);
    }

    public FileStore open(Disk disk) {
        return FileStore.open(data, setting(disk), dev.fasti.store.quota.Quotas.NONE, bounds);
    }

    public Setting setting(Disk disk) {
        return new Setting(this::facts, clock, disk, SLACK, Duration.ofSeconds(30), retention);
    }

    private dev.fasti.store.Facts facts(dev.fasti.store.CollectionKind kind, byte[] octets) {
        parsed.incrementAndGet();
        return StoreFixture.facts(kind, octets);
    }

    public Path calendar() {
        return data.resolve("collection-root/alice/calendar");
    }

    public Path log() {
        return calendar().resolve(".fasti/cache/changes.log");
    }

    public Path index() {
        return calendar().resolve(".fasti/cache/facts.index");
    }

    public static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    /** Deletes a folder of files. */
    public static void erase(Path folder) throws IOException {
        for (String name : names(folder)) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }

    /** A clock that moves when it is told to, and a millisecond each time it is read: no two readings agree. */
    public static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        public synchronized void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(1);
            return now;
        }
    }
}
