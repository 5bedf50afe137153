package dev.fasti.vobject;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Long lines cut into pieces of 75 octets, never within a character (RFC 5545 section 3.1, RFC 6350 section 3.2). */
public final class Folding {
    private static final int LONGEST = 75;

    private Folding() {}

    /** A line of text, folded, without a line end. */
    public static byte[] of(String line) {
        return octets(line.getBytes(StandardCharsets.UTF_8));
    }

    /** A line of octets, folded, without a line end. */
    public static byte[] octets(byte[] line) {
        if (line.length <= LONGEST) {
            return line;
        }
        byte[] folded = new byte[line.length + 3 * (line.length / (LONGEST - 4) + 1)];
        int length = 0;
        int room = LONGEST;
        for (int i = 0; i < line.length; ) {
            int end = Math.min(line.length, i + room);
            int cut = end;
            while (cut < line.length && cut > i && (line[cut] & 0xc0) == 0x80) {
                cut--;
            }
            // What is no UTF-8 is cut wherever it is.
            int piece = (end - cut > 3 || cut == i ? end : cut) - i;
            if (i > 0) {
                folded[length++] = '\r';
                folded[length++] = '\n';
                folded[length++] = ' ';
            }
            System.arraycopy(line, i, folded, length, piece);
            length += piece;
            i += piece;
            room = LONGEST - 1;
        }
        return Arrays.copyOf(folded, length);
    }
}
