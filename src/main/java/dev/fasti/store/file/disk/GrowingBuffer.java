package dev.fasti.store.file.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Big-endian numbers and texts on their way into a stream, with the checksum of all that went by. */
public final class GrowingBuffer {
    private final CRC32 crc = new CRC32();
    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    private ByteBuffer room(int octets) {
        if (buffer.remaining() < octets) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + octets));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }

    public GrowingBuffer putByte(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    public GrowingBuffer putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public GrowingBuffer putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** The length in octets as four octets, then UTF-8. */
    public GrowingBuffer putText(String text) {
        return putOctets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Their number as four octets, then the octets. */
    public GrowingBuffer putOctets(byte[] octets) {
        putInt(octets.length);
        room(octets.length).put(octets);
        return this;
    }

    public GrowingBuffer putDigest(Digest digest) {
        digest.write(room(Digest.BYTES));
        return this;
    }

    /** Moves what was put so far into {@code out}. */
    public void drainTo(OutputStream out) throws IOException {
        crc.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** The CRC-32 of what was drained. */
    public int checksum() {
        return (int) crc.getValue();
    }
}
