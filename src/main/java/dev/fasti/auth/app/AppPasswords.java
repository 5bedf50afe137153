package dev.fasti.auth.app;

import dev.fasti.auth.Attempt;
import dev.fasti.auth.FileProblem;
import dev.fasti.auth.FollowedFile;
import dev.fasti.auth.LoginName;
import dev.fasti.machine.Reason;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app passwords that are good now: those of a file, whose changes count within a second, that have not expired. */
public final class AppPasswords implements FollowedFile.Reader<AppPasswordTable> {
    private static final Logger log = LoggerFactory.getLogger(AppPasswords.class);

    private final Path file;
    private final Clock clock;
    private final FollowedFile<AppPasswordTable> followed;

    /** @param file need not exist, now or later; then there are none */
    public AppPasswords(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.followed = new FollowedFile<>(file, this, clock);
    }

    /** The app password that somebody sent; empty for what is none of this login. Costs one digest and one look-up. */
    public Optional<AppPassword> find(Attempt attempt) {
        Optional<AppSecret> secret = AppSecret.of(attempt.password());
        if (secret.isEmpty() || LoginName.refusal(attempt.login()).isPresent()) {
            return Optional.empty();
        }
        Principal who = new Principal(attempt.login());
        return followed.recent()
                .withDigest(secret.get().digest(who))
                .filter(found -> found.who().equals(who) && found.isGoodAt(clock.instant()));
    }

    @Override
    public AppPasswordTable read(byte[] octets) {
        AppPasswordTable table = AppPasswordTable.parse(octets);
        FileProblem.log(log, file, table.problems());
        return table;
    }

    @Override
    public AppPasswordTable withoutFile(IOException cause) {
        if (!(cause instanceof NoSuchFileException)) {
            log.error("{}: cannot be read, so no app password is good: {}", file, Reason.of(cause));
        }
        return AppPasswordTable.EMPTY;
    }
}
