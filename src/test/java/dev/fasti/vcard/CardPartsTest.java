package dev.fasti.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.vcard.CardParts.Content;
import dev.fasti.vcard.CardParts.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Parts of a card (RFC 6352 10.4.2)")
class CardPartsTest {
    @Test
    @DisplayName("properties are kept in their order with their folds, in any case")
    void keeps() {
        assertThat(parts("VERSION:3.0\r\nNOTE:a\r\n  b\r\nfn;X=\"a:b\":Zo\r\n \u00eb\r\nEMAIL:c\r\n", "FN", "note"))
                .isEqualTo("NOTE:a\r\n  b\r\nfn;X=\"a:b\":Zo\r\n \u00eb\r\n");
    }

    @Test
    @DisplayName("a name without a group is meant in every group, one with a group in that one only")
    void groups() {
        String card = "TEL:1\r\nX-ABC.TEL:2\r\nx-abc-1.tel:3\r\n";
        assertThat(parts(card, "TEL")).isEqualTo(card);
        assertThat(parts(card, "X-ABC.TEL")).isEqualTo("X-ABC.TEL:2\r\n");
        assertThat(parts(card, "x-abc-1.TEL", "EMAIL")).isEqualTo("x-abc-1.tel:3\r\n");
    }

    @Test
    @DisplayName("without its value a property ends with the colon, wherever the folds are")
    void noValue() {
        String card = "TEL;TYPE=\"a:b\";X=y\r\n z:1\r\n 2\r\nitem1.TEL:3\r\nFN:A\r\n";
        assertThat(parts(card, new Part(java.util.Optional.empty(), "TEL", Content.WITHOUT_VALUE)))
                .isEqualTo("TEL;TYPE=\"a:b\";X=y\r\n z:\r\nitem1.TEL:\r\n");
        assertThat(parts(card, Part.of("TEL", Content.WITHOUT_VALUE), Part.of("item1.TEL", Content.WITH_VALUE)))
                .isEqualTo("TEL;TYPE=\"a:b\";X=y\r\n z:\r\nitem1.TEL:3\r\n");
        assertThat(parts(card, Part.of("item1.TEL", Content.WITH_VALUE), Part.of("FN", Content.WITHOUT_VALUE)))
                .isEqualTo("item1.TEL:3\r\nFN:\r\n");
    }

    @Test
    @DisplayName("Old phones: soft breaks of quoted-printable belong to their property, and a card in AGENT to that")
    void version21() {
        String card = "VERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:=41=\r\n=42\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:B\r\n"
                + "END:VCARD\r\nFN:A\r\n";
        assertThat(parts(card, "N")).isEqualTo("N;ENCODING=QUOTED-PRINTABLE:=41=\r\n=42\r\n");
        assertThat(parts(card, "FN")).isEqualTo("FN:A\r\n");
        assertThat(parts(card, "AGENT")).isEqualTo("AGENT:\r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n");
    }

    @Test
    @DisplayName("Sloppy exporters: bare LF, blank lines, a byte order mark, no last line end")
    void sloppy() {
        byte[] card = "\uFEFFBEGIN:VCARD\n\nFN:A\n\n b\nNOTE:x\n\nEND:VCARD".getBytes(StandardCharsets.UTF_8);
        assertThat(new CardParts(List.of(Part.of("FN", Content.WITH_VALUE))).of(card))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("BEGIN:VCARD\r\nFN:A\n\n b\r\nEND:VCARD\r\n");
    }

    @Test
    @DisplayName("whatever the octets, the parts are lines of them")
    void anyOctets() {
        CardParts parts =
                new CardParts(List.of(Part.of("FN", Content.WITH_VALUE), Part.of("g.TEL", Content.WITHOUT_VALUE)));
        Random random = new Random(1042);
        byte[] alphabet = "FN\r\n:; \t\"g.TEL=BEGIN:END".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            byte[] card = new byte[random.nextInt(60)];
            for (int j = 0; j < card.length; j++) {
                card[j] = alphabet[random.nextInt(alphabet.length)];
            }
            String whole = new String(card, StandardCharsets.US_ASCII);
            Arrays.stream(new String(parts.of(card), StandardCharsets.US_ASCII).split("\r\n"))
                    .forEach(line -> assertThat(whole).contains(line));
        }
    }

    private static String parts(String properties, String... names) {
        return parts(
                properties,
                Stream.of(names).map(name -> Part.of(name, Content.WITH_VALUE)).toArray(Part[]::new));
    }

    /** The parts without BEGIN and END, which are always there. */
    private static String parts(String properties, Part... parts) {
        String card = "BEGIN:VCARD\r\n" + properties + "END:VCARD\r\n";
        String found = new String(
                new CardParts(List.of(parts)).of(card.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(found).startsWith("BEGIN:VCARD\r\n").endsWith("END:VCARD\r\n");
        return found.substring("BEGIN:VCARD\r\n".length(), found.length() - "END:VCARD\r\n".length());
    }
}
