package dev.fasti.cli.transfer.command;

import dev.fasti.cli.transfer.remote.RemoteSource;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads what a {@link TalkWriter} wrote: passes the text on, and keeps the answers for who waits for them. */
final class TalkReader extends OutputStream implements RemoteSource.Answers {
    private static final int HEADER = 5;
    private static final int LARGEST = 4 << 20;

    private final OutputStream text;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final BlockingQueue<Optional<BitSet>> answers = new LinkedBlockingQueue<>();

    /** Of what follows the header, once that has come. */
    private int length;

    TalkReader(OutputStream text) {
        this.text = text;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int some = Math.min(missing(), end - at);
            frame.write(octets, at, some);
            at += some;
            if (frame.size() >= HEADER && missing() == 0) {
                finish(frame.toByteArray());
                frame.reset();
            }
        }
    }

    /** How many octets of the frame, or of its header, have not come. */
    private int missing() throws IOException {
        if (frame.size() < HEADER) {
            return HEADER - frame.size();
        }
        if (frame.size() == HEADER) {
            length = ByteBuffer.wrap(frame.toByteArray()).getInt(1);
            if (length < 0 || length > LARGEST) {
                throw new IOException("a frame of " + length + " octets");
            }
        }
        return HEADER + length - frame.size();
    }

    private void finish(byte[] whole) throws IOException {
        if (whole[0] == TalkWriter.WANTED) {
            answers.add(Optional.of(BitSet.valueOf(ByteBuffer.wrap(whole, HEADER, whole.length - HEADER))));
        } else {
            text.write(whole, HEADER, whole.length - HEADER);
        }
    }

    @Override
    public void flush() throws IOException {
        text.flush();
    }

    @Override
    public void close() {
        end();
    }

    /** Nothing more comes: who waits for an answer fails. */
    void end() {
        answers.add(Optional.empty());
    }

    @Override
    public BitSet next() throws IOException {
        try {
            Optional<BitSet> answer = answers.take();
            if (answer.isEmpty()) {
                answers.add(answer); // for who asks again
            }
            return answer.orElseThrow(() -> new EOFException("the import has ended"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
