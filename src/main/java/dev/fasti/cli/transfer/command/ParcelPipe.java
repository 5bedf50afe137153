package dev.fasti.cli.transfer.command;

import dev.fasti.cli.transfer.Parcel;
import dev.fasti.cli.transfer.ParcelWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Parcels from a thread of their own, as a stream. */
final class ParcelPipe implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final PipedInputStream in = new PipedInputStream(BUFFER);
    private final Thread thread;
    private volatile @Nullable Exception failure;

    /** Sends parcels. */
    @FunctionalInterface
    interface Sender {
        void send(Parcel.Sink sink) throws Exception;
    }

    private ParcelPipe(Sender sender) throws IOException {
        PipedOutputStream out = new PipedOutputStream(in);
        thread = new Thread(() -> run(sender, out), "parcels");
        thread.setDaemon(true);
    }

    /** Starts sending. Only if the sender returns does the stream end as a whole one does. */
    static ParcelPipe from(Sender sender) throws IOException {
        ParcelPipe pipe = new ParcelPipe(sender);
        pipe.thread.start();
        return pipe;
    }

    private void run(Sender sender, PipedOutputStream pipe) {
        try (BufferedOutputStream out = new BufferedOutputStream(pipe, BUFFER)) {
            ParcelWriter writer = new ParcelWriter(out);
            sender.send(writer);
            writer.take(new Parcel.End());
        } catch (UncheckedIOException e) {
            failure = e.getCause();
        } catch (Exception e) {
            failure = e;
        }
    }

    InputStream in() {
        return in;
    }

    /** Throws what the sender threw; for a reader that has come to the end. */
    void requireSent() throws Exception {
        in.close();
        thread.join();
        Exception thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** A sender that is still at it fails at its next parcel. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
