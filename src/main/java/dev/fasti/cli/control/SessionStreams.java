package dev.fasti.cli.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The streams of a command in the server, whose other ends are at the client. */
final class SessionStreams implements Streams {
    private final FrameWriter client;
    private final PacedInput in;
    private final OutputStream out = new Octets(Frame.Output::new);
    private final PrintStream err = new PrintStream(new Octets(Frame.Errors::new), true, StandardCharsets.UTF_8);
    private volatile @Nullable String unwanted;

    SessionStreams(FrameWriter client) {
        this.client = client;
        this.in = new PacedInput(client);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public void requireWanted() throws InterruptedIOException {
        String reason = unwanted;
        if (reason != null) {
            throw new InterruptedIOException(reason);
        }
    }

    PacedInput paced() {
        return in;
    }

    /** Lets the command know, at its next step, that it shall end; the first reason counts. */
    void cancel(String reason) {
        if (unwanted == null) {
            unwanted = reason;
        }
        in.fail(reason);
    }

    /** Why the command shall end; empty while it is wanted. */
    Optional<String> cancelled() {
        return Optional.ofNullable(unwanted);
    }

    /** Writes through, in frames of a kind. */
    private final class Octets extends OutputStream {
        private final Function<byte[], Frame> kind;

        private Octets(Function<byte[], Frame> kind) {
            this.kind = kind;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, octets.length);
            requireWanted();
            client.write(kind, octets, offset, length);
        }
    }
}
