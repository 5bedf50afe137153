package dev.fasti.cli.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Writes frames to a channel, each as a whole. Safe for use by several threads. */
final class FrameWriter {
    private final WritableByteChannel channel;
    private final Lock turn = new ReentrantLock();

    FrameWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Writes a frame; waits while the other side does not read. */
    void write(Frame frame) throws IOException {
        ByteBuffer octets = frame.encoded();
        turn.lock();
        try {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Writes octets in as many frames as they need. */
    void write(Function<byte[], Frame> kind, byte[] octets, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += Frame.MOST_OCTETS) {
            int from = offset + done;
            int to = from + Math.min(Frame.MOST_OCTETS, length - done);
            write(kind.apply(Arrays.copyOfRange(octets, from, to)));
        }
    }
}
