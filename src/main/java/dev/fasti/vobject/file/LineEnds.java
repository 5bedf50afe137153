package dev.fasti.vobject.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Line ends as both formats ask for them (RFC 5545 section 3.1, RFC 6350 section 3.2): CRLF after each, none blank. */
public final class LineEnds {
    private static final byte[] CRLF = {'\r', '\n'};

    private LineEnds() {}

    /** The octets with such line ends. */
    public static byte[] made(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 200);
        try {
            write(octets, 0, octets.length, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /** Writes octets with such line ends. */
    public static void write(byte[] octets, int from, int to, OutputStream out) throws IOException {
        int start = from;
        for (int i = from; i < to; i++) {
            if (octets[i] == '\r' || octets[i] == '\n') {
                line(octets, start, i, out);
                start = i + 1;
            }
        }
        line(octets, start, to, out);
    }

    private static void line(byte[] octets, int from, int to, OutputStream out) throws IOException {
        if (from < to) {
            out.write(octets, from, to - from);
            out.write(CRLF);
        }
    }
}
