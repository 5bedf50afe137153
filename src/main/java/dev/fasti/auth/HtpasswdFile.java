package dev.fasti.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of an htpasswd file as it is now. A file that is missing or cannot be read has no users. What is wrong with
 * a file is logged once each time that it has changed.
 */
final class HtpasswdFile {
    /** @param stamp tells one state of the file from another; an empty digest is a file that cannot be read */
    private record Loaded(String stamp, String digest, HtpasswdUsers users, Instant at, boolean settled) {}

    private static final Logger log = LoggerFactory.getLogger(HtpasswdFile.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Two changes within one tick of the file system's clock look alike. */
    private static final Duration COARSEST_TICK = Duration.ofSeconds(2);

    private static final long LARGEST = 16 << 20;
    private static final int MOST_NAMED = 20;

    private final Path file;
    private final PlainText plainText;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;

    HtpasswdFile(Path file, PlainText plainText, Clock clock) {
        this.file = file;
        this.plainText = plainText;
        this.clock = clock;
    }

    /** The users as of at most a second ago. */
    HtpasswdUsers recent() {
        Loaded seen = loaded;
        if (seen != null && Duration.between(seen.at, clock.instant()).abs().compareTo(PATIENCE) < 0) {
            return seen.users;
        }
        return current();
    }

    /** The users as of now. */
    HtpasswdUsers current() {
        loading.lock();
        try {
            Loaded fresh = load(loaded);
            loaded = fresh;
            return fresh.users;
        } finally {
            loading.unlock();
        }
    }

    private Loaded load(@Nullable Loaded old) {
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
                return new Loaded(stamp, old.digest, old.users, now, true);
            }
            if (attributes.size() > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            byte[] octets = Files.readAllBytes(file);
            String digest = sha256(octets);
            if (old != null && old.digest.equals(digest)) {
                return new Loaded(stamp, digest, old.users, now, settled);
            }
            HtpasswdUsers users = HtpasswdUsers.parse(octets, plainText);
            report(users);
            return new Loaded(stamp, digest, users, now, settled);
        } catch (IOException e) {
            return unreadable(e, old, now);
        }
    }

    private Loaded unreadable(IOException cause, @Nullable Loaded old, Instant now) {
        String stamp = cause.toString();
        if (old == null || !old.stamp.equals(stamp)) {
            if (cause instanceof NoSuchFileException) {
                log.warn("{}: no such file, so nobody can log in", file);
            } else {
                log.error("{}: cannot be read, so nobody can log in: {}", file, stamp);
            }
        }
        return new Loaded(stamp, "", HtpasswdUsers.NONE, now, false);
    }

    private void report(HtpasswdUsers users) {
        List<HtpasswdUsers.Problem> problems = users.problems();
        problems.stream()
                .limit(MOST_NAMED)
                .forEach(problem -> log.warn("{}:{}: skipped: {}", file, problem.line(), problem.reason()));
        if (problems.size() > MOST_NAMED) {
            log.warn("{}: {} more lines skipped", file, problems.size() - MOST_NAMED);
        }
        log.info("{}: {} users", file, users.accounts().size());
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
