package dev.fasti.cli.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Writes to a {@link PrintStream}, which swallows failures, and tells them. */
final class CheckedOutput extends OutputStream {
    private final PrintStream out;

    CheckedOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        check();
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
        check();
    }

    /** Flushes, too: a failure shows only then. */
    private void check() throws IOException {
        if (out.checkError()) {
            throw new IOException("standard output cannot be written to");
        }
    }
}
