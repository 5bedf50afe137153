package dev.fasti.cli.transfer;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes files one after the other to a stream: {@code P}, length (4) and path for each, {@code D}, length and octets
 * for each piece of it, {@code E} and 0 at the end.
 */
public final class FilePacker extends OutputStream {
    static final int PATH = 'P';
    static final int DATA = 'D';
    static final int END = 'E';

    private final DataOutputStream out;

    public FilePacker(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Begins a file. @param path relative, segments joined by slashes; empty for the file that the caller names */
    public void file(String path) throws IOException {
        frame(PATH, path.getBytes(StandardCharsets.UTF_8), 0, path.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        frame(DATA, octets, offset, length);
    }

    /** Tells that everything was written. */
    public void end() throws IOException {
        frame(END, new byte[0], 0, 0);
        out.flush();
    }

    private void frame(int kind, byte[] octets, int offset, int length) throws IOException {
        out.writeByte(kind);
        out.writeInt(length);
        out.write(octets, offset, length);
    }
}
