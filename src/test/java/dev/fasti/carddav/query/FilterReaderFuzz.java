package dev.fasti.carddav.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.dav.DavException;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlLimits;
import dev.fasti.dav.xml.XmlReader;
import dev.fasti.vcard.AddressObject;
import dev.fasti.vcard.InvalidCard;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the octets of a filter, it is read or refused as a request's fault, and what is read can be asked. */
class FilterReaderFuzz {
    private static final String OPEN = "<CR:filter xmlns:CR=\"urn:ietf:params:xml:ns:carddav\" ";
    private static final byte[] CARD =
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nitem1.TEL;TYPE=home,cell:1\r\nNOTE:x\r\nEND:VCARD\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PIECES = List.of(
            "<CR:prop-filter name=\"FN\" test=\"allof\">",
            "</CR:prop-filter>",
            "<CR:text-match match-type=\"ends-with\" collation=\"i;octet\" negate-condition=\"yes\">n</CR:text-match>",
            "<CR:is-not-defined/>",
            "<CR:param-filter name=\"TYPE\">",
            "</CR:param-filter>",
            "test",
            "anyof",
            "name=\"item1.TEL\"",
            "\"",
            "<",
            ".",
            "i;unicode-casemap",
            "&#x1F600;");

    @FuzzTest
    void anyOctets(byte[] octets) {
        readOrRefused(octets);
    }

    @Test
    @DisplayName("mutated filters are read or refused, nothing else")
    void mutations() {
        Random random = new Random(10_5);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String filter = NaiveFilter.random(random).replace("<CR:filter", OPEN);
            read += readOrRefused(mutate(filter, random)) ? 1 : 0;
        }
        assertThat(read).isBetween(3_000, 18_000);
    }

    private static boolean readOrRefused(byte[] octets) {
        CardFilter filter;
        try {
            XmlElement element = new XmlReader(XmlLimits.DEFAULT).read(octets);
            filter = FilterReader.read(element);
        } catch (DavException refusal) {
            assertThat(refusal.status()).isIn(400, 403, 413);
            return false;
        }
        Verdict verdict = filter.verdict(AddressObject.validate(CARD));
        try {
            assertThat(verdict).isIn(Verdict.UNKNOWN, Verdict.of(filter.matches(CARD)));
        } catch (InvalidCard e) {
            throw new AssertionError("the card is sound", e);
        }
        return true;
    }

    private static byte[] mutate(String filter, Random random) {
        StringBuilder text = new StringBuilder(filter);
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
            }
            if (text.isEmpty()) {
                text.append(' ');
            }
        }
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(50) == 0 ? Arrays.copyOf(octets, random.nextInt(octets.length)) : octets;
    }
}
