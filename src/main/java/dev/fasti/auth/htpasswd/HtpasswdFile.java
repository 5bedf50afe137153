package dev.fasti.auth.htpasswd;

import dev.fasti.auth.FileProblem;
import dev.fasti.auth.FollowedFile;
import dev.fasti.machine.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of an htpasswd file as it is now. A file that is missing or cannot be read has no users. What is wrong with
 * a file is logged once each time that it has changed.
 */
final class HtpasswdFile implements FollowedFile.Reader<HtpasswdUsers> {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFile.class);

    private final Path file;
    private final PlainText plainText;
    private final FollowedFile<HtpasswdUsers> followed;

    HtpasswdFile(Path file, PlainText plainText, Clock clock) {
        this.file = file;
        this.plainText = plainText;
        this.followed = new FollowedFile<>(file, this, clock);
    }

    /** The users as of at most a second ago. */
    HtpasswdUsers recent() {
        return followed.recent();
    }

    /** The users as of now. */
    HtpasswdUsers current() {
        return followed.current();
    }

    @Override
    public HtpasswdUsers read(byte[] octets) {
        HtpasswdUsers users = HtpasswdUsers.parse(octets, plainText);
        FileProblem.log(log, file, users.problems());
        log.info("{}: {} users", file, users.accounts().size());
        return users;
    }

    @Override
    public HtpasswdUsers withoutFile(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            log.warn("{}: no such file, so nobody can log in", file);
        } else {
            log.error("{}: cannot be read, so nobody can log in: {}", file, Reason.of(cause));
        }
        return HtpasswdUsers.NONE;
    }
}
