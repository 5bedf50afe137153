package dev.fasti.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fasti.dav.DavException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever the octets, the reader answers with a tree or a refusal, and a tree survives being kept and read again. */
class XmlReaderFuzz {
    private static final List<String> SEEDS = List.of(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/></D:prop></D:propfind>",
            "<D:propertyupdate xmlns:D='DAV:' xml:lang='de'><D:set><D:prop><x:y xmlns:x='urn:x' x:a='1' b='2'> t &#13;<![CDATA[<]]>"
                    + "<!-- c --><z xmlns='urn:z'/></x:y></D:prop></D:set></D:propertyupdate>",
            "<!DOCTYPE r [<!ENTITY a 'b'><!ENTITY % c SYSTEM 'file:///etc/passwd'>]><r a='&a;'>&a;&lt;&#x1F600;</r>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><a1:r xmlns:a1='urn:1' xmlns:a2='urn:2' a2:q='\u00fc'/>");
    private static final byte[] MARKUP = "<>/&;#x!?[]'\"=:- \r\n%DOCTYPENTI".getBytes(StandardCharsets.US_ASCII);

    private final XmlReader reader = new XmlReader(new XmlLimits(16, 8, 200, 4096));

    @FuzzTest
    void anyOctets(byte[] body) {
        readTwice(body);
    }

    @Test
    @DisplayName("mutated bodies give a tree or a refusal, nothing else")
    void mutations() {
        Random random = new Random(4918);
        int trees = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] seed = SEEDS.get(i % SEEDS.size())
                    .getBytes(i % 7 == 0 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
            trees += readTwice(mutate(seed, random)) ? 1 : 0;
        }
        assertThat(trees).isGreaterThan(1000);
    }

    private boolean readTwice(byte[] body) {
        XmlElement tree;
        try {
            tree = reader.read(body);
        } catch (DavException refusal) {
            assertThat(refusal.status()).isIn(400, 403, 413);
            return false;
        }
        XmlElement again = new XmlReader(XmlLimits.DEFAULT)
                .read(("<p>" + XmlFragment.of(tree) + "</p>").getBytes(StandardCharsets.UTF_8))
                .children()
                .get(0);
        assertThat(again.name()).isEqualTo(tree.name());
        assertThat(XmlFragment.of(again)).isEqualTo(XmlFragment.of(tree));
        return true;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] body = Arrays.copyOf(seed, seed.length);
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(5)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = MARKUP[random.nextInt(MARKUP.length)];
                case 2 -> body = Arrays.copyOf(body, 1 + at);
                case 3 -> System.arraycopy(body, at, body, at / 2, body.length - at);
                default -> body[at] = body[random.nextInt(body.length)];
            }
        }
        return body;
    }
}
