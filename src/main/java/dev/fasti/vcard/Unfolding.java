package dev.fasti.vcard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Undoes folds on octets, because clients fold within a UTF-8 sequence (RFC 6350 section 3.2); a byte order mark goes,
 * too.
 */
final class Unfolding {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Unfolding() {}

    /** The text of a card without folds; what follows an equals sign stays, as it may be quoted-printable. */
    static String text(byte[] card) {
        byte[] out = new byte[card.length];
        int length = 0;
        int at = Arrays.equals(card, 0, Math.min(3, card.length), BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
        while (at < card.length) {
            int end = at;
            while (end < card.length && (card[end] == '\r' || card[end] == '\n')) {
                end++;
            }
            boolean isFold = end > at
                    && end < card.length
                    && (card[end] == ' ' || card[end] == '\t')
                    && (length == 0 || out[length - 1] != '=');
            if (isFold) {
                at = end + 1;
            } else {
                out[length++] = card[at++];
            }
        }
        return new String(Arrays.copyOf(out, length), StandardCharsets.UTF_8);
    }
}
