package dev.fasti.vobject;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Octets made ready for a lexer: lines unfolded, line ends made LF, blank lines, control characters and the byte order
 * mark left out, very long lines cut.
 *
 * <p>Unfolding is done on octets, because clients fold within a UTF-8 sequence (RFC 5545 section 3.1).
 */
final class CleanText {
    private final byte[] in;
    private final Dialect dialect;
    private byte[] out;
    private int length;
    private int lineStart;
    private boolean inHeader = true;
    private boolean inQuotes;
    private boolean cut;

    private CleanText(byte[] in, Dialect dialect) {
        this.in = in;
        this.out = new byte[Math.min(in.length + 2, 8_192)];
        this.dialect = dialect;
    }

    /**
     * The text of {@code octets}; null where a property's name and parameters are longer than the limit.
     *
     * <p>What is not UTF-8 becomes U+FFFD.
     */
    static @Nullable String of(byte[] octets, Dialect dialect) {
        CleanText clean = new CleanText(octets, dialect);
        return clean.run() ? new String(clean.out, 0, clean.length, StandardCharsets.UTF_8) : null;
    }

    /** Tells whether {@code text}, made from {@code octets}, lost octets that are not UTF-8. */
    static boolean lostOctets(String text, byte[] octets, Dialect dialect) {
        if (text.indexOf('\uFFFD') < 0) {
            return false; // a genuine U+FFFD is rare enough to look twice
        }
        CleanText clean = new CleanText(octets, dialect);
        clean.run();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(clean.out, 0, clean.length));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    private boolean run() {
        int at = startsWithByteOrderMark() ? 3 : 0;
        while (at < in.length) {
            byte octet = in[at];
            if (octet == '\r' || octet == '\n') {
                at = lineEnd(at);
            } else {
                if (octet < 0 || octet >= 0x20 && octet != 0x7F || octet == '\t') {
                    append(octet);
                    if (inHeader && length - lineStart > ContentLines.MAX_HEADER) {
                        return false;
                    }
                }
                at++;
            }
        }
        return true;
    }

    private boolean startsWithByteOrderMark() {
        return in.length >= 3 && Arrays.equals(in, 0, 3, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, 3);
    }

    private void append(byte octet) {
        boolean within = (octet & 0xC0) == 0x80; // a value is not cut within a UTF-8 sequence
        if (cut || length - lineStart >= ContentLines.MAX_LINE && !within) {
            if (!cut) {
                put((byte) 0);
                cut = true;
            }
            return;
        }
        put(octet);
        if (inHeader) {
            if (octet == '"') {
                inQuotes = !inQuotes;
            } else if (octet == ':' && !inQuotes) {
                inHeader = false;
            }
        }
    }

    private void put(byte octet) {
        if (length == out.length) {
            out = Arrays.copyOf(out, Math.max(length + 1, Math.min(in.length + 2, 2 * length)));
        }
        out[length++] = octet;
    }

    /** Takes a run of line ends, with the white space of a fold if one follows; returns where to go on. */
    private int lineEnd(int from) {
        int at = from;
        while (at < in.length && (in[at] == '\r' || in[at] == '\n')) {
            at++;
        }
        if (at < in.length && (in[at] == ' ' || in[at] == '\t') && length > 0) {
            if (dialect == Dialect.VCARD && out[length - 1] == '=') {
                // may be a soft break of quoted-printable, which only the lexer knows to join
                put((byte) '\n');
                put(in[at]);
            }
            return at + 1;
        }
        if (length > 0) {
            put((byte) '\n');
            inHeader = true;
            inQuotes = false;
            cut = false;
            lineStart = length;
        }
        return at;
    }
}
