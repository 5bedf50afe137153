package dev.fasti.store.file.cache;

import dev.fasti.store.file.disk.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One change in the change log.
 *
 * @param revision the revision that it made
 * @param time when, in milliseconds since 1970
 * @param name what it happened to
 * @param digest the new content; null when the member was removed
 */
public record LogRecord(
        long revision, long time, String name, @Nullable Digest digest) {
    private static final int LONGEST_NAME = 1024;
    private static final int WRITTEN = 1;
    private static final int REMOVED = 2;

    /** The chain hash of this record when {@code previous} is that of the one before. */
    public long hash(long previous) {
        byte[] body = body();
        MessageDigest sha256 = Digest.sha256();
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, previous));
        sha256.update(body);
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private byte[] body() {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(19 + utf8.length + (digest == null ? 0 : Digest.BYTES));
        out.put((byte) (digest == null ? REMOVED : WRITTEN)).putLong(revision).putLong(time);
        out.putShort((short) utf8.length).put(utf8);
        if (digest != null) {
            digest.write(out);
        }
        return out.array();
    }

    /** The record as it stands in the log, with its chain hash and its checksum. */
    ByteBuffer encode(long chain) {
        byte[] body = body();
        ByteBuffer out = ByteBuffer.allocate(body.length + Long.BYTES + Integer.BYTES);
        out.put(body).putLong(chain);
        out.putInt(crc(out.array(), 0, body.length + Long.BYTES));
        return out.flip();
    }

    /** A record as read, with the hash that it carries. */
    record Chained(LogRecord record, long chain) {}

    /** Reads the record at the buffer's position; empty, with the position anywhere, if there is no whole sound one. */
    static Optional<Chained> decode(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 19) {
            return Optional.empty();
        }
        int type = in.get();
        long revision = in.getLong();
        long time = in.getLong();
        int nameLength = Short.toUnsignedInt(in.getShort());
        int digestLength = type == WRITTEN ? Digest.BYTES : 0;
        if ((type != WRITTEN && type != REMOVED)
                || nameLength > LONGEST_NAME
                || in.remaining() < nameLength + digestLength + Long.BYTES + Integer.BYTES) {
            return Optional.empty();
        }
        String name = new String(in.array(), in.arrayOffset() + in.position(), nameLength, StandardCharsets.UTF_8);
        in.position(in.position() + nameLength);
        Digest digest = type == WRITTEN ? Digest.read(in) : null;
        long chain = in.getLong();
        int crc = crc(in.array(), in.arrayOffset() + start, in.position() - start);
        return in.getInt() == crc
                ? Optional.of(new Chained(new LogRecord(revision, time, name, digest), chain))
                : Optional.empty();
    }

    static int crc(byte[] octets, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(octets, offset, length);
        return (int) crc.getValue();
    }
}
