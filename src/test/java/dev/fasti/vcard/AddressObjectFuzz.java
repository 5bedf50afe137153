package dev.fasti.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the octets, they are taken or refused by the declared exception, and indexed. */
class AddressObjectFuzz {
    private static final List<String> SEEDS = List.of(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:M\u00FCller\\, A\r\nitem1.TEL;TYPE=\"x,y\":1\r\n 2\r\nEND:VCARD\r\n",
            "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=\n=BC\nORG:a;b\\;c\nEND:VCARD\n",
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nX;P=^n^^^':1\r\nN:a;b,c;;;\r\nEND:VCARD\r\n",
            "BEGIN:VLIST\nUID:a\nVERSION:1.0\nCARD;EMAIL=a@b;FN=A:a.vcf\nEND:VLIST\n");
    private static final byte[] MARKUP = ":;=,\"\r\n \t\\^/.CDEF0129".getBytes(StandardCharsets.US_ASCII);

    @FuzzTest
    void anyOctets(byte[] octets) {
        takenOrRefused(octets);
    }

    @Test
    @DisplayName("mutated cards are taken or refused, nothing else")
    void mutations() {
        Random random = new Random(6350);
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] seed = SEEDS.get(i % SEEDS.size()).getBytes(StandardCharsets.UTF_8);
            taken += takenOrRefused(mutate(seed, random)) ? 1 : 0;
        }
        assertThat(taken).isBetween(5_000, 35_000);
    }

    private static boolean takenOrRefused(byte[] octets) {
        Facts indexed = AddressObject.index(octets);
        assertThat(indexed.values()).hasSizeLessThanOrEqualTo(AddressObject.MOST_VALUES);
        assertThat(indexed.values())
                .allSatisfy(value -> assertThat(value.text()).hasSizeBetween(0, AddressObject.LONGEST_TEXT));
        try {
            Facts facts = AddressObject.validate(octets);
            assertThat(facts).isEqualTo(indexed);
            assertThat(facts.traits()).doesNotContain(Trait.UNREADABLE);
            return true;
        } catch (InvalidCard refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
            return false;
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] octets = Arrays.copyOf(seed, seed.length);
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(octets.length);
            switch (random.nextInt(8)) {
                case 0 -> octets[at] = (byte) random.nextInt(256);
                case 1 -> octets = Arrays.copyOf(octets, 1 + at);
                case 2 -> System.arraycopy(octets, at, octets, at / 2, octets.length - at);
                case 3, 4 -> octets[at] = octets[random.nextInt(octets.length)];
                default -> octets[at] = MARKUP[random.nextInt(MARKUP.length)];
            }
        }
        return octets;
    }
}
