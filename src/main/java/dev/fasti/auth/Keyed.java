package dev.fasti.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a random key that never leaves this process: digests that tell nothing to anybody else. */
public final class Keyed {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Keyed() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** The digest of these parts, another one for any other division into parts. */
    public ByteBuffer digest(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(ByteBuffer.allocate(4).putInt(part.length).flip());
                mac.update(part);
            }
            return ByteBuffer.wrap(mac.doFinal()).asReadOnlyBuffer();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
