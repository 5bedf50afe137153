package dev.fasti.vcard;

import static dev.fasti.vcard.ConvertedCards.card;
import static dev.fasti.vcard.ConvertedCards.properties;
import static dev.fasti.vcard.ConvertedCards.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Cards in another version (RFC 6352 5.1.1)")
class CardConversionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FN:Zo\u00eb M\u00fcller\\, Dr.",
                "N:M\u00fcller;Zo\u00eb;Anna\\,Maria;Dr.;",
                "ORG:A\\;B;C",
                "NICKNAME:a,b",
                "NOTE:one\\ntwo\\\\three",
                "item1.X-ABLabel:_$!<HomePage>!$_",
                "X-FOO;X-BAR=\"a;b\":x\\,y;z",
                "CATEGORIES:friends,work",
                "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
                "URL:https://example.com/?a=b",
                "ADR;TYPE=home:;;1 Street;Town;;12345;Land",
                "TEL;TYPE=cell:+49 30 1234",
                "EMAIL;TYPE=home:a@example.com",
                "SORT-STRING:Mueller",
                "ROLE:Cook",
                "GENDER:F",
                "XML:<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b\\;</a>",
            })
    @DisplayName("what both versions have comes through both ways as it was, and what one has not is kept by its name")
    void unchanged(String property) {
        assertThat(properties(to(CardVersion.V4, card("3.0", property)))).contains(property);
        assertThat(properties(to(CardVersion.V3, card("4.0", property)))).contains(property);
        assertThat(properties(to(CardVersion.V3, to(CardVersion.V4, card("3.0", property)))))
                .contains(property);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BDAY:1985-04-12                             | BDAY:19850412",
                "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12      | BDAY:--0412",
                "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29      | BDAY:--0229",
                "REV:2020-01-02T03:04:05Z                    | REV:20200102T030405Z",
                "PHOTO;ENCODING=b;TYPE=jpeg:AQIDBA==         | PHOTO:data:image/jpeg;base64,AQIDBA==",
                "X-ADDRESSBOOKSERVER-KIND:group              | KIND:group",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1       | MEMBER:urn:uuid:1",
                "EMAIL;TYPE=work,pref:a@b                    | EMAIL;TYPE=work;PREF=1:a@b",
                "GEO:1.5;2.5                                 | GEO:geo:1.5,2.5",
                "item7.TEL;TYPE=pref:1                       | item7.TEL;PREF=1:1",
            })
    @DisplayName("what the versions write in their own ways is written in each one's way")
    void rewritten(String three, String four) {
        assertThat(properties(to(CardVersion.V4, card("3.0", three))))
                .as("to 4.0")
                .contains(four);
        assertThat(properties(to(CardVersion.V3, card("4.0", four))))
                .as("to 3.0")
                .contains(three);
    }

    @Test
    @DisplayName("a birthday whose year only looks omitted keeps it, and an impossible one breaks nothing")
    void birthdays() {
        assertThat(properties(to(CardVersion.V4, card("3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1985-04-12"))))
                .contains("BDAY;X-APPLE-OMIT-YEAR=1604:19850412");
        assertThat(properties(to(CardVersion.V3, card("4.0", "BDAY:--0231"))))
                .anyMatch(property -> property.startsWith("BDAY"));
        assertThat(properties(to(CardVersion.V3, card("4.0", "BDAY:1985"))))
                .anyMatch(property -> property.startsWith("BDAY") && property.contains("1985"));
        assertThat(properties(to(CardVersion.V3, card("4.0", "BDAY;VALUE=text:circa 1800\\, or so"))))
                .anyMatch(property -> property.startsWith("BDAY") && property.endsWith(":circa 1800\\, or so"));
    }

    @Test
    @DisplayName("a picture of a megabyte and more comes through octet for octet, both ways")
    void pictures() {
        byte[] picture = new byte[1_500_000];
        new Random(3).nextBytes(picture);
        String photo = Base64.getEncoder().encodeToString(picture);
        byte[] four = to(CardVersion.V4, card("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:" + photo));
        assertThat(properties(four)).anyMatch(property -> property.endsWith(":data:image/jpeg;base64," + photo));
        assertThat(properties(to(CardVersion.V3, four)))
                .anyMatch(property -> property.startsWith("PHOTO;") && property.endsWith(":" + photo));
    }

    @Test
    @DisplayName("a group keeps its members; where Apple's words are there already, nothing is said twice")
    void groups() {
        byte[] four = card("4.0", "KIND:group", "MEMBER:urn:uuid:1", "MEMBER:urn:uuid:2", "FN:G", "N:G;;;;");
        List<String> three = properties(to(CardVersion.V3, four));
        assertThat(three)
                .contains(
                        "X-ADDRESSBOOKSERVER-KIND:group",
                        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1",
                        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:2")
                .noneMatch(property -> property.startsWith("KIND") || property.startsWith("MEMBER"));
        assertThat(properties(to(CardVersion.V4, to(CardVersion.V3, four))))
                .containsExactlyInAnyOrderElementsOf(properties(four));
        assertThat(properties(to(CardVersion.V4, card("3.0", "KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "FN:G"))))
                .containsOnlyOnce("KIND:group")
                .noneMatch(property -> property.startsWith("X-ADDRESSBOOKSERVER"));
    }

    @Test
    @DisplayName("Old phones: quoted-printable of version 2.1, and folds within a UTF-8 sequence")
    void oldPhones() {
        byte[] phone = octets("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=\r\n=BCller"
                + ";A;;;\r\nTEL;CELL:1\r\nEND:VCARD\r\n");
        assertThat(properties(to(CardVersion.V3, phone))).contains("N:M\u00fcller;A;;;", "TEL;TYPE=CELL:1");
        byte[] torn = octets("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:M\u00c3\r\n \u00bcller\r\nEND:VCARD\r\n", true);
        assertThat(properties(to(CardVersion.V4, torn))).contains("FN:M\u00fcller");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:cut",
                "BEGIN:VLIST\r\nVERSION:1.0\r\nFN:G\r\nEND:VLIST\r\n",
                "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
            })
    @DisplayName("what is not one whole card is not converted")
    void refuses(String octets) {
        assertThatThrownBy(() -> CardConversion.convert(octets(octets), CardVersion.V4))
                .isInstanceOf(InvalidCard.class);
    }

    @Test
    @DisplayName("whatever is in a card, it is converted to a sound one or refused")
    void mutations() {
        Random random = new Random(511);
        byte[] seed = card(
                "4.0",
                "FN:A",
                "BDAY:--0412",
                "KIND:group",
                "MEMBER:urn:1",
                "TEL;VALUE=uri;TYPE=\"a,b\":tel:1",
                "PHOTO:data:image/png;base64,AQID",
                "GEO:geo:1,2",
                "TZ:+01",
                "ADR;LABEL=\"x\":;;a;;;;",
                "IMPP:x:y",
                "GENDER:F;x",
                "CLIENTPIDMAP:1;urn:2",
                "XML:<a xmlns='b'/>",
                "RELATED:urn:3",
                "LANG;PREF=1:de");
        byte[] markup = ":;=,\"\r\n \\^-.0129TZabVALUE".getBytes(StandardCharsets.US_ASCII);
        int converted = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] card = Arrays.copyOf(seed, seed.length);
            for (int edits = random.nextInt(6); edits > 0; edits--) {
                card[random.nextInt(card.length)] = markup[random.nextInt(markup.length)];
            }
            try {
                AddressObject.validate(CardConversion.convert(card, CardVersion.V3));
                AddressObject.validate(CardConversion.convert(card, CardVersion.V4));
                converted++;
            } catch (InvalidCard e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(converted).isBetween(1_000, 2_900);
    }

    private static byte[] octets(String card) {
        return card.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] octets(String card, boolean isLatin) {
        return card.getBytes(isLatin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
