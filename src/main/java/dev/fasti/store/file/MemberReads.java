package dev.fasti.store.file;

import dev.fasti.store.Content;
import dev.fasti.store.file.Latest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Reads members so that octets and tag belong together, whoever writes to the folder meanwhile. */
final class MemberReads {
    /** Enough for a month of a full calendar, little beside the smallest heap. */
    private static final long KEPT = 8L << 20;

    /**
     * How old, in milliseconds, a file's time must be before the same time and size say that it has not changed: two
     * writes may be of one tick of the file system's clock.
     */
    private static final long SETTLED = 2_000;

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
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (stamp.isEmpty() || stamp.get().size() != entry.size()) {
                return Optional.empty();
            }
            if (isUnchanged(stamp.get(), entry)) {
                Optional<byte[]> known = recent.get(entry.digest());
                if (known.isPresent()) {
                    return known.map(octets -> new Content(entry.member(), octets));
                }
            }
            byte[] octets = Files.readAllBytes(file);
            if (!Digest.of(octets).equals(entry.digest())) {
                return Optional.empty();
            }
            recent.keep(entry.digest(), octets);
            return Optional.of(new Content(entry.member(), octets));
        } catch (IOException e) {
            // Replaced or removed since: the index will know.
            return Optional.empty();
        }
    }

    private boolean isUnchanged(FileStamp stamp, Entry entry) {
        return stamp.mtime() == entry.mtime() && clock.millis() - stamp.mtimeMillis() > SETTLED;
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
