package dev.fasti.auth.ldap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.fasti.auth.Authenticator;
import dev.fasti.auth.LoginName;
import dev.fasti.auth.LoginPostponed;
import dev.fasti.auth.Password;
import dev.fasti.auth.Profile;
import dev.fasti.auth.VerifiedPasswords;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords by binding to a directory (RFC 4513 section 5.1.3), with the entry that the login names or that a
 * search finds for it. Referrals are not followed, and nothing is bound without a password, which to a directory means
 * nobody (RFC 4513 section 5.1.2).
 *
 * <p>A directory that cannot be asked is no wrong password: the login is put off, and who was verified lately goes on.
 */
public final class LdapAuthenticator implements Authenticator, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LdapAuthenticator.class);
    private static final int REMEMBERED = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a directory says to a password that is wrong, or not good now. */
    private static final Set<ResultCode> WRONG = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.INVALID_DN_SYNTAX,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS);

    private final LDAPConnectionPool pool;
    private final LdapEntries entries;
    private final VerifiedPasswords verified;
    private final Duration cacheTime;
    private final Clock clock;
    private final Consumer<Profile> profiles;
    /** Who was found to have an account, and when. */
    private final Cache<Principal, Instant> found =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    /** When the directory was asked of somebody who had proven otherwise who it is. */
    private final Cache<Principal, Instant> proven =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param cacheTime how long a verified password is remembered; zero for not at all
     * @param profiles is told of each account that is looked up
     * @throws IOException if the roots of certificates cannot be read
     */
    public LdapAuthenticator(LdapSettings settings, Duration cacheTime, Clock clock, Consumer<Profile> profiles)
            throws IOException {
        this.pool = LdapPool.of(settings);
        this.entries = new LdapEntries(pool, settings);
        this.verified = new VerifiedPasswords(REMEMBERED, cacheTime, clock);
        this.cacheTime = cacheTime;
        this.clock = clock;
        this.profiles = profiles;
    }

    @Override
    public Optional<Principal> remembered(String login, String password) {
        return Password.octets(password).flatMap(octets -> verified.find(login, "", octets));
    }

    @Override
    public Optional<Principal> authenticate(String login, String password) {
        Optional<byte[]> octets = Password.octets(password);
        if (octets.isEmpty() || LoginName.refusal(login).isPresent()) {
            return Optional.empty();
        }
        Optional<Principal> known = verified.find(login, "", octets.get());
        if (known.isPresent()) {
            return known;
        }
        try {
            Optional<Principal> who = bind(login, octets.get());
            who.ifPresent(principal -> verified.remember(login, "", octets.get(), principal));
            return who;
        } catch (LDAPException e) {
            throw unreachable(e);
        }
    }

    private Optional<Principal> bind(String login, byte[] password) throws LDAPException {
        Optional<LdapEntries.Account> account = entries.find(login);
        // An unknown login takes as long as a wrong password.
        String dn = account.map(LdapEntries.Account::dn).orElseGet(entries::nobody);
        if (!isRight(dn, password) || account.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(seen(account.get()));
    }

    private boolean isRight(String dn, byte[] password) throws LDAPException {
        try {
            pool.bindAndRevertAuthentication(new SimpleBindRequest(dn, password));
            return true;
        } catch (LDAPException e) {
            if (WRONG.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private Principal seen(LdapEntries.Account account) throws LDAPException {
        profiles.accept(entries.profile(account));
        found.put(account.who(), clock.instant());
        return account.who();
    }

    /** Asks the directory again once the time has passed for which a password is remembered. */
    @Override
    public boolean hasAccount(Principal who) {
        if (isRecent(found.getIfPresent(who))) {
            return true;
        }
        try {
            return look(who);
        } catch (LDAPException e) {
            throw unreachable(e);
        }
    }

    /**
     * Takes notice of somebody who has proven otherwise who it is, to a proxy or by a certificate: with groups and name
     * where the directory knows an account of exactly this name, and with none where it does not. It is asked again once
     * the time has passed; while it cannot be, what it said before holds.
     *
     * @throws LoginPostponed if it cannot be asked, and has never been: lists that speak of groups would be misread
     */
    public void proven(Principal who) {
        Instant last = proven.getIfPresent(who);
        if (isRecent(last)) {
            return;
        }
        try {
            if (!look(who)) {
                profiles.accept(new Profile(who, Set.of(), ""));
            }
            proven.put(who, clock.instant());
        } catch (LDAPException e) {
            if (last == null) {
                throw unreachable(e);
            }
            log.warn("The directory cannot be asked; what it said of groups before holds: {}", e.getExceptionMessage());
            if (cacheTime.compareTo(PATIENCE) > 0) {
                // Not each request waits for it in vain.
                proven.put(who, clock.instant().minus(cacheTime).plus(PATIENCE));
            }
        }
    }

    private boolean isRecent(@Nullable Instant when) {
        return when != null && Duration.between(when, clock.instant()).abs().compareTo(cacheTime) < 0;
    }

    private boolean look(Principal who) throws LDAPException {
        Optional<LdapEntries.Account> account =
                entries.find(who.name()).filter(each -> each.who().equals(who));
        if (account.isPresent()) {
            seen(account.get());
        }
        return account.isPresent();
    }

    private static LoginPostponed unreachable(LDAPException e) {
        log.error("The directory cannot be asked: {}", e.getExceptionMessage());
        return new LoginPostponed(LoginPostponed.Reason.UNREACHABLE, PATIENCE);
    }

    @Override
    public void close() {
        pool.close();
    }
}
