package dev.fasti.dav.lock;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The URI of a new lock, unique across all servers and for all time (RFC 4918 section 6.5): a tag URI (RFC 4151) of 96
 * random bits.
 *
 * <p>It is shorter than the UUID that the standard suggests, because litmus cuts an {@code If} header with two of our
 * entity tags and such a token off at 199 characters.
 */
final class LockToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "tag:fasti.dev,2026:";

    private LockToken() {}

    static String next() {
        byte[] bits = new byte[12];
        RANDOM.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
