package dev.fasti.auth.htpasswd;

import dev.fasti.auth.FollowedFile;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who can log in by an htpasswd file. What is wrong with the file is for {@link HtpasswdAuthenticator} to say. */
public final class HtpasswdLogins implements FollowedFile.Reader<Set<Principal>> {
    private final PlainText plainText;
    private final FollowedFile<Set<Principal>> followed;

    /** @param file need not exist, now or later; then nobody can */
    public HtpasswdLogins(Path file, PlainText plainText, Clock clock) {
        this.plainText = plainText;
        this.followed = new FollowedFile<>(file, this, clock);
    }

    /** As of at most a second ago, in the order of the file. */
    public Set<Principal> recent() {
        return followed.recent();
    }

    @Override
    public Set<Principal> read(byte[] octets) {
        Set<Principal> logins = new LinkedHashSet<>();
        HtpasswdUsers.parse(octets, plainText).accounts().forEach(account -> logins.add(account.principal()));
        return Collections.unmodifiableSet(logins);
    }

    @Override
    public Set<Principal> withoutFile(IOException cause) {
        return Set.of();
    }
}
