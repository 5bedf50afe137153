package dev.fasti.auth.htpasswd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for some minutes which passwords were right, so that a client that polls does not pay for a password hash
 * each time.
 *
 * <p>What is kept is an HMAC-SHA-256 over login, hash and password under a random key of this process: it tells nothing
 * without the key, and nothing is found any more once the account's hash has changed. The least recently used is
 * forgotten first.
 */
final class VerifiedPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final int capacity;
    private final Duration time;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<ByteBuffer, Instant> until = new LinkedHashMap<>(16, 0.75f, true);

    /** @param time how long a password is remembered; zero for not at all */
    VerifiedPasswords(int capacity, Duration time, Clock clock) {
        this.capacity = capacity;
        this.time = time;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    boolean holds(HtpasswdUsers.Account account, byte[] password) {
        if (time.isZero()) {
            return false;
        }
        ByteBuffer name = name(account, password);
        Instant now = clock.instant();
        synchronized (until) {
            Instant end = until.get(name);
            if (end == null) {
                return false;
            }
            // The second half is for a clock that was set back.
            if (now.isBefore(end) && !now.plus(time).isBefore(end)) {
                return true;
            }
            until.remove(name);
            return false;
        }
    }

    void remember(HtpasswdUsers.Account account, byte[] password) {
        if (time.isZero()) {
            return;
        }
        ByteBuffer name = name(account, password);
        Instant end = clock.instant().plus(time);
        synchronized (until) {
            until.put(name, end);
            if (until.size() > capacity) {
                until.remove(until.keySet().iterator().next());
            }
        }
    }

    private ByteBuffer name(HtpasswdUsers.Account account, byte[] password) {
        byte[] login = account.principal().name().getBytes(StandardCharsets.UTF_8);
        byte[] hash = account.text().getBytes(StandardCharsets.UTF_8);
        Mac mac = mac();
        mac.update(
                ByteBuffer.allocate(8).putInt(login.length).putInt(hash.length).array());
        mac.update(login);
        mac.update(hash);
        return ByteBuffer.wrap(mac.doFinal(password)).asReadOnlyBuffer();
    }

    /** A number for {@code login} that others cannot foresee and that stays the same while this process runs. */
    int number(String login) {
        return ByteBuffer.wrap(mac().doFinal(login.getBytes(StandardCharsets.UTF_8)))
                .getInt();
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
