package dev.fasti.dav.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What an item says as characters, which XML is made of and an item is not.
 *
 * <p>Clients fold lines within a UTF-8 sequence, which RFC 5545 section 3.1 and RFC 6350 section 3.2 tell readers to
 * expect. Such halves are no characters, and would reach whoever reads the answer as two U+FFFD, for good once that
 * client writes the item back. So the fold is moved behind the character. A byte order mark says how octets are encoded
 * and is not part of the text (RFC 3629 section 6).
 */
final class WholeCharacters {
    private WholeCharacters() {}

    /** The text of {@code utf8} from {@code from} on; what is not UTF-8 even so is U+FFFD. */
    static String of(byte[] utf8, int from) {
        int start = from == 0 && startsWithMark(utf8) ? 3 : from;
        String text = text(utf8, start);
        return text.indexOf('\uFFFD') < 0 ? text : text(mended(utf8, start), 0);
    }

    private static String text(byte[] utf8, int from) {
        return new String(utf8, from, utf8.length - from, StandardCharsets.UTF_8);
    }

    private static boolean startsWithMark(byte[] utf8) {
        return utf8.length >= 3 && utf8[0] == (byte) 0xef && utf8[1] == (byte) 0xbb && utf8[2] == (byte) 0xbf;
    }

    private static byte[] mended(byte[] utf8, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length - from);
        ByteArrayOutputStream folds = new ByteArrayOutputStream();
        int at = from;
        while (at < utf8.length) {
            int missing = missing(utf8[at]);
            out.write(utf8[at++]);
            for (int next = afterFold(utf8, at); missing > 0 && isWithin(utf8, next); next = afterFold(utf8, at)) {
                folds.write(utf8, at, next - at);
                out.write(utf8[next]);
                at = next + 1;
                missing--;
            }
            out.writeBytes(folds.toByteArray());
            folds.reset();
        }
        return out.toByteArray();
    }

    private static boolean isWithin(byte[] utf8, int at) {
        return at < utf8.length && (utf8[at] & 0xc0) == 0x80;
    }

    /** How many octets follow the first one of a sequence (RFC 3629 section 3). */
    private static int missing(byte first) {
        int octet = first & 0xff;
        return octet < 0xc2 || octet > 0xf4 ? 0 : octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
    }

    /** Where the text goes on behind a fold at {@code at}, or {@code at} if there is none. */
    private static int afterFold(byte[] utf8, int at) {
        int end = at;
        while (end < utf8.length && (utf8[end] == '\r' || utf8[end] == '\n')) {
            end++;
        }
        return end > at && end < utf8.length && (utf8[end] == ' ' || utf8[end] == '\t') ? end + 1 : at;
    }
}
