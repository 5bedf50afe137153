package dev.fasti.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fasti.store.path.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers for some minutes which passwords were right, so that a client that polls does not pay for a password hash
 * each time.
 *
 * <p>What is kept is a {@link Keyed} digest of login, state of the account and password: it tells nothing without the
 * key, and nothing is found any more once the account's state has changed.
 */
public final class VerifiedPasswords {
    private record Verified(Principal who, Instant until) {}

    private final Duration time;
    private final Clock clock;
    private final Keyed keyed = new Keyed();
    private final Cache<ByteBuffer, Verified> verified;

    /**
     * @param capacity how many are remembered
     * @param time how long a password is remembered; zero for not at all
     */
    public VerifiedPasswords(int capacity, Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
        this.verified = Caffeine.newBuilder().maximumSize(capacity).build();
    }

    /**
     * Whose password this is.
     *
     * @param state what changes whenever the account's password does, such as its hash; may be empty
     */
    public Optional<Principal> find(String login, String state, byte[] password) {
        if (time.isZero()) {
            return Optional.empty();
        }
        ByteBuffer name = name(login, state, password);
        Verified found = verified.getIfPresent(name);
        if (found == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        // The second half is for a clock that was set back.
        if (now.isBefore(found.until) && !now.plus(time).isBefore(found.until)) {
            return Optional.of(found.who);
        }
        verified.invalidate(name);
        return Optional.empty();
    }

    /** Remembers a password that was right. */
    public void remember(String login, String state, byte[] password, Principal who) {
        if (!time.isZero()) {
            verified.put(
                    name(login, state, password),
                    new Verified(who, clock.instant().plus(time)));
        }
    }

    private ByteBuffer name(String login, String state, byte[] password) {
        return keyed.digest(login.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8), password);
    }

    /** A number for {@code login} that others cannot foresee and that stays the same while this process runs. */
    public int number(String login) {
        return keyed.digest(login.getBytes(StandardCharsets.UTF_8)).getInt(0);
    }
}
