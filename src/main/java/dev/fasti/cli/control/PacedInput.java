package dev.fasti.cli.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Standard input of a command in the server: what the client sends, as it is asked for and not before. One thread
 * reads, another one delivers.
 */
final class PacedInput extends InputStream {
    /** So much is asked for ahead of the reader, and held at most. */
    private static final int WINDOW = 1 << 18;

    private final FrameWriter client;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] ring = {};
    private int start;
    private int size;
    private int promised;
    private boolean ended;
    private @Nullable String unwanted;

    PacedInput(FrameWriter client) {
        this.client = client;
    }

    /**
     * Takes what came.
     *
     * @throws MalformedFrame if it was not asked for
     */
    void deliver(byte[] octets) throws MalformedFrame {
        lock.lock();
        try {
            if (octets.length > promised || ended) {
                throw new MalformedFrame("input was not asked for");
            }
            promised -= octets.length;
            int end = (start + size) % WINDOW;
            int straight = Math.min(octets.length, WINDOW - end);
            System.arraycopy(octets, 0, ring, end, straight);
            System.arraycopy(octets, straight, ring, 0, octets.length - straight);
            size += octets.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes every read fail from here on. */
    void fail(String reason) {
        lock.lock();
        try {
            unwanted = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        ask();
        lock.lock();
        try {
            while (size == 0 && !ended && unwanted == null) {
                changed.awaitUninterruptibly();
            }
            if (unwanted != null) {
                throw new InterruptedIOException(unwanted);
            }
            return size == 0 ? -1 : take(target, offset, length);
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] target, int offset, int length) {
        int taken = Math.min(length, Math.min(size, WINDOW - start));
        System.arraycopy(ring, start, target, offset, taken);
        start = (start + taken) % WINDOW;
        size -= taken;
        return taken;
    }

    private void ask() throws IOException {
        int more;
        lock.lock();
        try {
            int room = WINDOW - size - promised;
            more = ended || unwanted != null || room < WINDOW / 2 ? 0 : room;
            if (more > 0 && ring.length == 0) {
                ring = new byte[WINDOW];
            }
            promised += more;
        } finally {
            lock.unlock();
        }
        if (more > 0) {
            client.write(new Frame.More(more));
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
