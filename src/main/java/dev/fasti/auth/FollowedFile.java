package dev.fasti.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a small file says as it is now: it is looked at once a second at most, and read again when it has changed.
 *
 * @param <T> what is made of its octets
 */
public final class FollowedFile<T> {
    /** How a file is understood. Called once each time that the file has changed, and so the place to log. */
    public interface Reader<T> {
        T read(byte[] octets);

        /** What holds while the file is missing or cannot be read. */
        T withoutFile(IOException cause);
    }

    /** @param stamp tells one state of the file from another; an empty digest is a file that cannot be read */
    private record Loaded<T>(String stamp, String digest, T value, Instant at, boolean settled) {}

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Two changes within one tick of the file system's clock look alike. */
    private static final Duration COARSEST_TICK = Duration.ofSeconds(2);

    private static final long LARGEST = 16 << 20;

    private final Path file;
    private final Reader<T> reader;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded<T> loaded;

    /** @param file need not exist, now or later */
    public FollowedFile(Path file, Reader<T> reader, Clock clock) {
        this.file = file;
        this.reader = reader;
        this.clock = clock;
    }

    /** What the file said at most a second ago. */
    public T recent() {
        Loaded<T> seen = loaded;
        if (seen != null && Duration.between(seen.at, clock.instant()).abs().compareTo(PATIENCE) < 0) {
            return seen.value;
        }
        return current();
    }

    /** What the file says now. */
    public T current() {
        loading.lock();
        try {
            Loaded<T> fresh = load(loaded);
            loaded = fresh;
            return fresh.value;
        } finally {
            loading.unlock();
        }
    }

    private Loaded<T> load(@Nullable Loaded<T> old) {
        Instant now = clock.instant();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String stamp = attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
            boolean settled = attributes
                    .lastModifiedTime()
                    .toInstant()
                    .plus(COARSEST_TICK)
                    .isBefore(now);
            if (old != null && old.settled && old.stamp.equals(stamp)) {
                return new Loaded<>(stamp, old.digest, old.value, now, true);
            }
            if (attributes.size() > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            byte[] octets = Files.readAllBytes(file);
            String digest = sha256(octets);
            T value = old != null && old.digest.equals(digest) ? old.value : reader.read(octets);
            return new Loaded<>(stamp, digest, value, now, settled);
        } catch (IOException e) {
            String stamp = e.toString();
            T value = old != null && old.stamp.equals(stamp) ? old.value : reader.withoutFile(e);
            return new Loaded<>(stamp, "", value, now, false);
        }
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
