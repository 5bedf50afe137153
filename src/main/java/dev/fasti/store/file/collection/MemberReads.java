package dev.fasti.store.file.collection;

import dev.fasti.store.Content;
import dev.fasti.store.file.collection.RecentOctets.Touch;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.file.folder.Folder;
import dev.fasti.store.file.index.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads members so that octets and tag belong together, whoever writes to the folder meanwhile. */
public final class MemberReads {
    /** Enough for a month of a full calendar; where memory is little, a thirty-second of the heap. */
    private static final long KEPT = Math.min(8L << 20, Runtime.getRuntime().maxMemory() / 32);

    /**
     * How long ago, in nanoseconds, a file must have been touched for an equal time to say that it has not been since:
     * two changes may be of one tick of the file system's clock.
     */
    private static final long SETTLED = TimeUnit.SECONDS.toNanos(2);

    private final Reconciler reconciler;
    private final Clock clock;
    private final RecentOctets recent = new RecentOctets(KEPT);

    MemberReads(Reconciler reconciler, Clock clock) {
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /** Reads without a lock; empty if the file is not as the index has it, and {@link #reread} is to look. */
    Optional<Content> read(Path file, Entry entry) {
        try {
            Touch touch = touch(file);
            if (touch.size() != entry.size()) {
                return Optional.empty();
            }
            Optional<byte[]> octets = recent.get(entry.digest(), touch);
            if (octets.isEmpty()) {
                octets = read(file, entry, touch);
            }
            return octets.map(found -> new Content(entry.member(), found));
        } catch (IOException e) {
            // Replaced or removed since: the index will know.
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(Path file, Entry entry, Touch touch) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        if (!Digest.of(octets).equals(entry.digest())) {
            return Optional.empty();
        }
        if (TimeUnit.MILLISECONDS.toNanos(clock.millis()) - touch.ctime() > SETTLED) {
            recent.keep(entry.digest(), touch, octets);
        }
        return Optional.of(octets);
    }

    private static Touch touch(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:ctime,ino,size");
        FileTime ctime = (FileTime) value(attributes, "ctime");
        return new Touch(
                ctime.to(TimeUnit.NANOSECONDS), (Long) value(attributes, "ino"), (Long) value(attributes, "size"));
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    /** Reads a file that is not as the index has it, under the folder's lock; the index learns of what was read. */
    Optional<Content> reread(Folder folder, String name, Path file) throws IOException {
        FileStamp stamp = reconciler.refresh(folder, name).orElse(null);
        Entry entry = folder.index().entry(name);
        if (entry == null || stamp == null || !stamp.isFile()) {
            return Optional.empty();
        }
        byte[] octets = Files.readAllBytes(file);
        if (!Digest.of(octets).equals(entry.digest())) {
            // Changed without another size or time, or while we look: these octets are what is there.
            reconciler.take(
                    folder,
                    reconciler
                            .examiner()
                            .entry(file, octets, stamp, folder.snapshot().kind(), entry));
        }
        return Optional.ofNullable(folder.index().entry(name)).map(now -> new Content(now.member(), octets));
    }
}
