package dev.fasti.auth.htpasswd;

import dev.fasti.auth.Authenticator;
import dev.fasti.auth.Password;
import dev.fasti.auth.VerifiedPasswords;
import dev.fasti.store.path.Principal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Checks passwords against an htpasswd file, and follows its changes: new accounts count at once, removed ones and
 * changed passwords end within a second.
 *
 * <p>An unknown login takes as long as a wrong password: it is checked against the hash of some account, always the
 * same one. One processor is left to others, where there is more than one, however many passwords wait to be hashed.
 * What {@link Password} has no octets for is always wrong.
 */
public final class HtpasswdAuthenticator implements Authenticator {
    private static final int REMEMBERED = 10_000;

    private final HtpasswdFile file;
    private final VerifiedPasswords verified;
    private final Semaphore turns = new Semaphore(turnsAtOnce(), true);

    /**
     * @param file need not exist, now or later; then nobody is let in
     * @param cacheTime how long a verified password is remembered; zero for not at all
     */
    public HtpasswdAuthenticator(Path file, PlainText plainText, Duration cacheTime, Clock clock) {
        this.file = new HtpasswdFile(file, plainText, clock);
        this.verified = new VerifiedPasswords(REMEMBERED, cacheTime, clock);
    }

    /** Whether there is an account at all, now. */
    public boolean hasAccounts() {
        return !file.current().accounts().isEmpty();
    }

    private static int turnsAtOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    @Override
    public Optional<Principal> authenticate(String login, String password) {
        return Password.octets(password).flatMap(octets -> {
            Optional<Principal> known = remembered(file.recent(), login, octets);
            return known.isPresent() ? known : verify(login, octets);
        });
    }

    @Override
    public Optional<Principal> remembered(String login, String password) {
        return Password.octets(password).flatMap(octets -> remembered(file.recent(), login, octets));
    }

    @Override
    public boolean hasAccount(Principal who) {
        return file.recent().account(who.name()).isPresent();
    }

    private Optional<Principal> remembered(HtpasswdUsers users, String login, byte[] password) {
        return users.account(login).flatMap(account -> verified.find(login, account.text(), password));
    }

    private Optional<Principal> verify(String login, byte[] password) {
        turns.acquireUninterruptibly();
        try {
            HtpasswdUsers users = file.current();
            // Clients open several connections at once: whoever waited here may find the work done.
            Optional<Principal> known = remembered(users, login, password);
            return known.isPresent() ? known : verify(users, login, password);
        } finally {
            turns.release();
        }
    }

    private Optional<Principal> verify(HtpasswdUsers users, String login, byte[] password) {
        List<HtpasswdUsers.Account> all = users.accounts();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<HtpasswdUsers.Account> account = users.account(login);
        HtpasswdUsers.Account checked =
                account.orElseGet(() -> all.get(Math.floorMod(verified.number(login), all.size())));
        boolean right = checked.hash().matches(password);
        if (!right || account.isEmpty()) {
            return Optional.empty();
        }
        verified.remember(login, checked.text(), password, checked.principal());
        return account.map(HtpasswdUsers.Account::principal);
    }
}
