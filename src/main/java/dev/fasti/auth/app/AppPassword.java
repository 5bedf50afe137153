package dev.fasti.auth.app;

import dev.fasti.acl.Scope;
import dev.fasti.store.path.Principal;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app password, but for its secret.
 *
 * @param who whom it logs in
 * @param name by which its user knows it, such as the device's; no other of the same user has it
 * @param digest of the secret, 64 hexadecimal digits
 * @param created to the second
 * @param expires from when on it is good for nothing; null for never
 * @param scope what it is good for
 */
public record AppPassword(
        Principal who,
        String name,
        String digest,
        Instant created,
        @Nullable Instant expires,
        Scope scope) {
    /** Characters of the longest name. */
    static final int LONGEST_NAME = 64;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public AppPassword {
        if (!isName(name) || !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("no app password");
        }
    }

    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NAME
                && text.equals(text.strip())
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    boolean isGoodAt(Instant now) {
        Instant end = expires;
        return end == null || now.isBefore(end);
    }
}
