package dev.fasti.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Facts.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressObjectTest {
    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] card(String lines) {
        return octets("BEGIN:VCARD\nVERSION:3.0\nUID:one\n" + lines + "\nEND:VCARD\n");
    }

    private static Facts taken(byte[] octets) {
        byte[] before = octets.clone();
        Facts facts = AddressObject.validate(octets);
        assertThat(octets).isEqualTo(before);
        assertThat(facts.traits()).isEmpty();
        assertThat(facts.component()).isNull();
        assertThat(AddressObject.index(octets)).isEqualTo(facts);
        return facts;
    }

    private static void refused(byte[] octets) {
        assertThatThrownBy(() -> AddressObject.validate(octets)).isInstanceOf(InvalidCard.class);
    }

    private static void unreadable(byte[] octets) {
        refused(octets);
        assertThat(AddressObject.index(octets).traits()).containsExactly(Trait.UNREADABLE);
    }

    @Test
    @DisplayName("The facts are the UID and what searches compare, unescaped and in order (RFC 6352 10.5)")
    void values() {
        Facts facts =
                taken(card("item1.email;type=INTERNET:a@example.com\nFN:M\u00FCller\\, Anna\nN:M\u00FCller;Anna;;;\n"
                        + "NOTE:not searched\nX-ADDRESSBOOKSERVER-KIND:group\nNICKNAME:\nTEL:+49 1"));
        assertThat(facts.uid()).isEqualTo("one");
        assertThat(facts.values())
                .containsExactly(
                        new Value("UID", "one"),
                        new Value("EMAIL", "a@example.com"),
                        new Value("FN", "M\u00FCller, Anna"),
                        new Value("N", "M\u00FCller;Anna;;;"),
                        new Value("X-ADDRESSBOOKSERVER-KIND", "group"),
                        new Value("NICKNAME", ""),
                        new Value("TEL", "+49 1"));
        assertThat(facts.earliest()).isNull();
        assertThat(facts.latest()).isNull();
    }

    @Test
    @DisplayName("Values are cut at 200 characters, never within one, and counted up to 64")
    void bounds() {
        Facts facts = taken(card("FN:" + "x".repeat(199) + "\uD83D\uDE00y\n" + "EMAIL:a@b\n".repeat(100) + "NOTE:x"));
        assertThat(facts.values()).hasSize(AddressObject.MOST_VALUES);
        assertThat(facts.values().texts("FN")).containsExactly("x".repeat(199));
    }

    @Test
    @DisplayName("A UID after the 64th value is still the UID")
    void lateUid() {
        assertThat(taken(octets("BEGIN:VCARD\nVERSION:4.0\n" + "EMAIL:a@b\n".repeat(100) + "UID:late\nEND:VCARD\n"))
                        .uid())
                .isEqualTo("late");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
                "BEGIN:VCARD\nVERSION:3.0\nFN:A\n",
                "FN:A\nEND:VCARD\n",
                "BEGIN:VCARD\nBEGIN:X\nEND:VCARD\n"
            })
    @DisplayName("What is not one whole vCard is refused, and unreadable in a store (RFC 6352 5.1)")
    void notACard(String text) {
        unreadable(octets(text));
    }

    @Test
    @DisplayName("The line end after END may be missing (RFC 6350 3.2)")
    void lastLineEnd() {
        taken(octets("BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD"));
    }

    @Test
    @DisplayName("Two cards in one resource are refused; the first is indexed (RFC 6352 5.1)")
    void twoCards() {
        byte[] two = octets("BEGIN:VCARD\nVERSION:3.0\nUID:a\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nUID:b\nEND:VCARD\n");
        refused(two);
        assertThat(AddressObject.index(two).uid()).isEqualTo("a");
        assertThat(AddressObject.index(two).traits()).isEmpty();
    }

    @Test
    @DisplayName("An unknown version, two UIDs, a line without a colon or octets that are not UTF-8 are refused")
    void refusedButIndexed() {
        for (byte[] octets : new byte[][] {
            octets("BEGIN:VCARD\nVERSION:9.0\nUID:one\nEND:VCARD\n"),
            card("UID:two"),
            card("NOTE:first\nsecond"),
            new String(card("FN:M\u00FCller"), StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1)
        }) {
            refused(octets);
            assertThat(AddressObject.index(octets).uid()).isEqualTo("one");
            assertThat(AddressObject.index(octets).traits()).isEmpty();
        }
    }

    @Test
    @DisplayName("A truncated card keeps its UID in the index, so that no other card takes it")
    void truncated() {
        byte[] cut = octets("BEGIN:VCARD\nVERSION:3.0\nUID:one\nFN:Al");
        unreadable(cut);
        assertThat(AddressObject.index(cut).uid()).isEqualTo("one");
    }

    @Test
    @DisplayName("Importers: missing UID, missing FN, missing VERSION")
    void missing() {
        Facts facts = taken(octets("BEGIN:VCARD\nN:A;B;;;\nEND:VCARD\n"));
        assertThat(facts.uid()).isNull();
        assertThat(taken(octets("BEGIN:VCARD\nVERSION:3.0\nUID:\nFN:A\nEND:VCARD\n"))
                        .uid())
                .isNull();
    }

    @Test
    @DisplayName("Merging tools: repeated REV, PRODID and VERSION")
    void repeated() {
        taken(card("VERSION:3.0\nPRODID:a\nPRODID:b\nREV:20240101T000000Z\nREV:20240102T000000Z\nFN:A"));
    }

    @Test
    @DisplayName("InfCloud: PHOTO with both ENCODING=b and a data URI")
    void infCloudPhoto() {
        taken(card("FN:A\nPHOTO;ENCODING=b;TYPE=JPEG:data:image/jpeg;base64,/9j/4AAQ\n SkZJRg==\nEMAIL:a@b"));
    }

    @Test
    @DisplayName("Old phones: quoted-printable with soft breaks, in vCard 2.1 and 3.0, is decoded for searches")
    void quotedPrintable() {
        String lines = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=\n=BCller\nTEL;CELL:1";
        assertThat(taken(octets("BEGIN:VCARD\nVERSION:2.1\n" + lines + "\nEND:VCARD\n"))
                        .values())
                .containsExactly(new Value("FN", "M\u00FCller"), new Value("TEL", "1"));
        assertThat(taken(card(lines.replace("\n=BC", "\n =BC"))).values())
                .contains(new Value("FN", "M\u00FCller"), new Value("TEL", "1"));
    }

    @Test
    @DisplayName("Old phones: a whole card within AGENT of version 2.1, and a bare CHARSET nobody knows")
    void agent() {
        Facts facts = taken(octets("BEGIN:VCARD\nVERSION:2.1\nUID:one\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nUID:two\n"
                + "END:VCARD\nFN;CHARSET=X-NONE:A\nEND:VCARD\n"));
        assertThat(facts.uid()).isEqualTo("one");
        assertThat(facts.values()).containsExactly(new Value("UID", "one"), new Value("FN", "A"));
    }

    @Test
    @DisplayName("Groups: KIND:group of vCard 4.0, X-ADDRESSBOOKSERVER-KIND:group of Apple, VLIST of SOGo")
    void groups() {
        taken(octets("BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:G\nMEMBER:urn:uuid:1\nEND:VCARD\n"));
        taken(card("X-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1"));
        Facts list = taken(octets("BEGIN:VLIST\nUID:a.vlf\nVERSION:1.0\nFN:G\nCARD;EMAIL=a@b;FN=A:a.vcf\nEND:VLIST\n"));
        assertThat(list.uid()).isEqualTo("a.vlf");
    }

    @Test
    @DisplayName("Apple: birthdays of 1604, item groups and X-ABLabel")
    void apple() {
        taken(card("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\nitem1.URL:http\\://x\nitem1.X-ABLabel:_$!<HomePage>!$_"));
    }

    @Test
    @DisplayName("Sloppy exporters: blank lines, control characters, a byte order mark, bare LF")
    void sloppy() {
        taken("\uFEFF\n\nBEGIN:VCARD\nVERSION:3.0\n\nFN:A\u0000B\u0007\n \nEND:VCARD\n\n"
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("Input made to exhaust a server is answered")
    void hostile() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            unreadable(octets("BEGIN:VCARD\n".repeat(100_000)));
            unreadable(octets("BEGIN:VCARD\nX;" + "a;".repeat(1_000_000)));
            taken(card("PHOTO;ENCODING=b:" + "A".repeat(10_000_000)));
            taken(card("NOTE;ENCODING=QUOTED-PRINTABLE:" + "=41=\n".repeat(1_000_000) + "x"));
            taken(card("X:\n".repeat(1_000_000) + "FN:A"));
            refused(card("UID:x\n".repeat(1_000_000) + "FN:A"));
        });
    }
}
