package dev.fasti.store.condition;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A strong entity tag (RFC 9110 section 8.8.3).
 *
 * @param value with its quotes, as it stands in a header
 */
public record ETag(String value) {
    public ETag {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            throw new IllegalArgumentException("an entity tag is quoted: " + value);
        }
    }

    /** The tag of these octets: their quoted SHA-256 in hexadecimal, as Radicale has it. */
    public static ETag of(byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return new ETag('"' + HexFormat.of().formatHex(digest) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
