package dev.fasti.dav.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A buffered stream of UTF-8 that escapes text for XML on its way; the buffer is as large as the answer needs, up to a size. */
final class EscapedBytes {
    private static final int SMALLEST = 1024;
    private static final int LARGEST = 16 * 1024;
    private static final byte[] LESS = {'&', 'l', 't', ';'};
    private static final byte[] GREATER = {'&', 'g', 't', ';'};
    private static final byte[] AMPERSAND = {'&', 'a', 'm', 'p', ';'};
    private static final byte[] RETURN = {'&', '#', '1', '3', ';'};

    private final OutputStream out;
    private byte[] buffer = new byte[SMALLEST];
    private int length;

    EscapedBytes(OutputStream out) {
        this.out = out;
    }

    /** Character data that is UTF-8 already: what is ASCII throughout, as most items are, is never decoded. */
    void escape(byte[] utf8) {
        int from = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b < 0) {
                put(utf8, from, i - from);
                escape(WholeCharacters.of(utf8, i), Place.TEXT);
                return;
            }
            if (!Place.TEXT.isPlain((char) b) && b != '\n') {
                put(utf8, from, i - from);
                escapeAscii((char) b, Place.TEXT);
                from = i + 1;
            }
        }
        put(utf8, from, utf8.length - from);
    }

    /** Character data, or an attribute's value. */
    void escape(String text, Place place) {
        int size = text.length();
        for (int i = plain(text, 0, place); i < size; i = plain(text, i + 1, place)) {
            char c = text.charAt(i);
            if (c < 0x80) {
                escapeAscii(c, place);
            } else if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(text.charAt(i + 1))) {
                codePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c) || c >= 0xfffe) {
                codePoint(0xfffd);
            } else {
                codePoint(c);
            }
        }
    }

    /** Puts what needs no escaping, as nearly all does, and returns where something does. */
    private int plain(String text, int from, Place place) {
        int at = from;
        while (at < text.length()) {
            if (length == buffer.length) {
                makeRoom(text.length() - at);
            }
            int to = length;
            int end = Math.min(text.length(), at + buffer.length - to);
            while (at < end && place.isPlain(text.charAt(at))) {
                buffer[to++] = (byte) text.charAt(at++);
            }
            length = to;
            if (at < end) {
                return at;
            }
        }
        return at;
    }

    private void escapeAscii(char c, Place place) {
        switch (c) {
            case '<' -> put(LESS);
            case '>' -> put(GREATER);
            case '&' -> put(AMPERSAND);
            case '\r' -> put(RETURN);
            case '"' -> ascii(place == Place.ATTRIBUTE ? "&quot;" : "\"");
            case '\n' -> ascii(place == Place.ATTRIBUTE ? "&#10;" : "\n");
            case '\t' -> ascii(place == Place.ATTRIBUTE ? "&#9;" : "\t");
            default -> {
                if (c < 0x20) {
                    codePoint(0xfffd);
                } else {
                    put((byte) c);
                }
            }
        }
    }

    private void codePoint(int c) {
        if (c < 0x800) {
            put((byte) (0xc0 | c >> 6));
        } else {
            if (c < 0x10000) {
                put((byte) (0xe0 | c >> 12));
            } else {
                put((byte) (0xf0 | c >> 18));
                put((byte) (0x80 | c >> 12 & 0x3f));
            }
            put((byte) (0x80 | c >> 6 & 0x3f));
        }
        put((byte) (0x80 | c & 0x3f));
    }

    /** ASCII that is markup already. */
    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
    }

    void put(byte b) {
        if (length == buffer.length) {
            makeRoom(1);
        }
        buffer[length++] = b;
    }

    void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int size) {
        if (size > buffer.length - length) {
            makeRoom(size);
            if (size > buffer.length - length) {
                writeThrough(bytes, from, size);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, size);
        length += size;
    }

    /** Makes the buffer larger, or empty if it is as large as it may be. */
    private void makeRoom(int more) {
        int wanted = Math.max(2 * buffer.length, length + more);
        if (buffer.length < LARGEST && wanted <= LARGEST) {
            buffer = Arrays.copyOf(buffer, wanted);
        } else {
            flush();
            if (buffer.length < LARGEST) {
                buffer = new byte[LARGEST];
            }
        }
    }

    private void writeThrough(byte[] bytes, int from, int size) {
        try {
            out.write(bytes, from, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what is buffered on. */
    void flush() {
        writeThrough(buffer, 0, length);
        length = 0;
    }

    /** Sends what is buffered on, and ends the stream. */
    void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where text stands, and so what of it must be escaped. */
    enum Place {
        TEXT("<>&"),
        ATTRIBUTE("<>&\"");

        private final boolean[] plain = new boolean[0x80];

        Place(String marks) {
            Arrays.fill(plain, 0x20, plain.length, true);
            marks.chars().forEach(mark -> plain[mark] = false);
        }

        boolean isPlain(char c) {
            return c < 0x80 && plain[c];
        }
    }
}
