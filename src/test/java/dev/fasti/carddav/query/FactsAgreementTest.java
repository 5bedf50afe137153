package dev.fasti.carddav.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.carddav.CardDav;
import dev.fasti.carddav.CardDavSettings;
import dev.fasti.carddav.query.GeneratedCards.Line;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.condition.WriteCondition;
import dev.fasti.vcard.AddressObject;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What facts say, what a look into the card says and what the standard says are the same (RFC 6352 10.5)")
class FactsAgreementTest {
    @ParameterizedTest
    @ValueSource(longs = {6352, 10_5, 3})
    @DisplayName("thousands of filters on thousands of cards give what a naive scan gives")
    void agrees(long seed) {
        Random random = new Random(seed);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            List<Line> card = GeneratedCards.card(random);
            byte[] octets = GeneratedCards.octets(card, random).getBytes(StandardCharsets.UTF_8);
            String xml = NaiveFilter.random(random);
            XmlElement element = ProtocolBench.element(xml);
            boolean expected = NaiveFilter.matches(element, card);
            CardFilter filter = FilterReader.read(element);
            String context =
                    "seed " + seed + ", round " + i + "\n" + xml + "\n" + new String(octets, StandardCharsets.UTF_8);

            assertThat(filter.matches(octets)).as(context).isEqualTo(expected);
            Verdict verdict = filter.verdict(AddressObject.validate(octets));
            assertThat(verdict).as(context).isIn(Verdict.UNKNOWN, Verdict.of(expected));
            verdicts.merge(verdict, 1, Integer::sum);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).as("filters that matched").isBetween(4_000, 16_000);
        assertThat(verdicts).as("what facts said").hasSize(3);
        assertThat(verdicts.get(Verdict.UNKNOWN)).isLessThan(10_000);
    }

    @Test
    @DisplayName("the report answers what a naive scan gives, in the order of the names")
    void reports() {
        Random random = new Random(86);
        MapCollection book = new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book");
        Map<String, List<Line>> cards = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            List<Line> card = GeneratedCards.card(random);
            byte[] octets = GeneratedCards.octets(card, random).getBytes(StandardCharsets.UTF_8);
            cards.put("/jane/book/c" + i, card);
            Facts facts = AddressObject.validate(octets);
            book.put("c" + i, octets, facts, new WriteCondition.Always());
        }
        ProtocolBench bench = new ProtocolBench(CardDav.extension(new CardDavSettings(1_000_000, 100)));
        for (int i = 0; i < 100; i++) {
            String filter = NaiveFilter.random(random);
            String data = random.nextBoolean() ? "<CR:address-data/>" : "";
            List<String> expected = cards.entrySet().stream()
                    .filter(card -> NaiveFilter.matches(ProtocolBench.element(filter), card.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();

            XmlElement answer = bench.report(
                            book.resource(),
                            "<CR:addressbook-query><D:prop>" + data + "</D:prop>" + filter + "</CR:addressbook-query>")
                    .xml();

            assertThat(answer.children(Names.dav("response")))
                    .extracting(response ->
                            response.child(Names.dav("href")).orElseThrow().text())
                    .as(filter)
                    .isEqualTo(expected);
        }
    }
}
