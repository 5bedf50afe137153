package dev.fasti.store.file.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.zip.CRC32;

/** What a {@link GrowingBuffer} drained into a stream, on its way back, of which memory holds a small part at a time. */
public final class SlidingBuffer {
    private static final int FIRST = 1 << 16;

    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private ByteBuffer buffer;
    private long unread;

    /**
     * @param in holds at least so many octets
     * @param octets how many of them are read
     */
    public SlidingBuffer(InputStream in, long octets) {
        this.in = in;
        this.unread = octets;
        this.buffer =
                ByteBuffer.allocate((int) Math.min(FIRST, Math.max(1, octets))).limit(0);
    }

    /** How many octets there are still to take. */
    public long remaining() {
        return buffer.remaining() + unread;
    }

    /**
     * Takes what comes next. It may be looked at more than once, until all of it is there.
     *
     * @param part reads it from the octets, which may end anywhere
     * @throws BufferUnderflowException if the octets end early
     */
    public <T> T take(Function<ByteBuffer, T> part) throws IOException {
        while (true) {
            int start = buffer.position();
            try {
                return part.apply(buffer);
            } catch (BufferUnderflowException e) {
                if (unread == 0) {
                    throw e;
                }
                buffer.position(start);
                readOn();
            }
        }
    }

    /** Fills {@code numbers} with those that come next. */
    public void take(long[] numbers) throws IOException {
        int taken = 0;
        while (taken < numbers.length) {
            int first = taken;
            taken += take(octets -> longs(octets, numbers, first));
        }
    }

    private static int longs(ByteBuffer octets, long[] numbers, int first) {
        int count = Math.min(numbers.length - first, octets.remaining() / Long.BYTES);
        if (count == 0) {
            throw new BufferUnderflowException();
        }
        octets.asLongBuffer().get(numbers, first, count);
        octets.position(octets.position() + count * Long.BYTES);
        return count;
    }

    /** The CRC-32 of all octets, once none remain. */
    public int checksum() {
        return (int) crc.getValue();
    }

    private void readOn() throws IOException {
        if (buffer.remaining() == buffer.capacity()) {
            buffer = ByteBuffer.allocate((int) Math.min(2L * buffer.capacity(), remaining()))
                    .put(buffer);
        } else {
            buffer.compact();
        }
        int wanted = (int) Math.min(buffer.remaining(), unread);
        int read = in.readNBytes(buffer.array(), buffer.position(), wanted);
        if (read < wanted) {
            throw new BufferUnderflowException();
        }
        crc.update(buffer.array(), buffer.position(), read);
        unread -= read;
        buffer.limit(buffer.position() + read).rewind();
    }
}
