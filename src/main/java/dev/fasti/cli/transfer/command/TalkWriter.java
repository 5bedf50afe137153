package dev.fasti.cli.transfer.command;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * Writes text for a person, and answers for the program that shows it, to one stream: an octet for the kind, a length
 * (4) and the octets of each. For several threads.
 */
final class TalkWriter extends OutputStream {
    static final int TEXT = 'T';
    static final int WANTED = 'W';

    private final DataOutputStream out;

    TalkWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Answers which of the things are wanted that were asked about last. */
    void answer(BitSet wanted) throws IOException {
        byte[] octets = wanted.toByteArray();
        frame(WANTED, octets, 0, octets.length);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        frame(TEXT, octets, offset, length);
    }

    private synchronized void frame(int kind, byte[] octets, int offset, int length) throws IOException {
        out.writeByte(kind);
        out.writeInt(length);
        out.write(octets, offset, length);
        out.flush();
    }
}
