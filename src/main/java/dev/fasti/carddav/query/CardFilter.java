package dev.fasti.carddav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.store.Facts;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.SearchedValues;
import dev.fasti.vcard.AddressObject;
import java.util.List;

/**
 * Which cards a query is about (RFC 6352 section 10.5). One without conditions is about all of them, whatever they
 * hold; one with conditions is never about a card that cannot be read.
 *
 * @param test how the conditions go together
 * @param props the conditions
 */
record CardFilter(Junction test, List<PropFilter> props) {
    CardFilter {
        props = List.copyOf(props);
    }

    /** What the facts of a card tell: never wrong, but at times unknown. */
    Verdict verdict(Facts facts) {
        if (props.isEmpty()) {
            return Verdict.YES;
        }
        if (facts.traits().contains(Trait.UNREADABLE)) {
            return Verdict.NO;
        }
        if (facts.values().size() >= AddressObject.MOST_VALUES) {
            return Verdict.UNKNOWN;
        }
        Verdict verdict = test.none();
        for (PropFilter prop : props) {
            verdict = test.join(verdict, verdict(prop, facts.values()));
        }
        return verdict;
    }

    private static Verdict verdict(PropFilter prop, SearchedValues values) {
        if (!AddressObject.isSearched(prop.name())) {
            return Verdict.UNKNOWN;
        }
        List<String> texts = values.texts(prop.name());
        if (prop.presence() == Presence.ABSENT) {
            return !texts.isEmpty() && prop.group().isPresent() ? Verdict.UNKNOWN : Verdict.of(texts.isEmpty());
        }
        Verdict verdict = Verdict.NO;
        for (String text : texts) {
            verdict = verdict.or(verdict(prop, text));
        }
        return verdict;
    }

    /** The verdict on one property of the name; its group and its parameters are not in the facts. */
    private static Verdict verdict(PropFilter prop, String text) {
        Verdict verdict = prop.isBare() ? Verdict.YES : prop.test().none();
        for (TextMatch match : prop.texts()) {
            Verdict one = AddressObject.mayBeCut(text) ? Verdict.UNKNOWN : Verdict.of(match.holds(text));
            verdict = prop.test().join(verdict, one);
        }
        if (!prop.params().isEmpty()) {
            verdict = prop.test().join(verdict, Verdict.UNKNOWN);
        }
        return prop.group().isPresent() ? verdict.and(Verdict.UNKNOWN) : verdict;
    }

    /**
     * Whether a card is as asked.
     *
     * @throws dev.fasti.vcard.InvalidCard if there are conditions and it cannot be read
     */
    boolean matches(byte[] card) {
        if (props.isEmpty()) {
            return true;
        }
        boolean[] isThere = new boolean[props.size()];
        boolean[] holds = new boolean[props.size()];
        AddressObject.properties(card, property -> {
            for (int i = 0; i < props.size(); i++) {
                PropFilter prop = props.get(i);
                if (!holds[i] && prop.names(property)) {
                    isThere[i] = true;
                    holds[i] = prop.holds(property);
                }
            }
        });
        Verdict verdict = test.none();
        for (int i = 0; i < props.size(); i++) {
            boolean isAsked = props.get(i).presence() == Presence.ABSENT ? !isThere[i] : holds[i];
            verdict = test.join(verdict, Verdict.of(isAsked));
        }
        return verdict == Verdict.YES;
    }
}
