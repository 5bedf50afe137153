package dev.fasti.carddav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.vcard.CardProperty;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of one property of a card (RFC 6352 section 10.5.1). A property that stands several times is as asked
 * if one of them is.
 *
 * @param group the only group it may be in, in upper case; empty for any and none
 * @param name in upper case
 * @param presence whether it has to be there; of what must not, nothing else is asked
 * @param test how the conditions go together
 * @param texts what it has to say
 * @param params what is asked of its parameters
 */
record PropFilter(
        Optional<String> group,
        String name,
        Presence presence,
        Junction test,
        List<TextMatch> texts,
        List<ParamFilter> params) {
    PropFilter {
        texts = List.copyOf(texts);
        params = List.copyOf(params);
        if (presence == Presence.ABSENT && (!texts.isEmpty() || !params.isEmpty())) {
            throw new IllegalArgumentException("nothing can be asked of a property that is not there");
        }
    }

    /** Whether nothing is asked but that it be there. */
    boolean isBare() {
        return texts.isEmpty() && params.isEmpty();
    }

    /** Whether this is about a property. */
    boolean names(CardProperty property) {
        return name.equals(property.name()) && (group.isEmpty() || group.equals(property.group()));
    }

    /** Whether a property that this {@link #names} is as asked. */
    boolean holds(CardProperty property) {
        if (isBare()) {
            return true;
        }
        String text = texts.isEmpty() ? "" : property.text();
        if (test == Junction.ALL) {
            return texts.stream().allMatch(match -> match.holds(text))
                    && params.stream().allMatch(param -> param.holds(property));
        }
        return texts.stream().anyMatch(match -> match.holds(text))
                || params.stream().anyMatch(param -> param.holds(property));
    }
}
