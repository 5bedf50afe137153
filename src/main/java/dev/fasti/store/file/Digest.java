package dev.fasti.store.file;

import dev.fasti.store.ETag;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in four words: an {@link ETag} at a third of its memory. */
record Digest(long a, long b, long c, long d) {
    static final int BYTES = 32;

    static Digest of(byte[] octets) {
        return read(ByteBuffer.wrap(sha256().digest(octets)));
    }

    static Digest read(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void write(ByteBuffer out) {
        out.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    ETag etag() {
        HexFormat hex = HexFormat.of();
        return new ETag('"' + hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d) + '"');
    }
}
