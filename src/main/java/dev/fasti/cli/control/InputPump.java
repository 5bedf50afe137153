package dev.fasti.cli.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Sends the caller's standard input to the command, as much as it asks for. Its thread begins with the first octet. */
final class InputPump {
    private static final int CHUNK = 1 << 15;

    private final InputStream in;
    private final FrameWriter server;
    private final Runnable giveUp;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long allowed;
    private boolean started;
    private boolean stopped;
    private volatile @Nullable IOException failure;

    /** @param giveUp ends the command, because its input failed */
    InputPump(InputStream in, FrameWriter server, Runnable giveUp) {
        this.in = in;
        this.server = server;
        this.giveUp = giveUp;
    }

    /** Lets so many more octets through. */
    void allow(int octets) {
        lock.lock();
        try {
            allowed += octets;
            changed.signalAll();
            if (!started) {
                started = true;
                ControlSession.daemon("control-input", this::pump).start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing more. A read that waits for its octets goes on waiting, in a daemon thread. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the input could not be read; empty if it could. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private void pump() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int room = await(); room > 0; room = await()) {
                int read = read(chunk, room);
                if (read < 0) {
                    server.write(new Frame.InputEnd());
                    return;
                }
                spend(read);
                server.write(new Frame.Input(Arrays.copyOf(chunk, read)));
            }
        } catch (IOException e) {
            giveUp.run(); // The input, or the connection: who waits for the command's end says which.
        }
    }

    private int read(byte[] chunk, int room) throws IOException {
        try {
            return in.read(chunk, 0, room);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** So much may be sent; waits until it is something. Nothing once this is stopped. */
    private int await() {
        lock.lock();
        try {
            while (allowed == 0 && !stopped) {
                changed.awaitUninterruptibly();
            }
            return stopped ? 0 : (int) Math.min(allowed, CHUNK);
        } finally {
            lock.unlock();
        }
    }

    private void spend(int octets) {
        lock.lock();
        try {
            allowed -= octets;
        } finally {
            lock.unlock();
        }
    }
}
