package dev.fasti.vcard;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One property of a card, as searches see it (RFC 6350 section 3.3). */
public final class CardProperty {
    private static final String TYPE = "TYPE";

    private final VObjectProperty property;
    private final String name;

    CardProperty(VObjectProperty property) {
        this.property = property;
        this.name = property.getName().strip().toUpperCase(Locale.ROOT);
    }

    /** In upper case, without the group. */
    public String name() {
        return name;
    }

    /** The group, such as {@code item1}, in upper case; empty if there is none. */
    public Optional<String> group() {
        return Optional.ofNullable(property.getGroup())
                .map(group -> group.strip().toUpperCase(Locale.ROOT));
    }

    /**
     * The whole value with its escapes undone and without white space around it; what has several parts, as N and ADR
     * have, is one text with semicolons or commas between.
     */
    public String text() {
        return VObjectPropertyValues.unescape(property.getValue()).strip();
    }

    /**
     * The values of a parameter, each on its own; empty if it is not there. The bare words of vCard 2.1 are taken for
     * values of TYPE, which nearly all of them are; a quoted list of types is a list (RFC 6350 section 5.6).
     *
     * @param wanted in any case
     */
    public List<String> parameter(String wanted) {
        List<String> found = new ArrayList<>();
        boolean isType = wanted.equalsIgnoreCase(TYPE);
        for (Map.Entry<String, List<String>> entry : property.getParameters()) {
            String each = entry.getKey() == null ? TYPE : entry.getKey();
            if (!each.strip().equalsIgnoreCase(wanted)) {
                continue;
            }
            for (String value : entry.getValue()) {
                found.addAll(isType ? List.of(value.split(",", -1)) : List.of(value));
            }
        }
        return found;
    }
}
