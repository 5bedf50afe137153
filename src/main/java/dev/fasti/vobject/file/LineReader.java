package dev.fasti.vobject.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads content lines and where they stand. Takes any line end, blank lines and a byte order mark; memory is one line,
 * and not more of it than it is told to keep.
 */
public final class LineReader {
    private static final int BUFFER = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int longest;
    private final byte[] buffer;
    private int next;
    private int limit;
    private long position;
    private byte[] line = new byte[256];
    private int length;

    /** @param longest how many octets of a line are kept */
    public LineReader(InputStream in, int longest) {
        this(in, longest, new byte[BUFFER], 0);
    }

    private LineReader(InputStream in, int longest, byte[] buffer, int limit) {
        this.in = in;
        this.longest = longest;
        this.buffer = buffer;
        this.limit = limit;
    }

    /** Reads whole lines from memory, where nothing of it is copied but the line at hand. */
    public static LineReader of(byte[] octets) {
        return of(octets, Integer.MAX_VALUE - 16);
    }

    /** As {@link #of(byte[])}. @param longest how many octets of a line are kept */
    public static LineReader of(byte[] octets, int longest) {
        return new LineReader(InputStream.nullInputStream(), longest, octets, octets.length);
    }

    /** The next line that is not blank; null at the end. */
    public @Nullable Line next() throws IOException {
        if (position == 0) {
            skipMark();
        }
        int octet = peek();
        while (octet == '\r' || octet == '\n') {
            take();
            octet = peek();
        }
        if (octet < 0) {
            return null;
        }
        long start = position;
        length = 0;
        do {
            physicalLine();
        } while (isContinued());
        return new Line(start, position, new String(line, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** {@link #next}, from memory. */
    public @Nullable Line nextInMemory() {
        try {
            return next();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private void skipMark() throws IOException {
        peek();
        if (limit >= BYTE_ORDER_MARK.length && isMarked(buffer)) {
            next += BYTE_ORDER_MARK.length;
            position += BYTE_ORDER_MARK.length;
        }
    }

    /** Where the text in a whole file begins: behind a byte order mark, which may stand nowhere else. */
    public static int start(byte[] octets) {
        return isMarked(octets) ? BYTE_ORDER_MARK.length : 0;
    }

    private static boolean isMarked(byte[] octets) {
        int length = BYTE_ORDER_MARK.length;
        return octets.length >= length && Arrays.equals(octets, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    /** With the blank lines behind it. */
    private void physicalLine() throws IOException {
        int octet = peek();
        while (octet >= 0 && octet != '\r' && octet != '\n') {
            take();
            if (length < longest) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * line.length);
                }
                line[length++] = (byte) octet;
            }
            octet = peek();
        }
        while (octet == '\r' || octet == '\n') {
            take();
            octet = peek();
        }
    }

    /** A line that starts with white space belongs to the one before; its first octet is no content. */
    private boolean isContinued() throws IOException {
        int octet = peek();
        if (octet == ' ' || octet == '\t') {
            take();
            return true;
        }
        return false;
    }

    private int peek() throws IOException {
        if (next == limit) {
            limit = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
            next = 0;
        }
        return next == limit ? -1 : buffer[next] & 0xff;
    }

    private void take() {
        next++;
        position++;
    }
}
