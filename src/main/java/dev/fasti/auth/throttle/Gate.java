package dev.fasti.auth.throttle;

import dev.fasti.auth.Attempt;
import dev.fasti.auth.Authenticator;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.store.path.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets in whom a source of accounts knows. Whoever was let in lately passes without a look at anything else; of the
 * others only so many are looked at at once, and those who have guessed wrongly have to wait.
 *
 * <p>Failures are kept in memory only, and only so many of them.
 */
public final class Gate {
    private final Authenticator source;
    private final FailedLogins failures;
    private final Entrants entrants;

    /**
     * How many, and how long.
     *
     * @param failures from one network after which the next has to wait
     * @param longestWait the longest wait; zero for none at all
     * @param entrants how many passwords are looked at, or wait for it, at once
     */
    public record Bounds(int failures, Duration longestWait, int entrants) {}

    public Gate(Authenticator source, Bounds bounds, Clock clock) {
        this.source = source;
        this.failures = new FailedLogins(bounds.failures, bounds.longestWait, clock);
        this.entrants = new Entrants(bounds.entrants);
    }

    /**
     * Tells who somebody is.
     *
     * @return empty for an unknown login or a wrong password, which cannot be told apart, not by the time either
     * @throws LoginPostponed if the attempt was not looked at
     */
    public Optional<Principal> enter(Attempt attempt) {
        Optional<Principal> known = source.remembered(attempt.login(), attempt.password());
        return known.isPresent() ? known : examine(attempt);
    }

    private Optional<Principal> examine(Attempt attempt) {
        Duration left = failures.left(attempt);
        if (!left.isZero()) {
            throw new LoginPostponed(LoginPostponed.Reason.TOO_MANY_FAILURES, left);
        }
        Optional<Principal> who =
                entrants.let(attempt.from(), () -> source.authenticate(attempt.login(), attempt.password()));
        if (who.isPresent()) {
            failures.succeeded(attempt);
        } else {
            failures.failed(attempt);
        }
        return who;
    }
}
