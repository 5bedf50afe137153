package dev.fasti.store.file.disk;

import dev.fasti.store.condition.ETag;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 in four words: an {@link ETag} at a third of its memory. */
public record Digest(long a, long b, long c, long d) {
    public static final int BYTES = 32;

    public static Digest of(byte[] octets) {
        return read(ByteBuffer.wrap(sha256().digest(octets)));
    }

    public static Digest read(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Written out, as is {@link #hashCode}: at a start it is called before the JVM makes what a record has by itself fast. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest && a == digest.a && b == digest.b && c == digest.c && d == digest.d;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    public void write(ByteBuffer out) {
        out.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    public ETag etag() {
        HexFormat hex = HexFormat.of();
        return new ETag('"' + hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d) + '"');
    }
}
