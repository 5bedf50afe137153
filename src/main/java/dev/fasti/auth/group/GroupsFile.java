package dev.fasti.auth.group;

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
 * The groups of a groups file as it is now. A file that is missing or cannot be read has none. What is wrong with a file
 * is logged once each time that it has changed.
 */
public final class GroupsFile implements FollowedFile.Reader<Groups> {
    private static final Logger log = LoggerFactory.getLogger(GroupsFile.class);

    private final Path file;
    private final FollowedFile<Groups> followed;

    /** @param file need not exist, now or later */
    public GroupsFile(Path file, Clock clock) {
        this.file = file;
        this.followed = new FollowedFile<>(file, this, clock);
    }

    /** The groups as of at most a second ago; the same object as long as the file is the same. */
    public Groups recent() {
        return followed.recent();
    }

    /** The groups as of now. */
    public Groups current() {
        return followed.current();
    }

    @Override
    public Groups read(byte[] octets) {
        Groups groups = Groups.parse(octets);
        FileProblem.log(log, file, groups.problems());
        log.info("{}: {} groups", file, groups.names().size());
        return groups;
    }

    @Override
    public Groups withoutFile(IOException cause) {
        if (!(cause instanceof NoSuchFileException)) {
            log.error("{}: cannot be read, so nobody is in any group: {}", file, Reason.of(cause));
        }
        return Groups.NONE;
    }
}
