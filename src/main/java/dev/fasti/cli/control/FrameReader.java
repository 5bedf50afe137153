package dev.fasti.cli.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/** Reads frames off a channel. For one thread. */
final class FrameReader {
    private final ReadableByteChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);

    FrameReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The next frame; waits for it.
     *
     * @return empty at the end, between two frames
     * @throws MalformedFrame if what comes is none
     * @throws EOFException if the end comes within one
     */
    Optional<Frame> read() throws IOException {
        header.clear();
        int first = channel.read(header);
        if (first < 0) {
            return Optional.empty();
        }
        fill(header);
        byte type = header.get(0);
        int length = header.getInt(1);
        if (length < 0 || length > Frame.longest(type)) {
            throw new MalformedFrame("a frame " + type + " is too long");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        fill(payload);
        return Optional.of(Frame.decode(type, payload.array()));
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("control socket: the connection ended within a frame");
            }
        }
    }
}
