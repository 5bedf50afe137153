package dev.fasti.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.vobject.Mutation;
import java.nio.charset.StandardCharsets;
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
    private static final Mutation MUTATION = new Mutation(":;=,\"\r\n \t\\^/.CDEF0129");

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
            taken += takenOrRefused(MUTATION.of(seed, random)) ? 1 : 0;
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
}
