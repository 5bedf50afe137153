package dev.fasti.carddav.query;

import dev.fasti.dav.query.Presence;
import dev.fasti.vcard.CardProperty;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of one parameter of a property (RFC 6352 section 10.5.2).
 *
 * @param name in any case
 * @param presence whether it has to be there
 * @param text what its values have to say; empty for anything, and always for what must not be there
 */
record ParamFilter(String name, Presence presence, Optional<TextMatch> text) {
    ParamFilter {
        if (presence == Presence.ABSENT && text.isPresent()) {
            throw new IllegalArgumentException("nothing can be asked of a parameter that is not there");
        }
    }

    boolean holds(CardProperty property) {
        List<String> values = property.parameter(name);
        if (presence == Presence.ABSENT || values.isEmpty()) {
            return (presence == Presence.ABSENT) == values.isEmpty();
        }
        return text.isEmpty() || text.get().holds(values);
    }
}
