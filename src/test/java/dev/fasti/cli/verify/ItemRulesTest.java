package dev.fasti.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.verify.ItemRules.Verdict;
import dev.fasti.server.fixture.Items;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judgement of a stored item")
class ItemRulesTest {
    private static final byte[] EVENT = Items.event("a").getBytes(StandardCharsets.UTF_8);
    private static final byte[] CARD = Items.card("a", "Ann").getBytes(StandardCharsets.UTF_8);

    private final ItemRules rules = new ItemRules();

    @Test
    @DisplayName("goes by the kind of the collection")
    void kinds() {
        assertThat(rules.judge(CollectionKind.CALENDAR, EVENT).fault()).isEmpty();
        assertThat(rules.judge(CollectionKind.ADDRESSBOOK, CARD).fault()).isEmpty();
        assertThat(rules.judge(CollectionKind.CALENDAR, CARD).fault()).contains("not a VCALENDAR (RFC 5545 3.4)");
        assertThat(rules.judge(CollectionKind.ADDRESSBOOK, EVENT).fault()).contains("not a VCARD (RFC 6350 6.1.1)");
        assertThat(rules.judge(CollectionKind.PLAIN, EVENT).fault()).isEmpty();
    }

    @Test
    @DisplayName("keeps the UID of a broken item, which counts in the index as well")
    void uidOfBroken() {
        byte[] cut = Items.event("a").replace("END:VCALENDAR\r\n", "").getBytes(StandardCharsets.UTF_8);
        Verdict verdict = rules.judge(CollectionKind.CALENDAR, cut);
        assertThat(verdict.fault()).isPresent();
        assertThat(verdict.facts().uid()).isEqualTo("a");
    }

    @Test
    @DisplayName("names what the index cannot read though it breaks no rule")
    void unreadableThoughRight() {
        Facts unreadable = new Facts("a", null, null, null, Set.of(Trait.UNREADABLE), List.of());
        Verdict verdict = new ItemRules((kind, octets) -> unreadable).judge(CollectionKind.CALENDAR, EVENT);
        assertThat(verdict.fault()).contains("left out of queries, though it breaks no rule");
    }

    @Test
    @DisplayName("survives a reader that fails, and names the failure without its message")
    void failingReader() {
        Verdict verdict = new ItemRules((kind, octets) -> {
                    throw new IllegalStateException("secret");
                })
                .judge(CollectionKind.CALENDAR, EVENT);
        assertThat(verdict.fault()).contains("reading it fails with IllegalStateException");
        assertThat(verdict.facts().traits()).containsExactly(Trait.UNREADABLE);
    }
}
