package dev.fasti.auth;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) under a random key that never leaves this process: digests that tell nothing to anybody else.
 *
 * <p>Of plain digests, because the JVM's own HMAC comes with all of its cryptography, whose start takes longer than the
 * rest of a first login.
 */
public final class Keyed {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] inner;
    private final byte[] outer;

    public Keyed() {
        this(random());
    }

    /** @param key of 64 octets at most */
    Keyed(byte[] key) {
        inner = padded(key, INNER);
        outer = padded(key, OUTER);
    }

    /** The digest of these parts, another one for any other division into parts. */
    public ByteBuffer digest(byte[]... parts) {
        MessageDigest digest = sha256();
        digest.update(inner);
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(4).putInt(part.length).flip());
            digest.update(part);
        }
        byte[] message = digest.digest();
        digest.update(outer);
        return ByteBuffer.wrap(digest.digest(message)).asReadOnlyBuffer();
    }

    private static byte[] random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static byte[] padded(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
