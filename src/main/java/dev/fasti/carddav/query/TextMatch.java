package dev.fasti.carddav.query;

import dev.fasti.dav.query.Collation;
import java.util.List;

/**
 * What a text has to say, or must not (RFC 6352 section 10.5.4).
 *
 * @param collation by which texts are compared
 * @param type where the searched text has to stand
 * @param searched kept {@linkplain Collation#fold folded}
 * @param condition whether it has to stand there
 */
record TextMatch(Collation collation, MatchType type, String searched, Condition condition) {
    TextMatch {
        searched = collation.fold(searched);
    }

    /** Whether a text is as required. */
    boolean holds(String text) {
        return isIn(text) == (condition == Condition.MATCHES);
    }

    /** Whether a list of values is as required: one of them matches or, if none may, none does. */
    boolean holds(List<String> values) {
        return values.stream().anyMatch(this::isIn) == (condition == Condition.MATCHES);
    }

    private boolean isIn(String text) {
        return type.matches(collation.fold(text), searched);
    }

    /** The {@code negate-condition} attribute. */
    enum Condition {
        /** {@code no}. */
        MATCHES,
        /** {@code yes}. */
        DOES_NOT_MATCH
    }
}
