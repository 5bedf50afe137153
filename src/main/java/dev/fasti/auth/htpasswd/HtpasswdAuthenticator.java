package dev.fasti.auth.htpasswd;

import dev.fasti.auth.Authenticator;
import dev.fasti.store.Principal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
 * same one. No more passwords are hashed at once than there are processors. An empty password, one over {@value
 * #LONGEST} octets of UTF-8, and one that holds NUL are always wrong.
 */
public final class HtpasswdAuthenticator implements Authenticator {
    /** Octets of the longest password that is looked at: some hashes cost more, the longer the password is. */
    public static final int LONGEST = 1024;

    private static final int REMEMBERED = 10_000;

    private final HtpasswdFile file;
    private final VerifiedPasswords verified;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

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

    @Override
    public Optional<Principal> authenticate(String login, String password) {
        byte[] octets = octets(password);
        if (octets.length == 0 || octets.length > LONGEST) {
            return Optional.empty();
        }
        Optional<HtpasswdUsers.Account> account = remembered(file.recent(), login, octets);
        return (account.isPresent() ? account : verify(login, octets)).map(HtpasswdUsers.Account::principal);
    }

    private Optional<HtpasswdUsers.Account> remembered(HtpasswdUsers users, String login, byte[] password) {
        return users.account(login).filter(account -> verified.holds(account, password));
    }

    private Optional<HtpasswdUsers.Account> verify(String login, byte[] password) {
        turns.acquireUninterruptibly();
        try {
            HtpasswdUsers users = file.current();
            // Clients open several connections at once: whoever waited here may find the work done.
            Optional<HtpasswdUsers.Account> known = remembered(users, login, password);
            return known.isPresent() ? known : verify(users, login, password);
        } finally {
            turns.release();
        }
    }

    private Optional<HtpasswdUsers.Account> verify(HtpasswdUsers users, String login, byte[] password) {
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
        verified.remember(checked, password);
        return account;
    }

    /** The password in UTF-8; empty for one that no hash is made of. */
    private static byte[] octets(String password) {
        if (password.indexOf('\0') >= 0 || password.length() > LONGEST) {
            return new byte[0];
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return octets;
        } catch (CharacterCodingException e) {
            return new byte[0];
        }
    }
}
