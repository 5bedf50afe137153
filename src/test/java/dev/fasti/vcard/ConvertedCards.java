package dev.fasti.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cards for the tests of what conversion makes of them. */
final class ConvertedCards {
    private ConvertedCards() {}

    /** The card in the version, which it must be. */
    static byte[] to(CardVersion version, byte[] card) {
        byte[] converted = CardConversion.convert(card, version);
        AddressObject.validate(converted);
        assertThat(new String(converted, StandardCharsets.UTF_8))
                .startsWith("BEGIN:VCARD\r\nVERSION:" + version.number() + "\r\n");
        return converted;
    }

    /** The properties without folds, but for those that frame a card. */
    static List<String> properties(byte[] card) {
        List<String> properties = new ArrayList<>(new String(card, StandardCharsets.UTF_8)
                .replace("\r\n ", "")
                .lines()
                .toList());
        properties.removeIf(line -> line.matches("(BEGIN|END):VCARD|VERSION:.*"));
        return properties;
    }

    /** A card of properties. */
    static byte[] card(String version, String... properties) {
        return ("BEGIN:VCARD\r\nVERSION:" + version + "\r\n" + String.join("\r\n", properties) + "\r\nEND:VCARD\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
